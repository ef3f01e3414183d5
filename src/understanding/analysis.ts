import { clean, fold, sentences, words } from './language/normalize.ts';
import { consonantKey, hasArabiziDigits, isNonLatin, phoneticKey } from './language/romanize.ts';

/** A word of a message in the forms in which it is looked up. */
export interface Token {
  /** Folded: lower case without accents. */
  readonly word: string;
  /** Rough Latin sound of it; empty for numbers and very short words. */
  readonly key: string;
  /** Consonants of the key, for words that may be written without vowels; empty where that would say too little. */
  readonly consonants: string;
}

/** A message (or an example, a title, a sentence) prepared once for all signals. */
export interface Analysis {
  readonly cleaned: string;
  readonly folded: string;
  readonly tokens: readonly Token[];
}

/** A folded word in all its forms. */
export function token(word: string): Token {
  const key = word.length >= 3 && !/^\d+$/.test(word) ? phoneticKey(word) : '';
  // Arabic script leaves vowels out and Arabizi spells them at will; Latin words keep theirs.
  const vowelless = isNonLatin(word) || hasArabiziDigits(word);
  const consonants = vowelless && key.length >= 3 ? consonantKey(key) : '';
  return { word, key: key.length >= 3 ? key : '', consonants: consonants.length >= 3 ? consonants : '' };
}

/** Prepares a text. Total: any string in, an analysis out (without tokens when there are no letters). */
export function analyse(text: string): Analysis {
  const cleaned = clean(text);
  const folded = fold(cleaned);
  return { cleaned, folded, tokens: words(folded).map(token) };
}

/** The sentences of a message, each prepared; one element when there is nothing to split. */
export function analyseSentences(analysis: Analysis): readonly Analysis[] {
  const parts = sentences(analysis.cleaned);
  return parts.length <= 1 ? [analysis] : parts.map(analyse);
}
