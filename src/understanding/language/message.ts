import type { ReadWord, WordEvidence } from './evidence.ts';
import { lowerCase, WORD, withoutAddresses } from './lexicon.ts';
import { clean } from './normalize.ts';
import { scriptOfWord } from './scripts.ts';

/** A word of a message, lower case, and what it says. */
export interface MessageWord {
  readonly text: string;
  /** ISO 15924 code. */
  readonly script: string;
  /** Absent for scripts that say the language by themselves, and for keys hit at random. */
  readonly evidence?: WordEvidence;
}

/** Words of a message that are read; a language shows long before. */
const MAX_WORDS = 60;
/** Names of offices and programmes are short and in capitals (CLIP, JMD); shouted words are in the lists. */
const ABBREVIATION = /^\p{Lu}{2,5}\d*$/u;
const QUOTATION = /["\u201C-\u201F\u00AB\u00BB][^"\u201C-\u201F\u00AB\u00BB]{2,200}["\u201C-\u201F\u00AB\u00BB]/g;
/** Words outside quotations from which the language can be told. */
const LEAST_OUTSIDE = 2;
/** Who writes a script other than Latin reads it; Latin words among it are mostly official terms and names. */
const LATIN_AMONG_OTHERS = 0.1;

/** The words of a message with their evidence; links, addresses, numbers and signs are left out. */
export function readMessage(text: string, readWord: ReadWord): MessageWord[] {
  const read = withoutAddresses(clean(text));
  const quotations = quotationsIn(read);
  const words: MessageWord[] = [];
  for (const { 0: written, index } of read.matchAll(WORD)) {
    if (words.length === MAX_WORDS) break;
    const word = lowerCase(written);
    const script = scriptOfWord(word);
    if (script === 'Zyyy') continue;
    const evidence = readWord(word, script);
    if (evidence === undefined || evidence.kind === 'noise') {
      words.push({ text: word, script });
      continue;
    }
    const isName = evidence.knownIn.length === 0 && ABBREVIATION.test(written);
    const isQuoted = quotations.some(([from, to]) => index > from && index < to);
    const kind = evidence.kind === 'telling' && (isName || isQuoted) ? 'neutral' : evidence.kind;
    words.push({ text: word, script, evidence: { ...evidence, kind } });
  }
  return words;
}

/** Where quotations begin and end, if enough of the message stands outside them: titles and letters are quoted in any language. */
function quotationsIn(text: string): [number, number][] {
  const outside = text.replace(QUOTATION, ' ').match(WORD) ?? [];
  if (outside.length < LEAST_OUTSIDE) return [];
  return [...text.matchAll(QUOTATION)].map(({ 0: quotation, index }) => [index, index + quotation.length]);
}

/** The script that carries the message; `undefined` without letters of a known script. */
export function mainScript(words: readonly MessageWord[]): string | undefined {
  const letters = new Map<string, number>();
  for (const { script, text } of words) letters.set(script, (letters.get(script) ?? 0) + text.length);
  // Japanese writes Chinese characters among its own.
  if (letters.has('Hira') || letters.has('Kana')) letters.delete('Hans');
  const latin = letters.get('Latn');
  if (latin !== undefined && letters.size > 1) letters.set('Latn', latin * LATIN_AMONG_OTHERS);
  let main: string | undefined;
  for (const [script, count] of letters) if (main === undefined || count > letters.get(main)!) main = script;
  return main;
}
