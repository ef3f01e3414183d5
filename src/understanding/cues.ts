import type { Knowledge } from '../domain/entry.ts';
import { type Analysis, analyse } from './analysis.ts';

/** Longest message that can be a follow-up question. */
const LONGEST_FOLLOW_UP = 6;

/** Looks whether a message's form says more than its topic. */
export class CueMatcher {
  readonly #followUp = new Set<string>();
  readonly #offers = new Set<string>();

  constructor(knowledge: Knowledge) {
    const key = (text: string) => wordsOf(analyse(text));
    for (const cues of knowledge.cues) {
      for (const cue of cues.followUp) this.#followUp.add(key(cue));
      for (const cue of cues.offers) this.#offers.add(key(cue));
    }
  }

  /** How much of the message is a follow-up cue: 1 all of it, less when other words stand beside the cue, 0 when there is none. */
  followUp(analysis: Analysis): number {
    const { tokens } = analysis;
    if (tokens.length === 0 || tokens.length > LONGEST_FOLLOW_UP) return 0;
    let longest = 0;
    for (let start = 0; start < tokens.length; start++)
      for (let end = tokens.length; end > start + longest; end--)
        if (
          this.#followUp.has(
            tokens
              .slice(start, end)
              .map((token) => token.word)
              .join(' '),
          )
        )
          longest = end - start;
    return longest / tokens.length;
  }

  /** Whether the message looks for an offer in general and says nothing else. */
  asksForOffers(analysis: Analysis): boolean {
    return this.#offers.has(wordsOf(analysis));
  }
}

function wordsOf(analysis: Analysis): string {
  return analysis.tokens.map((token) => token.word).join(' ');
}
