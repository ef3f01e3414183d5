import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppError } from '../../src/platform/errors.ts';
import { openMemoryStores, openPostgresStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type Fixture, openFixture, request } from './fixture.ts';

const ROUNDS = 40;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop(), 30_000);

const openPostgres = async () => openPostgresStores(await postgres.createDatabase(), { maxConnections: 12, onError: () => {} });

/** What may go wrong when several do something at once: it was taken, ended or deleted meanwhile. @returns what succeeded */
async function allAtOnce<T>(attempts: readonly (() => Promise<T>)[]): Promise<readonly boolean[]> {
  const order = attempts.map((_, index) => index).toSorted(() => Math.random() - 0.5);
  const results: boolean[] = [];
  await Promise.all(
    order.map(async (index) => {
      try {
        results[index] = (await attempts[index]!()) !== false;
      } catch (error) {
        if (!(error instanceof AppError) || ![403, 404, 409].includes(error.status)) throw error;
        results[index] = false;
      }
    }),
  );
  return results;
}

describe.each([
  ['SQLite', () => openMemoryStores()],
  ['PostgreSQL', openPostgres],
] as [string, () => Promise<Stores>][])('on %s', (_name, open) => {
  let at: Fixture;
  beforeAll(async () => {
    at = await openFixture(undefined, open());
    for (const id of ['Ayşe', 'Bo']) await at.counselor(id, { capacity: 50 });
  });
  afterAll(() => at.close());

  test('a user who leaves while two counselors take the conversation is with exactly one of the three', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = `leave-${round}`;
      await at.ask(id);
      const [left, first, second] = await allAtOnce<unknown>([
        () => at.desk.leave(id),
        () => at.service.claim(id, 'Ayşe'),
        () => at.other.service.claim(id, 'Bo'),
      ]);
      expect([left, first, second].filter(Boolean)).toHaveLength(1);
      expect((await at.stores.handoffs.find(id))?.state).toBe(left ? 'left' : 'active');
      if (!left) await at.service.end(id, first ? 'Ayşe' : 'Bo');
    }
  }, 60_000);

  test('what is said while the conversation is ended or passed on is in the log if it was accepted, and before the end', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = `end-${round}`;
      await at.ask(id);
      await at.service.claim(id, 'Ayşe');
      const says = ['1', '2', '3'].map((text) => () => at.service.say(id, 'Ayşe', text, text));
      const [ended, passed, ...said] = await allAtOnce<unknown>([
        () => at.other.service.end(id, 'Ayşe'),
        () => at.service.transfer(id, 'Ayşe', { counselorId: 'Bo' }),
        ...says,
      ]);
      expect(ended !== passed).toBe(true);
      const log = await at.log(id);
      const texts = log.map(({ activity }) => activity['text']);
      for (const [index, isAccepted] of said.entries()) expect(texts.includes(String(index + 1))).toBe(isAccepted);
      expect(log.at(-1)?.activity).toMatchObject({ type: 'event', value: { state: ended ? 'none' : 'waiting' } });
      if (passed) await at.desk.leave(id);
    }
  }, 60_000);

  test('a deletion leaves nothing that was said before it, whoever writes meanwhile, and the desk knows', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = `erase-${round}`;
      await at.ask(id);
      await at.service.claim(id, 'Ayşe');
      const { seq } = await at.stores.conversations.receive(id, { type: 'message', text: 'delete' }, undefined, at.clock.iso());
      const forget = () =>
        at.stores.conversations.commit(
          { conversationId: id, incomingSeq: seq, expectedVersion: 0, state: {}, replies: [], forget: true },
          at.clock.iso(),
        );
      await allAtOnce<unknown>([
        round % 2 ? forget : () => at.stores.conversations.erase(id),
        () => at.service.say(id, 'Ayşe', 'a', 'a'),
        () => at.other.service.end(id, 'Ayşe'),
        () => at.service.transfer(id, 'Ayşe', { counselorId: 'Bo' }),
        () => at.keeper.tick().then(() => true),
        () => at.desk.leaveMessage({ ...request(id), id: `${id}-message` }).then(() => true),
      ]);
      const handoff = await at.stores.handoffs.find(id);
      expect(handoff).toMatchObject({ state: 'erased' });
      expect(handoff).not.toHaveProperty('conversationId');
      await expect(at.service.say(id, 'Ayşe', 'b', 'b')).rejects.toMatchObject({ status: 404 });
      const texts = (await at.log(id)).map(({ activity }) => activity['text']);
      expect(texts.filter((text) => text !== undefined)).toEqual([]);
    }
  }, 60_000);
});
