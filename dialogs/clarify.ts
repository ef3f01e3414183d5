import { entryText } from '../src/reply/actions.ts';
import { escapeMarkdown } from '../src/reply/markdown.ts';
import { ELSEWHERE, Question } from './kinds.ts';
import type { Turn } from './turn.ts';

export interface ClarifyState {
  /** Two or three entries to choose from. */
  readonly entries: readonly string[];
  /** The question before this one was not understood either. */
  readonly again: boolean;
}

/** Asks which of a few entries is meant. */
export class ClarifyDialog extends Question<ClarifyState> {
  static readonly ID = 'clarify.v1';

  constructor() {
    super(ClarifyDialog.ID);
  }

  protected override ask(turn: Turn, { entries, again }: ClarifyState): 'asked' {
    const { actions, texts } = turn.services;
    const options = entries.map((id) => actions.entry(id, turn.locale)).filter((option) => option !== undefined);
    const text = `${texts.t(turn.locale, again ? 'clarify.again' : 'clarify.which')}\n\n${entryList(entries, turn)}`;
    const none = actions.own('button.none', { do: 'none' }, turn.locale);
    turn.say({ text }, again ? [...options, actions.standing('person', turn.locale), none] : [...options, none], true);
    return 'asked';
  }

  protected override answer(turn: Turn): 'done' | typeof ELSEWHERE {
    // A chosen entry is a complete request, so it goes the way of all requests.
    if (turn.action?.do !== 'none') return ELSEWHERE;
    const { actions, texts } = turn.services;
    turn.memory.failures += 1;
    turn.say({ text: texts.t(turn.locale, 'clarify.noneOfThese') }, [
      actions.standing('person', turn.locale),
      actions.standing('topics', turn.locale),
    ]);
    return 'done';
  }
}

/** Entries as a numbered list with their summaries, so that they can be told apart and chosen by number. */
export function entryList(ids: readonly string[], turn: Turn): string {
  return ids
    .map((id) => turn.services.knowledge.entries.get(id))
    .filter((entry) => entry !== undefined)
    .map((entry, index) => {
      const text = entryText(entry, turn.locale);
      return `${index + 1}. **${escapeMarkdown(text.title)}**: ${escapeMarkdown(text.summary)}`;
    })
    .join('\n');
}
