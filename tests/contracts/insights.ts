import { describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import type { Count, OpenQuestion } from '../../src/storage/insights.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { LATER, LATEST, NOW } from './samples.ts';

export function insightsContract(stores: () => Stores): void {
  const count = (day: string, outcome: Count['outcome'], times: number, entry = 'work/wages'): Count => ({
    day,
    outcome,
    entry,
    locale: 'tr',
    count: times,
  });

  describe('counts', () => {
    test('counts add up, also within one call, and are read by day', async () => {
      const { insights } = stores();
      await insights.add([]);
      await insights.add([count('2030-01-01', 'answered', 2), count('2030-01-01', 'answered', 3), count('2030-01-02', 'failed', 1, '')]);
      await insights.add([count('2030-01-01', 'answered', 4), count('2030-01-03', 'answered', 1)]);
      expect(await insights.counts('2030-01-01', '2030-01-02')).toEqual([
        count('2030-01-01', 'answered', 9),
        count('2030-01-02', 'failed', 1, ''),
      ]);
      expect(await insights.counts('2030-01-04', '2030-01-31')).toEqual([]);
    });

    test('of 30 simultaneous additions none is lost, in whatever order they name things', async () => {
      const both = [count('2030-02-01', 'answered', 1, 'a/a'), count('2030-02-01', 'answered', 1, 'b/b')];
      await Promise.all(Array.from({ length: 30 }, (_, index) => stores().insights.add(index % 2 ? both : both.toReversed())));
      expect((await stores().insights.counts('2030-02-01', '2030-02-01')).map((each) => each.count)).toEqual([30, 30]);
    });

    test("a person's second rating takes the first one's place", async () => {
      const { insights } = stores();
      const day = '2030-03-01';
      const rating = { id: newId(), day, entry: 'work/wages', locale: 'tr' };
      await insights.rate({ ...rating, helpful: true });
      await insights.rate({ ...rating, helpful: true });
      expect(await insights.counts(day, day)).toEqual([count(day, 'helpful', 1)]);
      await insights.rate({ ...rating, helpful: false });
      await insights.rate({ ...rating, id: newId(), helpful: false });
      await insights.add([count(day, 'unhelpful', 3)]);
      expect(await insights.counts(day, day)).toEqual([count(day, 'unhelpful', 5)]);
    });
  });

  describe('questions without an answer', () => {
    const question = (changes: Partial<OpenQuestion> = {}): OpenQuestion => ({
      id: newId(),
      askedAt: NOW,
      locale: 'ar',
      text: 'أين أجد "مدرسة"؟',
      guesses: ['education/school'],
      concepts: ['school', 'child'],
      state: 'open',
      ...changes,
    });
    const open = async () => (await stores().insights.questions({ state: 'open', limit: 10 })).map(({ id }) => id);

    test('a question is kept once, listed latest first, settled, and removed when it is old', async () => {
      const { insights } = stores();
      const [one, two, three] = [question(), question({ askedAt: LATER, guesses: [], concepts: [] }), question({ askedAt: LATEST })];
      for (const each of [one, two, three]) await insights.keepQuestion(each);
      await insights.keepQuestion({ ...one, text: 'again' });
      expect(await insights.questions({ state: 'open', limit: 10 })).toEqual([three, two, one]);
      expect(await insights.questions({ state: 'open', limit: 1 })).toEqual([three]);

      await insights.settleQuestions([], 'done');
      await insights.settleQuestions([one.id, three.id], 'done');
      expect(await open()).toEqual([two.id]);
      expect(await insights.questions({ state: 'done', limit: 10 })).toEqual([
        { ...three, state: 'done' },
        { ...one, state: 'done' },
      ]);
      await insights.settleQuestions([one.id], 'open');
      expect(await open()).toEqual([two.id, one.id]);

      expect(await insights.removeQuestionsBefore(LATER)).toBe(1);
      expect(await open()).toEqual([two.id]);
      expect(await insights.removeQuestionsBefore('2027-01-01T00:00:00.000Z')).toBe(2);
    });
  });
}
