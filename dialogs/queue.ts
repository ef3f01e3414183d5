import { placeText } from '../src/reply/place.ts';
import { paragraph, quoted } from './contacts.ts';
import { Statement } from './kinds.ts';
import type { Turn } from './turn.ts';

export interface WaitingOptions {
  /** The user asked for a person again, or wants to keep waiting: the place is said in any case. */
  readonly wanted?: boolean;
}

/** While someone waits for a counselor: what they write is kept for the counselor, which is said once. */
export class WaitingDialog extends Statement<WaitingOptions> {
  static readonly ID = 'waiting.v1';

  constructor() {
    super(WaitingDialog.ID);
  }

  protected override tell(turn: Turn, { wanted }: WaitingOptions): void {
    const { memory, locale, status } = turn;
    if (status.state !== 'waiting') {
      sayNotInQueue(turn);
      return;
    }
    if (memory.noted && !wanted) return;
    if (!wanted) memory.noted = true;
    const { texts, actions } = turn.services;
    const text = paragraph(locale, [texts.t(locale, wanted ? 'handoff.waitOn' : 'handoff.noted'), placeText(texts, locale, status)]);
    turn.say({ text }, [actions.standing('leaveQueue', locale), actions.standing('leaveMessage', locale)]);
  }
}

/** Takes the conversation out of the queue; the bot answers again. */
export class LeaveQueueDialog extends Statement {
  static readonly ID = 'leave-queue.v1';

  constructor() {
    super(LeaveQueueDialog.ID);
  }

  protected override async tell(turn: Turn): Promise<void> {
    const { desk, texts, actions } = turn.services;
    const { locale, log } = turn;
    if (!desk || turn.status.state !== 'waiting') {
      sayNotInQueue(turn);
      return;
    }
    const hasLeft = await desk.leave(log.conversationId);
    const status = hasLeft ? undefined : await desk.status(log.conversationId);
    if (status?.state === 'active') {
      turn.say({ text: texts.t(locale, 'handoff.justTaken', { counselor: quoted(turn, status.counselor) }) });
      return;
    }
    turn.say({ text: texts.t(locale, 'handoff.left') }, [actions.standing('topics', locale), actions.standing('person', locale)]);
  }
}

function sayNotInQueue(turn: Turn): void {
  const { texts, actions } = turn.services;
  turn.say({ text: texts.t(turn.locale, 'handoff.notInQueue') }, [actions.standing('person', turn.locale)]);
}
