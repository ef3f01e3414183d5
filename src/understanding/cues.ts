import type { Knowledge } from '../domain/entry.ts';
import { type Analysis, analyse } from './analysis.ts';

/** Longest message, in words, that can be a follow-up question. */
const LONGEST_FOLLOW_UP = 12;

/** How much the last answer's topic weighs against the message's own, at most, by what kind of reference the message has to it. */
const SHARE = { cue: 0.9, connectorAndBack: 0.8, connector: 0.68, back: 0.58, short: 0.35 } as const;

/** Looks whether a message's form says more than its topic. */
export class CueMatcher {
  readonly #followUp = new Set<string>();
  readonly #offers = new Set<string>();
  readonly #connectors = new Set<string>();
  readonly #back = new Set<string>();

  constructor(knowledge: Knowledge) {
    const fill = (set: Set<string>, texts: readonly string[]) => {
      for (const text of texts) set.add(wordsOf(analyse(text)));
    };
    for (const cues of knowledge.cues) {
      fill(this.#followUp, cues.followUp);
      fill(this.#offers, cues.offers);
      fill(this.#connectors, cues.connectors);
      fill(this.#back, cues.back);
    }
  }

  /**
   * How much of a message's meaning may lie in the last answer rather than in its own words: 0 (a message of its own) to about 0.9 ("how much?").
   * Long messages stand for themselves.
   */
  followUp(analysis: Analysis): number {
    const words = analysis.tokens.map((token) => token.word);
    if (words.length === 0 || words.length > LONGEST_FOLLOW_UP) return 0;
    const cue = longestRun(words, this.#followUp) / words.length;
    const connector = [1, 2, 3].some((count) => this.#connectors.has(words.slice(0, count).join(' '))) || startsWithWaw(words[0]!);
    const back = longestRun(words, this.#back) > 0;
    const reference = connector && back ? SHARE.connectorAndBack : connector ? SHARE.connector : back ? SHARE.back : SHARE.short;
    // A short message leans on what was said more than a long one.
    const brevity = words.length <= 6 ? 1 : 1 - (words.length - 6) / (LONGEST_FOLLOW_UP - 4);
    return Math.max(cue > 0.5 ? SHARE.cue * cue : 0, reference * brevity);
  }

  /** Whether the message looks for an offer in general and says nothing else. */
  asksForOffers(analysis: Analysis): boolean {
    return this.#offers.has(wordsOf(analysis));
  }
}

/** Length in words of the longest run that is in the set. */
function longestRun(words: readonly string[], set: ReadonlySet<string>): number {
  let longest = 0;
  for (let start = 0; start < words.length; start++)
    for (let end = words.length; end > start + longest; end--) if (set.has(words.slice(start, end).join(' '))) longest = end - start;
  return longest;
}

/** Arabic and Persian write "and" onto the next word. */
function startsWithWaw(word: string): boolean {
  return word.startsWith('\u0648') && word.length > 3;
}

function wordsOf(analysis: Analysis): string {
  return analysis.tokens.map((token) => token.word).join(' ');
}
