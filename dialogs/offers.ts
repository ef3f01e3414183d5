import type { Entry } from '../src/domain/entry.ts';
import type { Interpretation } from '../src/domain/interpretation.ts';
import type { TextKey } from '../src/reply/texts-file.ts';
import { entryList } from './clarify.ts';
import { ELSEWHERE, Question } from './kinds.ts';
import { type FacetName, fulfilling, matching, nextQuestion, type Wishes } from './offer-search.ts';
import type { Turn } from './turn.ts';

export interface OffersState {
  wishes: Wishes;
  /** Questions that were put, answered or skipped, and the one that is open. */
  asked: readonly FacetName[];
  question?: FacetName;
}

const MOST_QUESTIONS = 3;
/** So few, or so few that state to fulfil every wish, need no further question. */
const FEW = 3;
const MOST_SHOWN = 5;

/** Finds the offer that suits someone: a few questions, each of which can be skipped, then a short list. */
export class OffersDialog extends Question<OffersState> {
  static readonly ID = 'offers.v1';

  constructor() {
    super(OffersDialog.ID);
  }

  /** How the finder begins: with the need, if it is known. */
  static start(need: string | undefined): OffersState {
    return { wishes: need === undefined ? {} : { need }, asked: [] };
  }

  protected override ask(turn: Turn, state: OffersState): 'asked' | 'done' {
    const left = matching(allOffers(turn), state.wishes);
    // A question that is open already is put again as it was: its answers have not been narrowed down meanwhile.
    const answered = state.asked.filter((question) => question !== state.question);
    const settled = [...answered, ...(Object.keys(state.wishes) as FacetName[])];
    const sure = fulfilling(left, state.wishes);
    const isClear = left.length <= FEW || (sure > 0 && sure <= FEW);
    const next = isClear || answered.length >= MOST_QUESTIONS ? undefined : nextQuestion(left, settled);
    if (!next) {
      showResults(left, turn);
      return 'done';
    }
    state.question = next.question;
    state.asked = [...answered, next.question];
    const { actions, texts } = turn.services;
    const answers = next.answers.map((value) =>
      actions.own(`offers.${next.question}.${value}` as TextKey, { do: 'facet', facet: next.question, value }, turn.locale),
    );
    const skip = actions.own('button.skip', { do: 'facet', facet: next.question }, turn.locale);
    turn.say({ text: texts.t(turn.locale, `offers.ask.${next.question}`) }, [...answers, skip], true);
    return 'asked';
  }

  protected override answer(turn: Turn, state: OffersState): 'asked' | 'done' | typeof ELSEWHERE {
    const { action } = turn;
    if (action?.do !== 'facet' || action.facet !== state.question) return ELSEWHERE;
    if (action.value !== undefined) state.wishes = { ...state.wishes, [action.facet]: action.value };
    delete state.question;
    return this.ask(turn, state);
  }
}

/**
 * The need that an undecided message is most about, judged by the offers that came nearest; `undefined` if they point in several directions.
 */
export function likelyNeed(interpretation: Interpretation | undefined, turn: Turn): string | undefined {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { id, probability } of interpretation?.entries ?? []) {
    const [need] = turn.services.knowledge.entries.get(id)?.facets.need ?? [];
    if (need === undefined) continue;
    total += probability;
    weights.set(need, (weights.get(need) ?? 0) + probability);
  }
  return [...weights].find(([, weight]) => weight >= total * 0.6)?.[0];
}

function allOffers(turn: Turn): Entry[] {
  return [...turn.services.knowledge.entries.values()].filter((entry) => entry.kind === 'offer');
}

function showResults(found: readonly Entry[], turn: Turn): void {
  const { actions, texts } = turn.services;
  const person = actions.standing('person', turn.locale);
  if (found.length === 0) {
    turn.say({ text: texts.t(turn.locale, 'offers.empty') }, [person, actions.standing('offers', turn.locale)]);
    return;
  }
  const shown = found.slice(0, MOST_SHOWN).map((entry) => entry.id);
  turn.memory.failures = 0;
  const text = [
    texts.t(turn.locale, 'offers.results', { count: shown.length }),
    entryList(shown, turn),
    texts.t(turn.locale, 'offers.more'),
  ];
  const options = shown.map((id) => actions.entry(id, turn.locale)).filter((option) => option !== undefined);
  turn.say({ text: text.join('\n\n') }, [...options, person], true);
}
