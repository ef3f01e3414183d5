import { z } from 'zod';
import { PRESENCES } from '../domain/counselor.ts';
import type { HandoffService } from '../handoff/service.ts';
import { sendJson } from '../http/respond.ts';
import type { CounselorStore } from '../storage/counselors.ts';
import type { Colleague } from './protocol.ts';
import { type DeskRouter, readBody } from './router.ts';

export interface PresenceRoutesOptions {
  readonly counselors: Pick<CounselorStore, 'all'>;
  readonly service: Pick<HandoffService, 'setPresence' | 'list'>;
}

const PresenceForm = z.object({ presence: z.enum(PRESENCES) });

/** Who is here. */
export function addPresenceRoutes(router: DeskRouter, { counselors, service }: PresenceRoutesOptions): void {
  router.route('post', '/me/presence', ['counselor'], async ({ request, response, counselor }) => {
    const { presence } = await readBody(request, PresenceForm);
    await service.setPresence(counselor.id, presence);
    response.send(204);
  });

  router.route('get', '/colleagues', ['counselor'], async ({ response }) => {
    const [all, active] = await Promise.all([counselors.all(), service.list(['active'])]);
    const colleagues = all.filter(({ isActive, roles }) => isActive && roles.includes('counselor'));
    sendJson(
      response,
      200,
      colleagues.map(({ id, displayName, presence, languages, topics, capacity }) => ({
        id,
        displayName,
        presence,
        languages,
        topics,
        capacity,
        active: active.filter(({ counselorId }) => counselorId === id).length,
      })) satisfies Colleague[],
    );
  });
}
