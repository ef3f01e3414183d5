import { afterEach, expect, test } from '@jest/globals';
import { createRecorder } from '../../src/insights/recorder.ts';
import type { InsightStore } from '../../src/storage/insights.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { fixedClock } from '../support/clock.ts';
import { capturedLog, silentLog } from '../support/log.ts';

let stores: Stores | undefined;
afterEach(() => stores?.close());

async function setUp(start?: string) {
  stores = await openMemoryStores();
  const clock = fixedClock(start);
  return { store: stores.insights, clock, recorder: createRecorder({ store: stores.insights, clock, log: silentLog }) };
}

test('what happened is counted by day, outcome, entry and language', async () => {
  const { store, recorder } = await setUp('2026-03-02T09:00:00.000Z');
  for (let time = 0; time < 3; time += 1) recorder.insights.record({ outcome: 'answered', entry: 'work/jobs', locale: 'tr' });
  recorder.insights.record({ outcome: 'failed', locale: 'de' });
  await recorder.stop();
  expect(await store.counts('2026-03-02', '2026-03-02')).toEqual([
    { day: '2026-03-02', outcome: 'answered', entry: 'work/jobs', locale: 'tr', count: 3 },
    { day: '2026-03-02', outcome: 'failed', entry: '', locale: 'de', count: 1 },
  ]);
});

test.each([
  ['2026-07-01T21:59:59.000Z', '2026-07-01'],
  ['2026-07-01T22:00:00.000Z', '2026-07-02'],
  ['2026-12-31T23:00:00.000Z', '2027-01-01'],
])('%s belongs to %s in Stuttgart', async (moment, day) => {
  const { store, recorder } = await setUp(moment);
  recorder.insights.record({ outcome: 'answered', locale: 'de' });
  await recorder.stop();
  expect((await store.counts('2026-01-01', '2027-12-31')).map((count) => count.day)).toEqual([day]);
});

test('a question without an answer is kept without personal data, with guesses and concepts', async () => {
  const { store, clock, recorder } = await setUp();
  const question = { guesses: ['work/jobs'], concepts: ['dog'] };
  recorder.insights.record({
    outcome: 'failed',
    locale: 'de',
    question: { text: 'Ich bin Ahmed Kaya, Tel. 0711 123456. Wo melde ich meinen Hund an?', ...question },
  });
  recorder.insights.record({ outcome: 'failed', locale: 'de', question: { text: 'Ahmed Kaya', ...question } });
  await recorder.stop();
  expect(await store.questions({ state: 'open', limit: 10 })).toEqual([
    {
      id: expect.any(String),
      askedAt: clock.iso(),
      locale: 'de',
      text: 'Ich bin [Name], Tel. [Telefon]. Wo melde ich meinen Hund an?',
      state: 'open',
      ...question,
    },
  ]);
});

test('the second rating of an answer in a conversation takes the place of the first', async () => {
  const { store, clock, recorder } = await setUp();
  const rating = { conversationId: 'c1', entry: 'work/jobs', locale: 'de', at: clock.iso() };
  await recorder.feedback.record({ ...rating, helpful: true });
  await recorder.feedback.record({ ...rating, helpful: false });
  await recorder.feedback.record({ ...rating, conversationId: 'c2', helpful: true });
  const counts = await store.counts('2026-03-02', '2026-03-02');
  expect(counts.map(({ outcome, count }) => [outcome, count])).toEqual([
    ['helpful', 1],
    ['unhelpful', 1],
  ]);
});

test('while the database does not answer nothing is lost and nothing is counted twice; the log holds no texts', async () => {
  const { store, clock } = await setUp();
  let failures = 2;
  const failing: InsightStore = {
    ...store,
    add: (counts) => (failures-- > 0 ? Promise.reject(new Error('no connection')) : store.add(counts)),
  };
  const { log, text } = capturedLog();
  const recorder = createRecorder({ store: failing, clock, log, flushEveryMs: 5 });
  recorder.start();
  recorder.insights.record({
    outcome: 'failed',
    locale: 'de',
    question: { text: 'Wo melde ich meinen Hund an?', guesses: [], concepts: [] },
  });
  while (failures > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  recorder.insights.record({ outcome: 'failed', locale: 'de' });
  await recorder.stop();
  expect((await store.counts('2026-03-02', '2026-03-02')).map(({ count }) => count)).toEqual([2]);
  expect(await store.questions({ state: 'open', limit: 10 })).toHaveLength(1);
  expect(text()).toContain('could not be written');
  expect(text()).not.toContain('Hund');
});
