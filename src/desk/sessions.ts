import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { CounselorStore, SessionRecord } from '../storage/counselors.ts';

/** Sign-ins that last as long as somebody is active. */
export interface Sessions {
  /** @returns the secret for the cookie, and what is kept of it */
  open(counselorId: string): Promise<{ readonly secret: string; readonly session: SessionRecord }>;
  /** The session that a secret opens, if it has not expired. Its time begins anew, at most once a minute: then `extended` is true. */
  find(secret: string): Promise<{ readonly session: SessionRecord; readonly extended: boolean } | undefined>;
  /** Whether it is still open, without prolonging it. */
  isOpen(session: SessionRecord): Promise<boolean>;
  close(session: SessionRecord): Promise<void>;
  /** Ends all sessions of an account but this one. */
  closeOthers(session: SessionRecord): Promise<void>;
}

/** So often an expiry is moved on at most: not every request has to write. */
const EXTEND_EVERY_MS = 60_000;

export function createSessions(store: CounselorStore, clock: Clock, sessionMs: number): Sessions {
  const expiry = () => new Date(clock.nowMs() + sessionMs).toISOString();

  return {
    async open(counselorId) {
      const secret = randomBytes(32).toString('base64url');
      const csrf = randomBytes(32).toString('base64url');
      const session = { idHash: digest(secret), counselorId, csrf, createdAt: clock.iso(), expiresAt: expiry() };
      await store.openSession(session);
      return { secret, session };
    },
    async find(secret) {
      const session = await store.session(digest(secret), clock.iso());
      if (!session) return undefined;
      const leftMs = Date.parse(session.expiresAt) - clock.nowMs();
      if (leftMs > sessionMs - EXTEND_EVERY_MS) return { session, extended: false };
      const expiresAt = expiry();
      await store.extendSession(session.idHash, expiresAt);
      return { session: { ...session, expiresAt }, extended: true };
    },
    isOpen: async (session) => (await store.session(session.idHash, clock.iso())) !== undefined,
    close: (session) => store.closeSession(session.idHash),
    async closeOthers(session) {
      await store.closeSessionsOf(session.counselorId);
      await store.openSession(session);
    },
  };
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
