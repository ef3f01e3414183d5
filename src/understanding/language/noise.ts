/** Rows of the usual keyboards, as fingers run along them. */
const ROWS = [
  'qwertyuiop',
  'qwertzuiopü',
  'azertyuiop',
  'asdfghjklöä',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'йцукенгшщзхъї',
  'фывапролджэ',
  'фівапролджє',
  'ячсмитьбю',
  'ضصثقفغعهخحجد',
  'شسيبلاتنمكط',
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** Letters per letter that the best variety may find improbable before a word that no list knows counts as keys hit at random. */
const LEAST_LETTER_FIT = -3.9;
const LEAST_COVERAGE = 0.34;

/**
 * Whether a word that no list knows is no word at all: keys hit at random, one letter again and again, consonants without end.
 * @param letterFit mean log probability of its letters in the variety that fits best
 * @param coverage share of its n-grams that any language knows
 */
export function looksLikeNoise(word: string, script: string, letterFit: number, coverage: number): boolean {
  if (/^(.{1,2})\1{2,}.?$/u.test(word)) return true;
  if (word.length >= 4 && RUNS.some((run) => run.includes(word))) return true;
  if (script !== 'Latn') return false;
  if (word.length >= 4 && !/[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœıăąęěůűőýỳ]/u.test(word) && coverage < 1) return true;
  return letterFit < LEAST_LETTER_FIT && coverage < LEAST_COVERAGE;
}
