import { type Knowledge, STYLES } from '../domain/entry.ts';
import { type Analysis, analyse } from './analysis.ts';
import { fold } from './language/normalize.ts';

/** Entries that are said around a question and take nothing away from it. */
export const PLEASANTRIES: ReadonlySet<string> = new Set(['meta/greeting', 'meta/thanks', 'meta/goodbye']);

/** Longest greeting or thanks in words. */
const LONGEST = 6;
/** A rest of this many words has a meaning of its own. */
const LEAST_REST = 4;

const WORD = /[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu;

/** Takes greetings, thanks and goodbyes off the beginning and the end of a message, in all languages at once. */
export class PleasantryStripper {
  readonly #phrases = new Set<string>();

  /** @param knowledge whose short examples of greeting, thanking and parting, and the thesaurus' words for it, are what is taken off */
  constructor({ entries, concepts }: Pick<Knowledge, 'entries' | 'concepts'>) {
    const add = (text: string) => {
      const { tokens } = analyse(text);
      if (tokens.length > 0 && tokens.length <= LONGEST) this.#phrases.add(tokens.map(({ word }) => word).join(' '));
    };
    for (const id of PLEASANTRIES)
      for (const { questions } of Object.values(entries.get(id)?.texts ?? {})) for (const style of STYLES) questions[style].forEach(add);
    for (const { entries: targets, labels } of concepts) if (PLEASANTRIES.has(targets[0] ?? '')) Object.values(labels).flat().forEach(add);
  }

  /**
   * The message without them; as it was when nothing would remain, or so little that it may belong to them ("hello dear team").
   * @param hasTopic whether a short rest names something that an entry is about
   */
  strip(analysis: Analysis, hasTopic: (rest: Analysis) => boolean): Analysis {
    const { tokens, cleaned } = analysis;
    let from = 0;
    let to = tokens.length;
    for (let length = this.#lengthAt(analysis, from, to, true); length > 0; length = this.#lengthAt(analysis, from, to, true))
      from += length;
    for (let length = this.#lengthAt(analysis, from, to, false); length > 0; length = this.#lengthAt(analysis, from, to, false))
      to -= length;
    if (from >= to || to - from === tokens.length) return analysis;
    const places = [...cleaned.matchAll(WORD)];
    // Marks that folding drops cut words of some scripts in two here.
    if (places.length !== tokens.length || fold(places[from]![0]).replaceAll("'", '') !== tokens[from]!.word) return analysis;
    const next = places[to];
    const rest = analyse(cleaned.slice(places[from]!.index, next ? next.index : undefined));
    return to - from >= LEAST_REST || hasTopic(rest) ? rest : analysis;
  }

  /** Words of the longest pleasantry that begins (or ends) here; 0 for none. */
  #lengthAt({ tokens }: Analysis, from: number, to: number, atStart: boolean): number {
    for (let length = Math.min(LONGEST, to - from); length >= 1; length--) {
      const start = atStart ? from : to - length;
      let phrase = tokens[start]!.word;
      for (let i = 1; i < length; i++) phrase += ` ${tokens[start + i]!.word}`;
      if (this.#phrases.has(phrase)) return length;
    }
    return 0;
  }
}
