import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clean, fold, MAX_ANALYSED_CHARACTERS, sentences, words } from '../../../src/understanding/language/normalize.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

test.each<[what: string, typed: string, read: string]>([
  ['direction marks and zero-width characters', '\u202Eمر\u200Fحبا\u200B!', 'مرحبا!'],
  ['control characters between words', 'wo\u0000ist\u0007das', 'wo ist das'],
  ['lone surrogates', 'a\ud83d b', 'a\ufffd b'],
  ['full width and ligatures', 'Ｋｕｒｓ ﬁnden', 'Kurs finden'],
  ['Arabic and Persian digits', '٢٠٢٦ ۱۲', '2026 12'],
  ['apostrophes of all kinds', 'Jobcenter’e ʼa ´b', "Jobcenter'e 'a 'b"],
  ['soft hyphens and Arabic stretching', 'Woh\u00ADnung مـــرحبا', 'Wohnung مرحبا'],
  ['white space of all kinds', ' a\u00a0\u2003b\n\n\tc ', 'a b c'],
])('clean: %s', (_, typed, read) => {
  expect(clean(typed)).toBe(read);
});

test('clean is total: well-formed, short, without anything invisible, and stable', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const cleaned = clean(text);
      expect(cleaned.isWellFormed()).toBe(true);
      expect(cleaned.length).toBeLessThanOrEqual(MAX_ANALYSED_CHARACTERS);
      expect(cleaned).not.toMatch(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069]|^\s|\s$|\s\s/u);
      expect(clean(cleaned)).toBe(cleaned);
    }),
    { numRuns: 500 },
  );
});

test('a text of any length is cut, also in the middle of an emoji', () => {
  for (const text of ['a'.repeat(50_000), '😀'.repeat(50_000), `a${'😀'.repeat(50_000)}`, '\ufdfa'.repeat(10_000)]) {
    expect(clean(text).length).toBeLessThanOrEqual(MAX_ANALYSED_CHARACTERS);
    expect(clean(text).isWellFormed()).toBe(true);
  }
});

test.each<[why: string, spellings: string[]]>([
  ['umlauts are left out on a phone', ['Führerschein', 'fuhrerschein', 'FÜHRERSCHEIN', 'Fu\u0308hrerschein']],
  ['the sharp s has two spellings', ['Straße', 'strasse', 'STRASSE']],
  ['Turkish dots', ['İkamet kayıt', 'ikamet kayit', 'IKAMET KAYIT']],
  ['Arabic vowel signs and forms of the same letter', ['أُسْرَة', 'اسره', 'اسرة']],
  ['Persian letters', ['کلاس', 'كلاس']],
  ['Russian ё and й', ['ребёнок мой', 'ребенок мои']],
  ['Ukrainian letters that a Russian phone lacks', ['ґрунт', 'грунт']],
  ['Polish and Croatian letters', ['Złoty đak', 'zloty dak']],
  ['Greek accents', ['Άδεια', 'αδεια']],
])('fold: %s', (_, spellings) => {
  expect(new Set(spellings.map(fold)).size).toBe(1);
});

test('fold is stable and leaves no capital and no mark', () => {
  fc.assert(
    fc.property(anyText.map(clean), (text) => {
      const folded = fold(text);
      expect(fold(folded)).toBe(folded);
      expect(folded).not.toMatch(/\p{M}/u);
    }),
    { numRuns: 500 },
  );
});

test('words are letters and digits of any script; apostrophes join', () => {
  expect(words("jobcenter'e 3andi b1-kurs, «дом» 你好 ...")).toEqual(['jobcentere', '3andi', 'b1', 'kurs', 'дом', '你好']);
  expect(words('?! … 😀')).toEqual([]);
});

test('words hold all letters and digits of any text and nothing else', () => {
  fc.assert(
    fc.property(
      anyText.map((text) => fold(clean(text))),
      (folded) => {
        expect(words(folded).join('')).toBe(folded.replace(/[^\p{L}\p{N}]/gu, ''));
        expect(words(folded)).not.toContain('');
      },
    ),
    { numRuns: 500 },
  );
});

test('sentences end at the marks of each script; abbreviations without a space do not', () => {
  expect(sentences('Ich bin neu. Wo ist das Amt? Danke')).toEqual(['Ich bin neu.', 'Wo ist das Amt?', 'Danke']);
  expect(sentences('أنا جديد هنا؟ أين المكتب؛ شكرا')).toEqual(['أنا جديد هنا؟', 'أين المكتب؛', 'شكرا']);
  expect(sentences('um 8.30 Uhr z.B. heute')).toHaveLength(2);
  expect(sentences('')).toEqual(['']);
});

test('there is at least one sentence and at most twelve, and each is part of the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '. ', '? ', '؟ ', '。', '\n', ' ', '!', 'б')).map((parts) => clean(parts.join(''))),
      (text) => {
        const parts = sentences(text);
        expect(parts.length).toBeGreaterThanOrEqual(1);
        expect(parts.length).toBeLessThanOrEqual(12);
        for (const part of parts) expect(text).toContain(part);
      },
    ),
  );
});
