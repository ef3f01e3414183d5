import { otherHelp, paragraph, paragraphs, quoted, sayContacts } from './contacts.ts';
import { askDetail, readContact } from './details.ts';
import { type Answered, type Asked, ELSEWHERE, Question } from './kinds.ts';
import { reasonFor } from './person.ts';
import type { Turn } from './turn.ts';
import { messageWords } from './word-lists.ts';

export interface MessageState {
  step?: 'what' | 'consent' | 'contact';
  /** First position of the log that belongs to the message. */
  fromSeq?: number;
  /** The message is what was written before. */
  isPast?: boolean;
  /** The entry that the message is about, if that is clear. */
  topic?: string;
}

/** Leaves a message for the counselors: what it is about, consent, and a way to be reached. */
export class MessageDialog extends Question<MessageState> {
  static readonly ID = 'message.v1';

  constructor() {
    super(MessageDialog.ID);
  }

  protected override ask(turn: Turn, state: MessageState): Asked | Promise<Asked> {
    if (state.step === 'consent') return askConsent(turn, state);
    if (state.step === 'contact') return askDetail(turn, turn.services.texts.t(turn.locale, 'handoff.message.contact'));
    return askWhat(turn, state);
  }

  protected override answer(turn: Turn, state: MessageState): Answered | Promise<Answered> {
    const { action, services } = turn;
    if (action?.do === 'messageNo') {
      turn.say({ text: services.texts.t(turn.locale, 'handoff.message.dropped') }, [services.actions.standing('topics', turn.locale)]);
      return 'done';
    }
    switch (state.step) {
      case 'what':
        return this.#readMessage(turn, state);
      case 'consent':
        if (action?.do === 'messageYes') {
          state.step = 'contact';
          return this.ask(turn, state);
        }
        // What isn't understood goes on with the message.
        return !action && turn.interpretation?.route === 'none' ? askConsent(turn, state) : ELSEWHERE;
      default: {
        const contact = readContact(turn);
        if (contact === 'elsewhere') return ELSEWHERE;
        if (contact === 'unclear') return askDetail(turn, services.texts.t(turn.locale, 'handoff.contactUnclear'));
        return leave(turn, state, contact === 'skipped' ? undefined : contact.value);
      }
    }
  }

  #readMessage(turn: Turn, state: MessageState): Answered | Promise<Answered> {
    if (turn.action && turn.action.do !== 'messageBefore') return ELSEWHERE;
    state.isPast = turn.action?.do === 'messageBefore';
    if (!state.isPast && messageWords(turn.text).length === 0) return askWhat(turn, state);
    state.fromSeq = state.isPast ? 1 : turn.log.seq;
    const [best] = turn.interpretation?.route === 'answer' ? turn.interpretation.entries : [];
    if (best) state.topic = best.id;
    state.step = 'consent';
    return this.ask(turn, state);
  }
}

async function askWhat(turn: Turn, state: MessageState): Promise<Asked> {
  const { texts, actions, desk } = turn.services;
  const { locale, memory } = turn;
  const available = await desk?.availability({ locale, topic: memory.lastEntry });
  if (!available?.exists) {
    sayContacts(turn);
    return 'done';
  }
  state.step = 'what';
  // Where nothing but a greeting was said, there is nothing to read.
  const hasPast = memory.lastEntry !== undefined || memory.failures > 0 || memory.noted === true;
  const no = actions.own('button.messageNo', { do: 'messageNo' }, locale);
  const options = hasPast ? [actions.own('button.messageBefore', { do: 'messageBefore' }, locale), no] : [no];
  turn.say({ text: texts.t(locale, hasPast ? 'handoff.message.askBefore' : 'handoff.message.ask') }, options, 'freely');
  return 'asked';
}

function askConsent(turn: Turn, { isPast }: MessageState): 'asked' {
  const { texts, actions, service } = turn.services;
  const { locale } = turn;
  const text = paragraph(locale, [
    texts.t(locale, isPast ? 'handoff.message.seesBefore' : 'handoff.message.sees'),
    service.caseDays === undefined ? undefined : texts.t(locale, 'handoff.message.kept', { count: service.caseDays }),
    texts.t(locale, 'handoff.message.agree'),
  ]);
  const buttons = [
    actions.own('button.messageYes', { do: 'messageYes' }, locale),
    actions.own('button.messageNo', { do: 'messageNo' }, locale),
  ];
  turn.say({ text }, buttons, true);
  return 'asked';
}

async function leave(turn: Turn, { fromSeq, topic: about }: MessageState, contact: string | undefined): Promise<Asked> {
  const { desk, texts, actions, now } = turn.services;
  const { locale, log, memory } = turn;
  if (!desk) {
    sayContacts(turn);
    return 'done';
  }
  const topic = about ?? memory.lastEntry;
  await desk.leaveMessage({
    id: turn.id,
    conversationId: log.conversationId,
    channel: turn.channelId,
    locale,
    language: locale,
    topic,
    reason: reasonFor(turn),
    contact,
    fromSeq: fromSeq ?? log.seq,
  });
  turn.happened({ outcome: 'message-left', entry: topic });
  memory.case = { at: now().toISOString() };
  memory.failures = 0;
  const { line, contacts } = otherHelp(turn);
  const text = paragraphs(paragraph(locale, [texts.t(locale, 'handoff.message.left'), howAnswered(turn, contact)]), line);
  turn.say({ text, contacts }, [actions.standing('topics', locale)]);
  return 'done';
}

function howAnswered(turn: Turn, contact: string | undefined): string {
  const { texts } = turn.services;
  return contact === undefined
    ? texts.t(turn.locale, 'handoff.message.leftHere')
    : texts.t(turn.locale, 'handoff.message.leftContact', { value: quoted(turn, contact) });
}
