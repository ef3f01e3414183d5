import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import PorterStemmerDe from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import PorterStemmerEs from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import PorterStemmerFr from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import PorterStemmerIt from 'natural/lib/natural/stemmers/porter_stemmer_it.js';
import PorterStemmerRu from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';
import PorterStemmerUk from 'natural/lib/natural/stemmers/porter_stemmer_uk.js';
import snowball from 'snowball-stemmers';
import { fold } from './normalize.ts';

/** Reduces a lower-case word to its stem. Pure; any string in, a non-empty string out for a non-empty one. */
export type Stem = (word: string) => string;

const snowballStem = (algorithm: string): Stem => {
  const stemmer = snowball.newStemmer(algorithm);
  return (word) => stemmer.stem(word);
};

/** Languages without a stemmer of their own inflect at the end of the word: a short prefix stands for the stem. */
const prefixStem: Stem = (word) => (word.length > 6 ? word.slice(0, Math.max(5, word.length - 3)) : word);

const STEMMERS: Readonly<Record<string, Stem>> = {
  de: (word) => PorterStemmerDe.stem(word),
  en: (word) => PorterStemmer.stem(word),
  es: (word) => PorterStemmerEs.stem(word),
  fr: (word) => PorterStemmerFr.stem(word),
  it: (word) => PorterStemmerIt.stem(word),
  ru: (word) => PorterStemmerRu.stem(word),
  uk: (word) => PorterStemmerUk.stem(word),
  tr: snowballStem('turkish'),
  ar: snowballStem('arabic'),
  ro: snowballStem('romanian'),
};

/** Stems are needed again and again for the same few thousand words; the cache is emptied when it is full. */
const CACHE_SIZE = 20_000;

/**
 * The stemmer of a language, with folding before and after, so that "Wohnungen" and "wohnung", "Führerscheins" and "fuhrerschein" meet.
 * Stemmers: `natural`, and Snowball for Turkish, Arabic and Romanian.
 * @param language BCP 47 primary tag; unknown ones get a prefix stem
 */
export function stemmerFor(language: string): Stem {
  const stem = STEMMERS[language] ?? prefixStem;
  const cache = new Map<string, string>();
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const result = fold(stem(word)) || word;
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(word, result);
    return result;
  };
}
