import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyse } from '../../src/understanding/analysis.ts';
import { CueMatcher } from '../../src/understanding/cues.ts';
import { KNOWLEDGE } from './trained.ts';

const cues = new CueMatcher(KNOWLEDGE);
const lean = (text: string) => cues.followUp(analyse(text));
const asks = (text: string) => cues.asksForOffers(analyse(text));

test('the more a message refers to what was said, the more it leans on it', () => {
  const ordered = [
    'how much', // a follow-up cue and nothing else
    'and is it free', // goes on and points back
    'is it free', // only points back
    'kurs', // short, refers to nothing
    'we moved here from leeds last summer and now the bank wants a paper from the city', // stands for itself
  ].map(lean);
  expect([...ordered].sort((a, b) => b - a)).toEqual(ordered);
  expect(new Set(ordered).size).toBe(ordered.length);
  expect(ordered.at(-1)).toBe(0);
});

test('case, accents and punctuation of a cue do not count', () => {
  expect(lean('HOW   much?!')).toBe(lean('how much'));
  expect(asks('  Show me offers!!! ')).toBe(true);
  expect(asks('Wélche Angebote gibt es?')).toBe(true);
});

test('a message that says more than the offers cue is about what it says', () => {
  expect(asks('show me offers for swimming')).toBe(false);
  expect(asks('offers')).toBe(false);
  expect(asks('')).toBe(false);
});

test('without cues nobody asks for offers, and nothing breaks', () => {
  const none = new CueMatcher({ ...KNOWLEDGE, cues: [] });
  expect(none.asksForOffers(analyse('show me offers'))).toBe(false);
  expect(none.followUp(analyse('how much'))).toBeLessThan(lean('how much'));
});

test('how much any message leans on the last answer is a share', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('and', 'it', 'how', 'much', 'und', 'das', 'kita', '?', '😀', 'ومتى')), (words) => {
      const share = lean(words.join(' '));
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }),
  );
});
