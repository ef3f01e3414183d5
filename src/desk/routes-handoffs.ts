import { z } from 'zod';
import { HANDOFF_STATES, type Handoff, type HandoffState } from '../domain/handoff.ts';
import type { HandoffService, TransferTarget } from '../handoff/service.ts';
import { sendJson } from '../http/respond.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { HandoffStore } from '../storage/handoffs.ts';
import type { DeskKnowledge } from './knowledge.ts';
import { toDeskMessage } from './messages.ts';
import { badRequest } from './problems.ts';
import type { DeskMessage, HandoffSummary } from './protocol.ts';
import { type DeskRouter, readBody, type Visit } from './router.ts';
import type { Summaries } from './summaries.ts';

export interface HandoffRoutesOptions {
  readonly service: HandoffService;
  readonly handoffs: Pick<HandoffStore, 'find'>;
  readonly summaries: Summaries;
  readonly knowledge: DeskKnowledge;
}

/** Most messages in one answer; `after` leads to the rest. */
const PAGE = 200;
const COUNSELOR = ['counselor'] as const;

/** A client's own id of a message, by which a repeat is recognised: safe in an index. */
const ClientId = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const Text = z.object({ text: z.string(), clientId: ClientId });
const Message = z.union([Text, z.object({ entry: z.string().max(200), clientId: ClientId })]);
const Transfer = z.union([z.object({ counselorId: z.string().max(100) }), z.object({ language: z.string().max(50) })]);
const CaseState = z.object({ state: z.enum(['open', 'answered']) });
const Read = z.object({ seq: z.number().int().min(0).max(999_999_999) });

/** The queue, conversations and cases. What may be done by whom is the handoff service's to decide; it also writes it down. */
export function addHandoffRoutes(router: DeskRouter, { service, handoffs, summaries, knowledge }: HandoffRoutesOptions): void {
  const summary = async (handoff: Handoff, { counselor }: Visit) => (await summaries.of([handoff], counselor))[0]!;

  async function find(id: string): Promise<Handoff> {
    const handoff = await handoffs.find(id);
    if (!handoff) throw new NotFoundError('HandoffNotFound', 'Dieses Gespräch gibt es nicht (mehr).');
    return handoff;
  }

  /** A route that changes a handoff and answers with how it is now. */
  function change(path: string, act: (visit: Visit, id: string) => Promise<Handoff>): void {
    router.route('post', `/handoffs/:id/${path}`, COUNSELOR, async (visit) => {
      const handoff = await act(visit, visit.param('id'));
      sendJson(visit.response, 200, (await summary(handoff, visit)) satisfies HandoffSummary);
    });
  }

  router.route('get', '/handoffs', COUNSELOR, async ({ response, counselor, query }) => {
    const handoffs = await service.list(readStates(query.get('states')));
    sendJson(response, 200, await summaries.of(handoffs, counselor));
  });

  router.route('get', '/handoffs/:id', COUNSELOR, async (visit) => {
    sendJson(visit.response, 200, await summary(await find(visit.param('id')), visit));
  });

  router.route('get', '/handoffs/:id/activities', COUNSELOR, async ({ response, counselor, query, param }) => {
    const id = param('id');
    const handoff = await find(id);
    // A stretch with nothing to show, such as places in the queue, must not look like the end.
    for (let after = readPosition(query.get('after')); ; ) {
      const stored = await service.transcript(id, counselor.id, after, PAGE);
      const messages = stored.flatMap((one) => toDeskMessage(one, handoff, knowledge) ?? []);
      if (messages.length > 0 || stored.length === 0) return sendJson(response, 200, messages satisfies DeskMessage[]);
      after = stored.at(-1)!.seq;
    }
  });

  change('claim', ({ counselor }, id) => service.claim(id, counselor.id));
  change('end', ({ counselor }, id) => service.end(id, counselor.id));
  change('reopen', ({ counselor }, id) => service.reopen(id, counselor.id));
  change('transfer', async ({ request, counselor }, id) => {
    const target: TransferTarget = await readBody(request, Transfer);
    if ('language' in target && !knowledge.languages.some(({ code }) => code === target.language))
      throw badRequest('Diese Sprache gibt es hier nicht.');
    return service.transfer(id, counselor.id, target);
  });
  change('answer', async ({ request, counselor }, id) => {
    const { clientId, ...answer } = await readBody(request, Message);
    return service.answerCase(id, counselor.id, answer, clientId);
  });
  change('case', async ({ request, counselor }, id) => {
    const { state } = await readBody(request, CaseState);
    return service.setCase(id, counselor.id, state);
  });

  router.route('post', '/handoffs/:id/messages', COUNSELOR, async ({ request, response, counselor, param }) => {
    const id = param('id');
    const said = await readBody(request, Message);
    const stored =
      'entry' in said
        ? await service.sendEntry(id, counselor.id, said.entry, said.clientId)
        : await service.say(id, counselor.id, said.text, said.clientId);
    const message = toDeskMessage(stored, await find(id), knowledge);
    sendJson(response, 200, { ...message!, clientId: said.clientId } satisfies DeskMessage);
  });

  router.route('post', '/handoffs/:id/read', COUNSELOR, async ({ request, response, counselor, param }) => {
    const { seq } = await readBody(request, Read);
    await service.markRead(param('id'), counselor.id, seq);
    response.send(204);
  });

  router.route('post', '/handoffs/:id/typing', COUNSELOR, async ({ response, counselor, param }) => {
    await service.typing(param('id'), counselor.id);
    response.send(204);
  });
}

/** Where conversations are led in another program, or not at all: says so to counselors. */
export function addNoHandoffRoutes(router: DeskRouter): void {
  const refuse = () => {
    throw new NotFoundError('NoDesk', 'Gespräche werden hier nicht an diesem Arbeitsplatz geführt (Einstellung HANDOFF_HUB).');
  };
  for (const path of ['/handoffs', '/colleagues']) router.route('get', path, COUNSELOR, refuse);
  router.route('post', '/me/presence', COUNSELOR, refuse);
}

function readStates(text: string | null): readonly HandoffState[] {
  const states = (text ?? 'waiting,active').split(',').filter(Boolean);
  const isState = (state: string): state is HandoffState => (HANDOFF_STATES as readonly string[]).includes(state);
  if (!states.every(isState)) throw badRequest(`„states“ muss aus diesen bestehen: ${HANDOFF_STATES.join(', ')}.`);
  return states;
}

function readPosition(text: string | null): number {
  if (!/^\d{0,9}$/.test(text ?? '')) throw badRequest('„after“ muss eine Zahl sein.');
  return Number(text ?? 0);
}
