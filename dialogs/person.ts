import type { HandoffReason } from '../src/domain/handoff.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Availability } from '../src/handoff/desk.ts';
import { entryText } from '../src/reply/actions.ts';
import { formatMoment } from '../src/reply/dates.ts';
import { escapeMarkdown } from '../src/reply/markdown.ts';
import { placeText } from '../src/reply/place.ts';
import { otherHelp, paragraph, paragraphs, quoted, sayContacts } from './contacts.ts';
import { askDetail, readContact, readName } from './details.ts';
import { type Answered, type Asked, ELSEWHERE, Question } from './kinds.ts';
import type { Turn } from './turn.ts';

export interface PersonState {
  step?: 'language' | 'consent' | 'name' | 'contact';
  reason?: HandoffReason;
  /** The entry that was talked about when a person was asked for. */
  topic?: string;
  /** The locale in which the user wants to speak with the counselor. */
  language?: Locale;
  /** The counselor may also see what was written before. */
  withPast?: boolean;
  name?: string;
}

/**
 * The way to a counselor: what will happen, one consent, optionally a name and a way to be reached, then the place in the queue. Where
 * nobody is here, a message can be left; where there is no desk at all, those who advise are named.
 */
export class PersonDialog extends Question<PersonState> {
  static readonly ID = 'person.v2';

  constructor() {
    super(PersonDialog.ID);
  }

  protected override ask(turn: Turn, state: PersonState): Asked | Promise<Asked> {
    const { texts } = turn.services;
    if (state.step === 'name') return askDetail(turn, texts.t(turn.locale, 'handoff.name'));
    if (state.step === 'contact') return askDetail(turn, texts.t(turn.locale, 'handoff.contact'));
    return offer(turn, state);
  }

  protected override async answer(turn: Turn, state: PersonState): Promise<Answered> {
    const { action, services, locale } = turn;
    if (action?.do === 'consentNo') return decline(turn);
    switch (state.step) {
      case 'language':
        if (action?.do !== 'speakNow') return ELSEWHERE;
        state.language = action.locale;
        return offer(turn, state);
      case 'consent':
        if (action?.do !== 'consentAll' && action?.do !== 'consentFromNow') return ELSEWHERE;
        state.withPast = action.do === 'consentAll';
        state.step = 'name';
        return this.ask(turn, state);
      case 'name': {
        const name = readName(turn);
        if (name === 'elsewhere') return ELSEWHERE;
        if (name === 'unclear') return askDetail(turn, services.texts.t(locale, 'handoff.nameUnclear'));
        if (name !== 'skipped') state.name = name.value;
        state.step = 'contact';
        return this.ask(turn, state);
      }
      default: {
        const contact = readContact(turn);
        if (contact === 'elsewhere') return ELSEWHERE;
        if (contact === 'unclear') return askDetail(turn, services.texts.t(locale, 'handoff.contactUnclear'));
        return queue(turn, state, contact === 'skipped' ? undefined : contact.value);
      }
    }
  }
}

/** Whether a counselor is here whom the user could be connected with */
export async function isSomebodyHere(turn: Turn): Promise<boolean> {
  const found = await turn.services.desk?.availability({ locale: turn.locale, topic: turn.memory.lastEntry });
  return found?.exists === true && found.now.length > 0;
}

/** Why the user comes to a counselor, judged by what came before. */
export function reasonFor({ memory, services }: Turn): HandoffReason {
  const last = memory.lastEntry === undefined ? undefined : services.knowledge.entries.get(memory.lastEntry);
  if (last?.kind === 'safety') return 'danger';
  if (memory.failures > 1) return 'failed';
  return last?.handoff === 'recommended' ? 'entry' : 'asked';
}

/** Says what is possible now, and asks for consent where a counselor is here. */
async function offer(turn: Turn, state: PersonState): Promise<Asked> {
  const { locale } = turn;
  if (state.step === undefined) begin(turn, state);
  const available = await turn.services.desk?.availability({ locale, topic: state.topic });
  if (!available?.exists) {
    sayContacts(turn);
    return 'done';
  }
  const chosen = available.now.find(({ language }) => language === state.language);
  const own = available.now.find(({ language }) => isSameLanguage(turn, language, locale));
  const place = own ?? chosen;
  if (place) {
    state.language = own ? locale : place.language;
    state.step = 'consent';
    return askConsent(turn, state, place.minutes);
  }
  if (available.now.length > 0) {
    state.step = 'language';
    return askLanguage(turn, available);
  }
  sayClosed(turn, available);
  return 'done';
}

function begin(turn: Turn, state: PersonState): void {
  const { memory, services } = turn;
  memory.wish = { at: services.now().toISOString(), ...(memory.lastEntry === undefined ? {} : { entry: memory.lastEntry }) };
  if (memory.lastEntry !== undefined) state.topic = memory.lastEntry;
  // Offered because the bot failed: until it has understood something again, that isn't offered a second time.
  if (state.reason === undefined) {
    state.reason = reasonFor(turn);
    memory.failures = 0;
  }
}

function isSameLanguage({ services }: Turn, one: Locale, other: Locale): boolean {
  const tag = (locale: Locale) => services.languages.find(({ code }) => code === locale)?.tag ?? locale;
  return tag(one) === tag(other);
}

function languageName({ services }: Turn, locale: Locale): string {
  return services.languages.find(({ code }) => code === locale)?.name ?? locale;
}

function askConsent(turn: Turn, { topic, language }: PersonState, minutes: number | undefined): 'asked' {
  const { texts, actions, knowledge, service } = turn.services;
  const { locale } = turn;
  const spoken = languageName(turn, language ?? locale);
  const entry = topic === undefined ? undefined : knowledge.entries.get(topic);
  const sees = entry
    ? texts.t(locale, 'handoff.seesTopic', { language: spoken, topic: escapeMarkdown(entryText(entry, locale).title) })
    : texts.t(locale, 'handoff.sees', { language: spoken });
  const text = paragraphs(
    paragraph(locale, [
      texts.t(locale, 'handoff.offer'),
      minutes === undefined ? undefined : texts.t(locale, 'handoff.wait', { count: minutes }),
    ]),
    paragraph(locale, [sees, texts.t(locale, 'handoff.before')]),
    service.handoffDays === undefined ? undefined : texts.t(locale, 'handoff.kept', { count: service.handoffDays }),
    texts.t(locale, 'handoff.ask'),
  );
  const buttons = [
    actions.own('button.consentAll', { do: 'consentAll' }, locale),
    actions.own('button.consentFromNow', { do: 'consentFromNow' }, locale),
    actions.own('button.consentNo', { do: 'consentNo' }, locale),
  ];
  turn.say({ text }, buttons, true);
  return 'asked';
}

/** Nobody who is here speaks the user's language: the user chooses what is next best. */
function askLanguage(turn: Turn, { now, ownLanguageFrom }: Availability): 'asked' {
  const { texts, actions } = turn.services;
  const { locale } = turn;
  const { line, contacts } = otherHelp(turn);
  const text = paragraphs(
    paragraph(locale, [
      texts.t(locale, 'handoff.otherLanguage', { language: languageName(turn, locale) }),
      ownLanguageFrom && texts.t(locale, 'handoff.ownFrom', { time: moment(turn, ownLanguageFrom) }),
    ]),
    texts.t(locale, 'handoff.otherNow'),
    line,
  );
  const languages = now.map(({ language }) =>
    actions.own('button.speakNow', { do: 'speakNow', locale: language }, locale, { language: languageName(turn, language) }),
  );
  const no = actions.own('button.consentNo', { do: 'consentNo' }, locale);
  turn.say({ text, contacts }, [...languages, actions.standing('leaveMessage', locale), no], true);
  return 'asked';
}

function sayClosed(turn: Turn, { isOpen, opensAt, ownLanguageFrom }: Availability): void {
  const { texts, actions } = turn.services;
  const { locale } = turn;
  const { line, contacts } = otherHelp(turn);
  const closed = [
    texts.t(locale, 'handoff.closed'),
    opensAt === undefined ? undefined : texts.t(locale, 'handoff.opens', { time: moment(turn, opensAt) }),
  ];
  const text = paragraphs(
    paragraph(locale, [
      ...(isOpen ? [texts.t(locale, 'handoff.nobody')] : closed),
      ownLanguageFrom === undefined || ownLanguageFrom === opensAt
        ? undefined
        : texts.t(locale, 'handoff.ownFrom', { time: moment(turn, ownLanguageFrom) }),
    ]),
    texts.t(locale, 'handoff.leaveHint'),
    line,
  );
  turn.say({ text, contacts }, [actions.standing('leaveMessage', locale), actions.standing('topics', locale)]);
}

function moment({ services, locale }: Turn, at: string): string {
  const tag = services.languages.find(({ code }) => code === locale)?.tag ?? locale;
  return formatMoment(at, tag, services.now());
}

function decline(turn: Turn): 'done' {
  const { texts, actions } = turn.services;
  const { line, contacts } = otherHelp(turn);
  turn.say({ text: paragraphs(texts.t(turn.locale, 'handoff.declined'), line), contacts }, [actions.standing('topics', turn.locale)]);
  return 'done';
}

async function queue(turn: Turn, state: PersonState, contact: string | undefined): Promise<Asked> {
  const { desk, texts, actions } = turn.services;
  const { locale, log } = turn;
  if (!desk) {
    sayContacts(turn);
    return 'done';
  }
  const place = await desk.request({
    id: turn.id,
    conversationId: log.conversationId,
    channel: turn.channelId,
    locale,
    language: state.language ?? locale,
    topic: state.topic,
    reason: state.reason ?? 'asked',
    name: state.name,
    contact,
    fromSeq: state.withPast ? 1 : log.seq + 1,
  });
  turn.happened({ outcome: 'handed-over', entry: state.topic });
  turn.memory.noted = false;
  const details = [
    state.name && `- ${texts.t(locale, 'handoff.yourName', { value: quoted(turn, state.name) })}`,
    contact && `- ${texts.t(locale, 'handoff.yourContact', { value: quoted(turn, contact) })}`,
  ];
  const { line, contacts } = otherHelp(turn);
  const text = paragraphs(
    place.position < 1
      ? texts.t(locale, 'handoff.hub.requested')
      : paragraph(locale, [texts.t(locale, 'handoff.queued'), placeText(texts, locale, place)]),
    details.filter((detail) => detail).join('\n'),
    place.position < 1 ? undefined : texts.t(locale, 'handoff.stay'),
    line,
  );
  turn.say({ text, contacts }, [actions.standing('leaveQueue', locale)]);
  return 'done';
}
