import type { Bus } from '../bus/bus.ts';
import type { HandoffService } from '../handoff/service.ts';
import { sendJson } from '../http/respond.ts';
import type { CounselorStore } from '../storage/counselors.ts';
import { accountForm } from './account-form.ts';
import type { Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import type { DeskKnowledge } from './knowledge.ts';
import { badRequest } from './problems.ts';
import type { AuditLine } from './protocol.ts';
import { type DeskRouter, readBody } from './router.ts';
import type { DeskStreams } from './stream.ts';

export interface AccountRoutesOptions {
  readonly accounts: Accounts;
  readonly counselors: CounselorStore;
  readonly service: Pick<HandoffService, 'setPresence'> | undefined;
  readonly streams: Pick<DeskStreams, 'endSessionsOf'>;
  readonly audit: Audit;
  readonly knowledge: Pick<DeskKnowledge, 'languages' | 'topics'>;
  readonly bus: Pick<Bus, 'publish'>;
}

const ADMIN = ['admin'] as const;
const AUDIT_PAGE = 200;

/** Accounts, and who did what: for admins. */
export function addAccountRoutes(router: DeskRouter, options: AccountRoutesOptions): void {
  const { accounts, counselors, audit, knowledge } = options;
  const Account = accountForm(
    knowledge.languages.map(({ code }) => code),
    knowledge.topics.map(({ id }) => id),
  );

  router.route('get', '/accounts', ADMIN, async ({ response }) => {
    sendJson(response, 200, await counselors.all());
  });

  router.route('post', '/accounts', ADMIN, async ({ request, response, counselor }) => {
    const added = await accounts.add(await readBody(request, Account));
    await audit.note('account-added', counselor.id, { detail: `${added.login}: ${added.roles.join(', ')}` });
    options.bus.publish({ kind: 'desk', change: 'presence' });
    sendJson(response, 201, added);
  });

  router.route('post', '/accounts/:id', ADMIN, async ({ request, response, counselor, param }) => {
    const id = param('id');
    const change = await readBody(request, Account);
    const { counselor: changed, endedSessions } = await accounts.change(id, change);
    const state = changed.isActive ? changed.roles.join(', ') : 'disabled';
    await audit.note('account-changed', counselor.id, { detail: `${changed.login}: ${state}` });
    if (endedSessions) {
      options.streams.endSessionsOf(id);
      await options.service?.setPresence(id, 'away');
    }
    options.bus.publish({ kind: 'desk', change: 'presence' });
    sendJson(response, 200, changed);
  });

  router.route('get', '/audit', ADMIN, async ({ response, query }) => {
    const before = query.get('before') ?? undefined;
    if (before !== undefined && Number.isNaN(Date.parse(before))) throw badRequest('„before“ muss ein Zeitpunkt sein.');
    const [records, all] = await Promise.all([counselors.auditLog({ before, limit: AUDIT_PAGE }), counselors.all()]);
    const names = new Map(all.map(({ id, displayName, login }) => [id, `${displayName} (${login})`]));
    sendJson(
      response,
      200,
      records.map(({ counselorId, ...record }) => ({
        ...record,
        who: counselorId === undefined ? '–' : (names.get(counselorId) ?? counselorId),
      })) satisfies AuditLine[],
    );
  });
}
