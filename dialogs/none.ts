import { perhapsInDanger } from './danger.ts';
import { Statement } from './kinds.ts';
import type { Turn } from './turn.ts';
import { messageWords } from './word-lists.ts';

/** Below this, an entry is a guess that confuses more than it helps. */
const WORTH_PROPOSING = 0.08;
const MOST_PROPOSED = 3;

/** "I don't know that": with the topics that come nearest, and the way to a person, who comes first the second time. */
export class NoneDialog extends Statement {
  static readonly ID = 'none.v1';

  constructor() {
    super(NoneDialog.ID);
  }

  protected override tell(turn: Turn): void {
    const { actions, texts, knowledge } = turn.services;
    const { locale, memory } = turn;
    memory.failures += 1;
    const topicsNear = (turn.interpretation?.entries ?? [])
      .filter(
        ({ id, probability }) => probability >= WORTH_PROPOSING && !['meta', 'safety'].includes(knowledge.entries.get(id)?.kind ?? 'meta'),
      )
      .map(({ id }) => actions.entry(id, locale))
      .filter((option) => option !== undefined)
      .slice(0, MOST_PROPOSED);
    const proposals = [...topicsNear, ...perhapsInDanger(turn)];
    const person = actions.standing('person', locale);
    const topics = actions.standing('topics', locale);
    if (memory.failures > 1) turn.say({ text: texts.t(locale, 'none.again') }, [person, ...proposals, topics]);
    else if (messageWords(turn.text).length === 0) turn.say({ text: texts.t(locale, 'none.noWords') }, [topics, person]);
    else if (proposals.length > 0) turn.say({ text: texts.t(locale, 'none.maybe') }, [...proposals, person]);
    else turn.say({ text: texts.t(locale, 'none.first') }, [topics, person]);
  }
}
