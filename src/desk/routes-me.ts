import { z } from 'zod';
import type { Bus } from '../bus/bus.ts';
import { sendJson } from '../http/respond.ts';
import { AppError } from '../platform/errors.ts';
import type { CounselorStore } from '../storage/counselors.ts';
import { Capacity, DisplayName, Hours, listOf } from './account-form.ts';
import type { Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import type { DeskKnowledge } from './knowledge.ts';
import type { MeView } from './me.ts';
import { type DeskRouter, readBody } from './router.ts';
import type { SignInLimits } from './routes-sign-in.ts';
import type { Sessions } from './sessions.ts';

export interface MeRoutesOptions {
  readonly accounts: Accounts;
  readonly counselors: CounselorStore;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly me: MeView;
  readonly knowledge: Pick<DeskKnowledge, 'languages' | 'topics'>;
  readonly bus: Pick<Bus, 'publish'>;
  readonly limits: Pick<SignInLimits, 'login'>;
}

const PasswordForm = z.object({ current: z.string().max(1_000), next: z.string().max(1_000) });

/** What somebody does with their own account. */
export function addMeRoutes(router: DeskRouter, options: MeRoutesOptions): void {
  const { counselors, audit, knowledge } = options;
  const Profile = z.object({
    languages: listOf(knowledge.languages.map(({ code }) => code)),
    topics: listOf(knowledge.topics.map(({ id }) => id)),
    hours: Hours,
    displayName: DisplayName,
    capacity: Capacity,
  });

  router.route('get', '/me', [], async ({ response, counselor, session }) => {
    sendJson(response, 200, await options.me.of(counselor, session));
  });

  router.route('post', '/me/profile', [], async ({ request, response, counselor, session }) => {
    const changed = await counselors.update(counselor.id, await readBody(request, Profile));
    await audit.note('profile-changed', counselor.id);
    // Who can be offered to users, and what waits for whom, may be different now.
    options.bus.publish({ kind: 'desk', change: 'presence' });
    sendJson(response, 200, await options.me.of(changed, session));
  });

  router.route('post', '/me/password', [], async ({ request, response, counselor, session }) => {
    const { current, next } = await readBody(request, PasswordForm);
    options.limits.login.take(counselor.login);
    if (!(await options.accounts.check(counselor.login, current)))
      throw new AppError(403, 'WrongPassword', 'Das bisherige Kennwort stimmt nicht.');
    await options.accounts.setPassword(counselor.id, next);
    await options.sessions.closeOthers(session);
    await audit.note('password-changed', counselor.id);
    response.send(204);
  });
}
