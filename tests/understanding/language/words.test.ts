import { expect, test } from '@jest/globals';
import { EVERYDAY_WORDS } from '../../../src/understanding/language/data/words/index.ts';
import { Lexicon, tokens } from '../../../src/understanding/language/lexicon.ts';
import { kindOfWord } from '../../../src/understanding/language/neutral.ts';
import { looksLikeNoise } from '../../../src/understanding/language/noise.ts';
import { scriptOf, scriptOfWord } from '../../../src/understanding/language/scripts.ts';
import { latinSpellings, serbianCyrillic } from '../../../src/understanding/language/spellings.ts';
import { BY_SCRIPT, VARIETIES } from '../../../src/understanding/language/varieties.ts';

test('every word list belongs to a variety and is written in its script', () => {
  for (const [id, list] of Object.entries(EVERYDAY_WORDS)) {
    const variety = VARIETIES.find((candidate) => candidate.id === id);
    const script = variety?.script ?? Object.entries(BY_SCRIPT).find(([, tag]) => tag === id)?.[0];
    const strangers = tokens(list).filter((word) => scriptOfWord(word) !== script);
    expect({ id, strangers }).toEqual({ id, strangers: [] });
  }
});

test('every language that is answered in has at least 300 everyday words', () => {
  for (const id of ['de', 'en', 'tr', 'ar', 'uk', 'ru', 'fr', 'es', 'it', 'hr', 'ro', 'el', 'pl', 'fa'])
    expect({ id, many: new Set(tokens(EVERYDAY_WORDS[id] ?? '')).size >= 300 }).toEqual({ id, many: true });
});

test('Cyrillic and Greek words are derived as people type them in Latin letters', () => {
  expect(latinSpellings('ru', 'помощь')).toEqual(expect.arrayContaining(['pomosch', 'pomoshch']));
  expect(latinSpellings('uk', 'житло')).toEqual(expect.arrayContaining(['zhytlo', 'jitlo']));
  expect(latinSpellings('el', 'δουλεια')).toContain('douleia');
  expect(latinSpellings('el', 'ψαχνω')).toEqual(expect.arrayContaining(['psaxnw', 'psaxno']));
  expect(latinSpellings('de', 'haus')).toEqual([]);
});

test('Serbian in Latin letters becomes Cyrillic, two letters for one where needed', () => {
  expect(serbianCyrillic('ljubav')).toBe('љубав');
  expect(serbianCyrillic('džep')).toBe('џеп');
  expect(serbianCyrillic('šta će dete')).toBe('шта ће дете');
});

test('scripts are told by their letters', () => {
  const first = (text: string) => scriptOf(text.codePointAt(0) ?? 0);
  expect(['a', 'ß', 'ế', 'я', 'ґ', 'ω', 'ἀ', 'ع', 'ﷲ', 'ሀ', 'न', '字', '𠀀', 'か', 'カ', '한', 'ა', 'ก'].map(first)).toEqual(
    'Latn Latn Latn Cyrl Cyrl Grek Grek Arab Arab Ethi Deva Hans Hans Hira Kana Hang Geor Thai'.split(' '),
  );
  expect(['1', '👍', ' ', '?', '\ud800'].map(first)).toEqual(['Zyyy', 'Zyyy', 'Zyyy', 'Zyyy', 'Zyyy']);
});

test('German terms are known with their endings and compounds', () => {
  for (const word of [
    'jobcenter',
    "jobcenter'e",
    'jobcenterden',
    'anmeldung',
    'anmeldungu',
    'kitaplatz',
    'bürgeramt',
    'buergeramt',
    'aufenthaltstitels',
  ])
    expect({ word, kind: kindOfWord(word) }).toEqual({ word, kind: 'german' });
  for (const word of ['stuttgart', "stuttgart'ta", 'whatsapp', 'ok', 'hallo'])
    expect({ word, kind: kindOfWord(word) }).toEqual({ word, kind: 'neutral' });
  for (const word of ['wohnung', 'okul', 'brauche', 'merhaba']) expect({ word, kind: kindOfWord(word) }).toEqual({ word, kind: 'telling' });
});

test('runs of keys, one letter again and again, and consonants without end are noise; rare words are not', () => {
  for (const word of ['asdf', 'lkjhg', 'qwertz', 'йцукен', 'jsjsjs', 'xxxx', 'hahahaha', 'aaaaa'])
    expect(looksLikeNoise(word, scriptOfWord(word), -3, 0.5)).toBe(true);
  expect(looksLikeNoise('xkqvzj', 'Latn', -5.5, 0)).toBe(true);
  for (const word of ['krv', 'smrt', 'schnell', 'waxaan', 'ğüzel']) expect(looksLikeNoise(word, 'Latn', -3.5, 1)).toBe(false);
});

test('the lexicon keeps the strongest of several weights and knows words without accents', () => {
  const lexicon = new Lexicon();
  lexicon.add('çocuk', 2, 1);
  lexicon.add('çocuk', 2, 3);
  lexicon.add('çocuk', 5, 1);
  expect(lexicon.lookup('çocuk')).toEqual(
    expect.arrayContaining([
      { variety: 2, weight: 3 },
      { variety: 5, weight: 1 },
    ]),
  );
  expect(
    lexicon
      .lookup('cocuk')
      .map(({ variety }) => variety)
      .sort(),
  ).toEqual([2, 5]);
  expect(lexicon.lookup('constructor')).toEqual([]);
  for (let i = 0; i < 20_000; i++) lexicon.add(`word${i}`, i % 40, 1);
  expect(lexicon.lookup('word19999')).toEqual([{ variety: 39, weight: 1 }]);
});
