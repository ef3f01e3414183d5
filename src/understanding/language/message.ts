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
/** Who writes a script other than Latin reads it; Latin words among it are mostly official terms and names. */
const LATIN_AMONG_OTHERS = 0.1;

/** The words of a message with their evidence; links, addresses, numbers and signs are left out. */
export function readMessage(text: string, readWord: ReadWord): MessageWord[] {
  const words: MessageWord[] = [];
  for (const written of withoutAddresses(clean(text)).match(WORD) ?? []) {
    if (words.length === MAX_WORDS) break;
    const word = lowerCase(written);
    const script = scriptOfWord(word);
    if (script === 'Zyyy') continue;
    const evidence = readWord(word, script);
    if (evidence === undefined || evidence.kind === 'noise') words.push({ text: word, script });
    else if (evidence.kind === 'telling' && evidence.knownIn.length === 0 && ABBREVIATION.test(written))
      words.push({ text: word, script, evidence: { ...evidence, kind: 'neutral' } });
    else words.push({ text: word, script, evidence });
  }
  return words;
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
