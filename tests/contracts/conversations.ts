import { beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { LATER, message, NOW, record } from './samples.ts';

export function conversationsContract(stores: () => Stores): void {
  let id: string;
  beforeEach(async () => {
    id = newId();
    await stores().conversations.create(record(id));
  });

  const receive = (text: string, clientId?: string) => stores().conversations.receive(id, message(text), clientId, NOW);
  const texts = async (after = 0, limit = 1_000) =>
    (await stores().conversations.after(id, after, limit)).map((stored) => stored.activity['text']);

  describe('conversations', () => {
    test('a conversation is found as it was created', async () => {
      const other = record(newId(), { reference: { serviceUrl: 'https://x.example', user: { id: 'ü' } } });
      await stores().conversations.create(other);
      expect(await stores().conversations.find(other.id)).toEqual(other);
      expect(await stores().conversations.find(id)).toEqual(record(id));
      expect(await stores().conversations.find('unknown')).toBeUndefined();
    });

    test('an id is taken once, also in a race', async () => {
      const contested = newId();
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => stores().conversations.create(record(contested))));
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'ConflictError' });
    });

    test('activities keep every character and all their fields', async () => {
      const activity = {
        type: 'message',
        text: 'Größe 👩‍👧 مرحبا \u0000 \ud800 " \\ \n',
        channelData: { nested: [1, null, true, { a: '' }] },
      };
      const stored = await stores().conversations.receive(id, activity, undefined, NOW);
      expect(stored).toEqual({ conversationId: id, seq: 1, activity, repeated: false });
      expect(await stores().conversations.after(id, 0, 10)).toEqual([{ conversationId: id, seq: 1, activity }]);
    });

    test('what a caller changes afterwards is not what is stored', async () => {
      const activity = message('kept');
      const stored = await stores().conversations.receive(id, activity, undefined, NOW);
      activity['text'] = 'changed';
      stored.activity['text'] = 'changed';
      (await stores().conversations.after(id, 0, 10))[0]!.activity['text'] = 'changed';
      (await stores().conversations.state(id)).data['x'] = 1;
      expect(await texts()).toEqual(['kept']);
      expect(await stores().conversations.state(id)).toEqual({ version: 0, data: {} });
    });

    test('the log is read from a position on, in pieces', async () => {
      for (const text of ['a', 'b', 'c', 'd']) await receive(text);
      expect(await texts(1, 2)).toEqual(['b', 'c']);
      expect(await texts(4)).toEqual([]);
    });

    test('a message moves the time of the last activity', async () => {
      await stores().conversations.receive(id, message('x'), undefined, LATER);
      expect((await stores().conversations.find(id))!.lastActivityAt).toBe(LATER);
    });

    test('an appended activity stands in the log and starts no turn', async () => {
      await stores().conversations.append(id, message('from the desk'), LATER);
      expect(await texts()).toEqual(['from the desk']);
      expect(await stores().conversations.pending(id)).toEqual([]);
      expect((await stores().conversations.find(id))!.lastActivityAt).toBe(LATER);
    });

    test('a repeat stores nothing and gives back the first', async () => {
      const first = await receive('once', 'client-1');
      expect(await receive('twice', 'client-1')).toEqual({ ...first, repeated: true });
      expect((await receive('next', 'client-2')).seq).toBe(2);
      expect(await texts()).toEqual(['once', 'next']);
    });

    test('the same client id in another conversation is no repeat', async () => {
      await receive('here', 'client-1');
      const other = newId();
      await stores().conversations.create(record(other));
      expect((await stores().conversations.receive(other, message('there'), 'client-1', NOW)).repeated).toBe(false);
    });

    test('50 simultaneous repeats store one message', async () => {
      const results = await Promise.all(Array.from({ length: 50 }, () => receive('once', 'client-1')));
      expect(results.filter((result) => !result.repeated)).toHaveLength(1);
      expect(new Set(results.map((result) => result.seq))).toEqual(new Set([1]));
      expect(await texts()).toEqual(['once']);
      expect((await receive('after', 'client-2')).seq).toBe(2);
    });

    test('50 simultaneous messages get positions without gaps', async () => {
      const results = await Promise.all(Array.from({ length: 50 }, (_, index) => receive(`${index}`)));
      expect(results.map((result) => result.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(await texts()).toHaveLength(50);
    });

    test('an unknown conversation takes no message', async () => {
      await expect(stores().conversations.receive('unknown', message('x'), 'c', NOW)).rejects.toMatchObject({ status: 404 });
      await expect(stores().conversations.append('unknown', message('x'), NOW)).rejects.toMatchObject({ status: 404 });
      expect(await stores().conversations.after('unknown', 0, 10)).toEqual([]);
      expect(await stores().conversations.state('unknown')).toEqual({ version: 0, data: {} });
    });
  });

  describe('turns', () => {
    const commit = (changes: Partial<Parameters<Stores['conversations']['commit']>[0]> = {}) =>
      stores().conversations.commit(
        { conversationId: id, incomingSeq: 1, expectedVersion: 0, state: { step: 1 }, replies: [message('reply')], ...changes },
        LATER,
      );

    test('a message waits for its turn until the turn is committed, with replies and state', async () => {
      await receive('question');
      expect((await stores().conversations.pending(id)).map((stored) => stored.seq)).toEqual([1]);
      const replies = await commit({ replies: [message('one'), message('two')] });
      expect(replies.map((stored) => [stored.seq, stored.activity['text']])).toEqual([
        [2, 'one'],
        [3, 'two'],
      ]);
      expect(await stores().conversations.pending(id)).toEqual([]);
      expect(await stores().conversations.state(id)).toEqual({ version: 1, data: { step: 1 } });
      expect(await texts()).toEqual(['question', 'one', 'two']);
    });

    test('a turn without replies is committed too', async () => {
      await receive('question');
      expect(await commit({ replies: [] })).toEqual([]);
      expect((await receive('next')).seq).toBe(2);
      expect((await stores().conversations.state(id)).version).toBe(1);
    });

    test('of 20 simultaneous commits one wins and the others leave nothing', async () => {
      await receive('question');
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) => commit({ state: { winner: index }, replies: [message(`${index}`)] })),
      );
      const winner = results.findIndex((result) => result.status === 'fulfilled');
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'ConflictError' });
      expect(await texts()).toEqual(['question', `${winner}`]);
      expect(await stores().conversations.state(id)).toEqual({ version: 1, data: { winner } });
    });

    test('a turn that started from old state is refused and can be taken again', async () => {
      await receive('one');
      await receive('two');
      await commit();
      await expect(commit({ incomingSeq: 2 })).rejects.toMatchObject({ name: 'ConflictError' });
      expect((await stores().conversations.pending(id)).map((stored) => stored.seq)).toEqual([2]);
      await commit({ incomingSeq: 2, expectedVersion: 1 });
      expect(await stores().conversations.pending(id)).toEqual([]);
    });

    test('a message is answered once', async () => {
      await receive('question');
      await commit();
      await expect(commit({ expectedVersion: 1 })).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await texts()).toEqual(['question', 'reply']);
      expect((await stores().conversations.state(id)).version).toBe(1);
    });

    test('waiting messages of all conversations come oldest first', async () => {
      const other = newId();
      await stores().conversations.create(record(other));
      await stores().conversations.receive(other, message('late'), undefined, LATER);
      await receive('early 1');
      await receive('early 2');
      const mine = (await stores().conversations.pending()).filter((stored) => [id, other].includes(stored.conversationId));
      expect(mine.map((stored) => stored.activity['text'])).toEqual(['early 1', 'early 2', 'late']);
    });

    test('forgetting deletes the log but for what waits for its turn; positions go on', async () => {
      await receive('secret');
      await commit({ state: { name: 'secret' } });
      await receive('delete my data');
      await receive('sent meanwhile');
      await stores().conversations.append(id, message('said by a counselor meanwhile'), NOW);
      await commit({ incomingSeq: 3, expectedVersion: 1, state: {}, replies: [message('deleted')], forget: true });
      expect((await stores().conversations.after(id, 0, 10)).map((stored) => [stored.seq, stored.activity['text']])).toEqual([
        [4, 'sent meanwhile'],
        [6, 'deleted'],
      ]);
      expect((await stores().conversations.state(id)).data).toEqual({});
      expect((await stores().conversations.pending(id)).map((stored) => stored.seq)).toEqual([4]);
    });

    test('a turn of a conversation that was erased meanwhile leaves nothing', async () => {
      await receive('question');
      await stores().conversations.erase(id);
      await expect(commit()).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await stores().conversations.find(id)).toBeUndefined();
    });
  });

  describe('deleting', () => {
    test('erasing removes the conversation with all it holds, and nothing else', async () => {
      const other = newId();
      await stores().conversations.create(record(other));
      await stores().conversations.receive(other, message('stays'), undefined, NOW);
      await receive('goes', 'client-1');
      await stores().conversations.erase(id);
      await stores().conversations.erase(id);
      expect(await stores().conversations.find(id)).toBeUndefined();
      expect(await texts()).toEqual([]);
      expect(await stores().conversations.pending(id)).toEqual([]);
      expect(await stores().conversations.after(other, 0, 10)).toHaveLength(1);

      await stores().conversations.create(record(id));
      expect(await receive('new start', 'client-1')).toMatchObject({ seq: 1, repeated: false });
    });

    test('an idle conversation is erased once, and not at all if somebody wrote meanwhile', async () => {
      const erase = () => stores().conversations.eraseIdle(id, LATER, LATER);
      await stores().conversations.receive(id, message('still there'), undefined, LATER);
      expect(await erase()).toBe(false);
      expect(await texts()).toEqual(['still there']);

      id = newId();
      await stores().conversations.create(record(id));
      const results = await Promise.all([erase(), erase()]);
      expect(results.toSorted()).toEqual([false, true]);
      expect(await stores().conversations.find(id)).toBeUndefined();
    });

    test('of a message and its deletion at the same moment one is refused', async () => {
      for (let round = 0; round < 20; round += 1) {
        id = newId();
        await stores().conversations.create(record(id));
        const [received, erased] = await Promise.allSettled([
          stores().conversations.receive(id, message('accepted'), undefined, LATER),
          stores().conversations.eraseIdle(id, LATER, LATER),
        ]);
        expect(erased).toEqual({ status: 'fulfilled', value: received.status === 'rejected' });
        expect(await texts()).toEqual(received.status === 'fulfilled' ? ['accepted'] : []);
      }
    });

    test('idle conversations are listed, longest idle first', async () => {
      const [old, older] = [newId(), newId()];
      await stores().conversations.create(record(old, { lastActivityAt: '1999-01-02T00:00:00.000Z' }));
      await stores().conversations.create(record(older, { lastActivityAt: '1999-01-01T00:00:00.000Z' }));
      expect(await stores().conversations.idleSince('2000-01-01T00:00:00.000Z', 10, NOW)).toEqual([older, old]);
      expect(await stores().conversations.idleSince('2000-01-01T00:00:00.000Z', 1, NOW)).toEqual([older]);
      await stores().conversations.erase(old);
      await stores().conversations.erase(older);
    });
  });
}
