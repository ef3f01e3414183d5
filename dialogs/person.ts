import type { Entry } from '../src/domain/entry.ts';
import { Statement } from './kinds.ts';
import type { Turn } from './turn.ts';

const TALK_TO_HUMAN = 'meta/talk-to-human';

/** The user wants a human: notes the wish, and names those who advise on what was just talked about. */
export class PersonDialog extends Statement {
  static readonly ID = 'person.v1';

  constructor() {
    super(PersonDialog.ID);
  }

  protected override tell(turn: Turn): void {
    const { texts, actions, now } = turn.services;
    const { locale, memory } = turn;
    memory.wish = { at: now().toISOString(), ...(memory.lastEntry === undefined ? {} : { entry: memory.lastEntry }) };
    memory.failures = 0;
    const place = adviser(turn);
    const text = texts.t(locale, place ? 'person.intro' : 'person.noContacts');
    const more = place && actions.entry(place.id, locale);
    turn.say({ text, contacts: place?.contacts }, more ? [more] : [actions.standing('topics', locale)]);
  }
}

/** The entry whose contacts advise: the last topic's, if it leads to people, or else the first that "talk to a human" refers to. */
export function adviser(turn: Pick<Turn, 'memory' | 'services'>): Entry | undefined {
  const { entries } = turn.services.knowledge;
  const last = turn.memory.lastEntry === undefined ? undefined : entries.get(turn.memory.lastEntry);
  const general = entries.get(TALK_TO_HUMAN);
  const candidates = [
    ...(last && (last.handoff !== 'none' || last.kind === 'offer') ? [last] : []),
    ...(last?.related ?? []).map((id) => entries.get(id)).filter((entry) => entry?.handoff !== 'none' && entry?.kind === 'offer'),
    general,
    ...(general?.related ?? []).map((id) => entries.get(id)),
  ];
  return candidates.find((entry) => entry !== undefined && entry.kind !== 'safety' && entry.contacts.length > 0);
}
