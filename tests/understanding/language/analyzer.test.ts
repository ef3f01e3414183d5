import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stemmerFor } from '../../../src/understanding/language/analyzer.ts';
import { clean, fold, words } from '../../../src/understanding/language/normalize.ts';

test.each<[language: string, forms: string[]]>([
  ['de', ['wohnung', 'wohnungen']],
  ['en', ['course', 'courses']],
  ['tr', ['kurs', 'kurslar']],
  ['ru', ['квартира', 'квартиру', 'квартиры']],
  ['uk', ['робота', 'роботу']],
  ['fr', ['cours', 'cours']],
  ['es', ['trabajo', 'trabajos']],
  ['it', ['casa', 'case']],
  ['ro', ['copil', 'copilul']],
  ['pl', ['mieszkanie', 'mieszkania']],
])('in %s, forms of a word share a stem', (language, forms) => {
  const stem = stemmerFor(language);
  expect(new Set(forms.map((form) => stem(fold(form)))).size).toBe(1);
});

test('different words stay different', () => {
  const stem = stemmerFor('de');
  expect(stem('kind')).not.toBe(stem('kindergarten'));
  expect(stem('arzt')).not.toBe(stem('arbeit'));
});

test('every stemmer takes every word and leaves something of it', () => {
  const stems = ['de', 'en', 'tr', 'ar', 'ru', 'uk', 'fr', 'es', 'it', 'ro', 'el', 'fa', 'xx'].map(stemmerFor);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      for (const word of words(fold(clean(text)))) for (const stem of stems) expect(stem(word)).toEqual(expect.stringMatching(/./u));
    }),
  );
});

test('a full cache changes nothing', () => {
  const stem = stemmerFor('de');
  const before = stem('wohnungen');
  for (let i = 0; i < 21_000; i++) stem(`wort${i}`);
  expect(stem('wohnungen')).toBe(before);
});
