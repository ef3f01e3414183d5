import { type Acting, type ServiceParts, sentBy, speakerOf } from './acting.ts';
import { restingNotice } from './resting.ts';
import type { HandoffService } from './service.ts';

/** Answers messages that people left. */
export function createCases(
  { stores, clock, voice, caseRetentionMs }: ServiceParts,
  acting: Acting,
): Pick<HandoffService, 'answerCase' | 'setCase'> {
  const { handoffs } = stores;
  const { later, audit, counselorOf, load, attempt, checked } = acting;

  return {
    async answerCase(id, counselorId, answer, clientId) {
      const [counselor, handoff] = await Promise.all([counselorOf(counselorId), load(id)]);
      const { displayName } = counselor;
      const own = sentBy(counselorId, clientId);
      const from = speakerOf(counselor);
      const said =
        'entry' in answer
          ? voice.entry(answer.entry, handoff, from, clientId)
          : voice.quote(checked(answer.text), handoff.language, from, clientId);
      // Somebody who talks to a counselor or waits for one is not told that it is over.
      const isFree = (await handoffs.open(handoff.conversationId)) === undefined;
      const { handoff: answered } = await attempt(
        id,
        counselorId,
        { states: ['open', 'answered'] },
        { state: 'answered', counselorId, endedAt: clock.iso(), keepUntil: later(caseRetentionMs) },
        [
          { activity: voice.say(handoff, 'handoff.notice.answered', { counselor: displayName }), clientId: `${own}/notice` },
          { activity: said, clientId: own },
          ...(isFree
            ? [
                { activity: voice.say(handoff, 'handoff.notice.replyHint', {}, ['leaveMessage']), clientId: `${own}/hint` },
                { activity: voice.notice(await restingNotice(handoffs, handoff.conversationId, id)) },
              ]
            : []),
        ],
      );
      await audit('answered', counselorId, id);
      return answered;
    },

    async setCase(id, counselorId, state) {
      const [, { conversationId }] = await Promise.all([counselorOf(counselorId), load(id)]);
      const isAnswered = state === 'answered';
      const isFree = (await handoffs.open(conversationId)) === undefined;
      const notice = isAnswered ? await restingNotice(handoffs, conversationId, id) : ({ state: 'message-left' } as const);
      const { handoff } = await attempt(
        id,
        counselorId,
        { states: ['open', 'answered'] },
        {
          state,
          counselorId: isAnswered ? counselorId : null,
          endedAt: isAnswered ? clock.iso() : null,
          keepUntil: later(caseRetentionMs),
        },
        isFree ? [{ activity: voice.notice(notice) }] : [],
      );
      await audit(isAnswered ? 'case-answered' : 'case-opened', counselorId, id);
      return handoff;
    },
  };
}
