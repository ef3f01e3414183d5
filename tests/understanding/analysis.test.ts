import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyse, analyseSentences } from '../../src/understanding/analysis.ts';

test('a word is prepared in the forms in which it is looked up', () => {
  const { tokens, folded } = analyse('Führerschein 2026, B1!');
  expect(folded).toBe('fuhrerschein 2026, b1!');
  expect(tokens.map(({ word }) => word)).toEqual(['fuhrerschein', '2026', 'b1']);
  // Numbers and very short words have no sound of their own.
  expect(tokens.map(({ key }) => key !== '')).toEqual([true, false, false]);
  // A Latin word keeps its vowels, an Arabic one and an Arabizi one are also known by their consonants.
  expect(tokens.map(({ consonants }) => consonants)).toEqual(['', '', '']);
  expect(analyse('مدرسة').tokens[0]?.consonants).not.toBe('');
  expect(analyse('ma7kame').tokens[0]?.consonants).not.toBe('');
});

test('a story is read sentence by sentence, a single sentence as it is', () => {
  const story = analyse('Ich bin neu. Wo ist das Amt?');
  expect(analyseSentences(story).map(({ folded }) => folded)).toEqual(['ich bin neu.', 'wo ist das amt?']);
  const single = analyse('Wo ist das Amt');
  expect(analyseSentences(single)).toEqual([single]);
});

test('any text has an analysis; its tokens are never empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const part of analyseSentences(analyse(text)))
        for (const { word, key, consonants } of part.tokens) {
          expect(word).not.toBe('');
          expect(key.length === 0 || key.length >= 3).toBe(true);
          expect(consonants.length === 0 || consonants.length >= 3).toBe(true);
        }
    }),
    { numRuns: 300 },
  );
});
