import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clean, fold, words } from '../../../src/understanding/language/normalize.ts';
import { consonantKey, hasArabiziDigits, isNonLatin, phoneticKey } from '../../../src/understanding/language/romanize.ts';

const key = (word: string) => phoneticKey(fold(word));

test.each<[why: string, spellings: string[]]>([
  ['Russian and its translit', ['квартира', 'kvartira', 'kvartyra']],
  ['Ukrainian and its translit', ['робота', 'robota']],
  ['x and kh for х', ['хлеб', 'hleb', 'khleb', 'xleb']],
  ['ya and ia for я', ['семья', 'semya', 'semia', 'semja']],
  ['shch and sch for щ', ['щи', 'shchi', 'schi']],
  ['German terms in Cyrillic', ['анмелдунг', 'anmeldung']],
  ['Greek and Greeklish', ['σπιτι', 'spiti']],
  ['doubled letters', ['Anmeldung', 'anmeldungg', 'Annmeldung']],
])('%s sound the same', (_, spellings) => {
  expect(new Set(spellings.map(key)).size).toBe(1);
});

test('Arabic script meets its Latin spellings by the consonants', () => {
  for (const [arabic, latin] of [
    ['مدرسة', 'madrasa'],
    ['دكتور', 'doktor'],
    ['سكن', 'sakan'],
  ] as const)
    expect(consonantKey(key(arabic)).replace(/h$/, '')).toBe(consonantKey(key(latin)));
});

test('Arabizi digits stand for sounds; levels of German and years do not', () => {
  for (const word of ['3andi', 'a7ki', 'sa3ed', '7abibi', 'mumte3'])
    expect({ word, digits: hasArabiziDigits(word) }).toEqual({ word, digits: true });
  for (const word of ['b1', 'a2', 'c1', '2026', 'kurs', '110'])
    expect({ word, digits: hasArabiziDigits(word) }).toEqual({ word, digits: false });
  expect(key('3andi')).toBe(key('عandi'));
});

test('scripts are told apart', () => {
  for (const word of ['дом', 'بيت', 'σπίτι', '家', 'ב']) expect(isNonLatin(word)).toBe(true);
  for (const word of ['haus', 'straße', '2026', "o'neil", '']) expect(isNonLatin(word)).toBe(false);
});

test('keys of any word are plain Latin letters and digits, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const word of words(fold(clean(text)))) {
        const sound = phoneticKey(word);
        expect(sound).toMatch(/^[a-z0-9]*$/);
        expect(phoneticKey(word)).toBe(sound);
        expect(consonantKey(sound)).toMatch(/^[^aeiou]*$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('a word of our alphabets never loses its sound altogether', () => {
  const letters = fc.constantFrom(...'abcdefghijklmnoprstuvzбвгджзклмнпрстфхцчшαβγδκλμνبتجدرسكلمن');
  fc.assert(fc.property(fc.string({ unit: letters, minLength: 1 }), (word) => expect(phoneticKey(word)).not.toBe('')));
});
