import type { Counselor, Role } from '../domain/counselor.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { CounselorStore } from '../storage/counselors.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { badRequest } from './problems.ts';
import type { AccountChange, OpenIdProblem } from './protocol.ts';

/** What an OpenID Connect provider says about somebody. */
export interface Identity {
  /** `issuer|subject` */
  readonly subject: string;
  readonly login: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

/** The counselors' accounts and how one gets in. */
export interface Accounts {
  /** @returns the account if the password fits and it isn't disabled. Takes as long in any case */
  check(login: string, password: string): Promise<Counselor | undefined>;
  /** @throws {AppError} 409 if the login is taken, 400 for a password that can't be used */
  add(change: AccountChange): Promise<Counselor>;
  /** Ends the account's sessions if it may do less than before or has a new password. @throws {AppError} 404, 409 as `add`, or for the last admin */
  change(id: string, change: AccountChange): Promise<{ readonly counselor: Counselor; readonly endedSessions: boolean }>;
  /** @throws {AppError} 400 for a password that can't be used */
  setPassword(id: string, password: string): Promise<void>;
  /** The account that belongs to an identity: made at the first sign-in, with the provider's roles at each; if it may do less, other sessions end. */
  admit(identity: Identity): Promise<Counselor | OpenIdProblem>;
}

const LOGIN = /^[\p{L}\p{N}._@+-]{2,100}$/u;
export const USUAL_CAPACITY = 3;

/** The form in which logins are kept and compared. */
export function canonicalLogin(login: string): string {
  return login.normalize('NFC').trim().toLowerCase();
}

/** Whether somebody can sign in under this name. */
export function isUsableLogin(login: string): boolean {
  return LOGIN.test(canonicalLogin(login));
}

export function createAccounts(store: CounselorStore, clock: Clock): Accounts {
  const newCounselor = (facts: Omit<Counselor, 'id' | 'presence' | 'createdAt'>): Counselor => ({
    ...facts,
    id: newId(),
    presence: 'away',
    createdAt: clock.iso(),
  });

  /** Without an admin nobody could make one again, except at the server itself. */
  async function keepAnAdmin(id: string, change: AccountChange): Promise<void> {
    if (change.isActive && change.roles.includes('admin')) return;
    const admins = (await store.all()).filter(({ roles, isActive }) => isActive && roles.includes('admin'));
    if (admins.length === 1 && admins[0]!.id === id)
      throw new ConflictError('Das ist das letzte aktive Konto mit der Rolle „admin“. Geben Sie die Rolle zuerst einem anderen Konto.');
  }

  return {
    async check(login, password) {
      const found = await store.byLogin(canonicalLogin(login));
      const fits = await passwordFits(password, found?.credentials.passwordHash);
      return fits && found?.counselor.isActive ? found.counselor : undefined;
    },
    async add({ password, login, ...facts }) {
      const passwordHash = password === undefined ? undefined : await hashPassword(password);
      const counselor = newCounselor({ ...facts, login: readLogin(login) });
      await store.add(counselor, { passwordHash }).catch(explainTaken);
      return counselor;
    },
    async change(id, change) {
      const { password, login, ...facts } = change;
      await keepAnAdmin(id, change);
      const before = await store.find(id);
      const passwordHash = password === undefined ? {} : { passwordHash: await hashPassword(password) };
      const counselor = await store.update(id, { ...facts, login: readLogin(login), ...passwordHash }).catch(explainTaken);
      const mayLess = !facts.isActive || (before?.roles ?? []).some((role) => !facts.roles.includes(role));
      const endedSessions = mayLess || password !== undefined;
      if (endedSessions) await store.closeSessionsOf(id);
      return { counselor, endedSessions };
    },
    async setPassword(id, password) {
      await store.update(id, { passwordHash: await hashPassword(password) });
    },
    async admit({ subject, login, displayName, roles }) {
      const known = await store.bySubject(subject);
      if (known && !known.isActive) return 'disabled';
      if (roles.length === 0) {
        if (known && known.roles.length > 0) await store.update(known.id, { roles: [] });
        if (known) await store.closeSessionsOf(known.id);
        return 'no-role';
      }
      if (known) {
        if (known.roles.some((role) => !roles.includes(role))) await store.closeSessionsOf(known.id);
        return store.update(known.id, { roles });
      }
      const counselor = newCounselor({
        login: isUsableLogin(login) ? canonicalLogin(login) : newId().toLowerCase(),
        displayName,
        roles,
        languages: ['de'],
        topics: [],
        hours: [],
        capacity: USUAL_CAPACITY,
        isActive: true,
      });
      return addUnderFreeLogin(counselor, subject);
    },
  };

  /** A login that is taken is somebody else's account: the new one gets a name beside it. */
  async function addUnderFreeLogin(counselor: Counselor, subject: string): Promise<Counselor> {
    const isTaken = (await store.byLogin(counselor.login)) !== undefined;
    const added = isTaken ? { ...counselor, login: `${counselor.login}.${newId().slice(0, 6).toLowerCase()}` } : counselor;
    await store.add(added, { subject });
    return added;
  }
}

function readLogin(login: string): string {
  if (!isUsableLogin(login))
    throw badRequest('Der Anmeldename muss 2 bis 100 Zeichen haben: Buchstaben, Ziffern, Punkt, Bindestrich, @, + oder Unterstrich.');
  return canonicalLogin(login);
}

function explainTaken(error: unknown): never {
  if (error instanceof ConflictError) throw new ConflictError('Dieser Anmeldename ist schon vergeben.', { cause: error });
  throw error;
}
