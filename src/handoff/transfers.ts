import type { Counselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Changed, HandoffChange, Said } from '../storage/handoffs.ts';
import type { Acting, ServiceParts } from './acting.ts';
import { colleagueAway, colleagueFull, nobodySpeaks, toYourself } from './problems.ts';
import { isHere, speaks } from './routing.ts';
import type { HandoffService } from './service.ts';
import { readSituation, takesConversations } from './situation.ts';
import { placesOf } from './waiting-time.ts';

/** A colleague has so long to take what was passed to them; then everybody may. */
const RESERVED_MS = 5 * 60_000;

/** Passes conversations on to colleagues. */
export function createTransfers({ stores, clock, voice }: ServiceParts, acting: Acting): Pick<HandoffService, 'transfer'> {
  const { handoffs, counselors } = stores;
  const { later, audit, counselorOf, load, attempt } = acting;

  /** Puts a conversation back into the queue; who waited longest keeps that advantage. */
  async function requeue(handoff: Handoff, counselorId: string, change: HandoffChange, said: Said): Promise<Changed> {
    const { language, assignedTo, assignedUntil } = change;
    const waiting: Handoff = {
      ...handoff,
      language: language ?? handoff.language,
      assignedTo: assignedTo ?? undefined,
      assignedUntil: assignedUntil ?? undefined,
    };
    const place = placesOf(await readSituation(stores), clock.iso(), waiting).get(handoff.id);
    return attempt(
      handoff.id,
      counselorId,
      { states: ['active'], counselorId },
      // They are told now what they can do instead of waiting, so the limit has nothing to add.
      { ...change, state: 'waiting', limitTold: true },
      [said, { activity: voice.notice({ state: 'waiting', ...place }) }],
    );
  }

  async function requireColleague(id: string): Promise<Counselor> {
    const colleague = await counselors.find(id);
    if (!colleague || !takesConversations(colleague) || !isHere(colleague)) throw colleagueAway(colleague?.displayName);
    const active = await handoffs.list({ states: ['active'], counselorId: id, order: 'requested', limit: colleague.capacity });
    if (active.length >= colleague.capacity) throw colleagueFull(colleague.displayName);
    return colleague;
  }

  async function toColleague(handoff: Handoff, counselorId: string, targetId: string): Promise<Changed> {
    if (targetId === counselorId) throw toYourself();
    const colleague = await requireColleague(targetId);
    const said = voice.say(handoff, 'handoff.notice.transferredTo', { counselor: colleague.displayName }, ['leaveQueue', 'leaveMessage']);
    return requeue(handoff, counselorId, { assignedTo: targetId, assignedUntil: later(RESERVED_MS) }, { activity: said });
  }

  async function toLanguage(handoff: Handoff, counselorId: string, language: string): Promise<Changed> {
    const others = (await counselors.all()).filter((one) => one.id !== counselorId && takesConversations(one) && isHere(one));
    if (!others.some((one) => speaks(one, language))) throw nobodySpeaks();
    const said = voice.say(handoff, 'handoff.notice.transferred', {}, ['leaveQueue', 'leaveMessage']);
    return requeue(handoff, counselorId, { language, assignedTo: null, assignedUntil: null }, { activity: said });
  }

  return {
    async transfer(id, counselorId, target) {
      const [, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      const isToPerson = 'counselorId' in target;
      const moved = isToPerson
        ? await toColleague(handoff, counselorId, target.counselorId)
        : await toLanguage(handoff, counselorId, target.language);
      await audit('transferred', counselorId, id, isToPerson ? target.counselorId : target.language);
      return moved.handoff;
    },
  };
}
