import { describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { LATER, LATEST, message, NOW, record } from './samples.ts';

const REFERENCE = { serviceUrl: 'https://channel.example', conversation: { id: 'c' } };

export function recordsContract(stores: () => Stores): void {
  const log = async (id: string) =>
    (await stores().conversations.after(id, 0, 100)).map(({ seq, activity }) => [seq, activity['text'] ?? activity.type]);

  describe('conversations of other channels', () => {
    test('recording makes the conversation and appends what was said, which starts no turn and waits for no delivery', async () => {
      const conversation = record(newId(), { channel: 'telegram', reference: REFERENCE });
      const { conversations } = stores();
      const said = [{ activity: message('question'), clientId: 'a' }, { activity: message('answer') }];
      expect(await conversations.record(conversation, said, LATER)).toEqual([
        { conversationId: conversation.id, seq: 1, activity: message('question') },
        { conversationId: conversation.id, seq: 2, activity: message('answer') },
      ]);
      expect(await conversations.find(conversation.id)).toEqual({ ...conversation, lastActivityAt: LATER });
      expect(await conversations.pending(conversation.id)).toEqual([]);
      await conversations.erase(conversation.id);
    });

    test('recording again updates the reference and skips what the log has already', async () => {
      const conversation = record(newId(), { reference: REFERENCE });
      const { conversations } = stores();
      await conversations.record(conversation, [{ activity: message('one'), clientId: 'a' }], LATER);
      const moved = { ...conversation, reference: { ...REFERENCE, serviceUrl: 'https://moved.example' } };
      const again = [
        { activity: message('one, again'), clientId: 'a' },
        { activity: message('two'), clientId: 'b' },
      ];
      expect((await conversations.record(moved, again, LATEST)).map(({ seq, activity }) => [seq, activity['text']])).toEqual([
        [1, 'one'],
        [2, 'two'],
      ]);
      expect(await log(conversation.id)).toEqual([
        [1, 'one'],
        [2, 'two'],
      ]);
      expect(await conversations.find(conversation.id)).toEqual({ ...moved, lastActivityAt: LATEST });
      await conversations.erase(conversation.id);
    });

    test('30 simultaneous records, some of them repeats, leave no gap and no double', async () => {
      const conversation = record(newId(), { reference: REFERENCE });
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          stores().conversations.record(
            conversation,
            [{ activity: message(`${index % 20}`), clientId: `${index % 20}` }, { activity: { type: 'typing' } }],
            NOW,
          ),
        ),
      );
      const entries = await log(conversation.id);
      expect(entries.map(([seq]) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(new Set(entries.map(([, text]) => text)).size).toBe(21);
      await stores().conversations.erase(conversation.id);
    });
  });

  describe('delivery', () => {
    const undelivered = async () =>
      (await stores().conversations.undelivered(100)).map(({ seq, activity, delivery }) => [seq, activity['text'], delivery]);

    test('appended messages wait for delivery where a channel has to carry them: the first of each conversation, oldest first', async () => {
      const { conversations } = stores();
      const [one, two, own] = [newId(), newId(), newId()];
      await conversations.create(record(one, { reference: REFERENCE }));
      await conversations.create(record(two, { reference: REFERENCE }));
      await conversations.create(record(own));
      await conversations.append(two, message('second'), LATER);
      await conversations.append(one, message('first'), NOW);
      await conversations.append(one, { type: 'event', name: 'x' }, NOW);
      await conversations.append(one, message('third'), LATEST);
      await conversations.append(own, message('fetched by the window'), NOW);
      await conversations.receive(one, message('from the user'), undefined, NOW);
      expect(await undelivered()).toEqual([
        [1, 'first', 'pending'],
        [1, 'second', 'pending'],
      ]);
      expect(await conversations.undelivered(1)).toHaveLength(1);

      await conversations.markDelivery(one, 1, 'delivered');
      await conversations.markDelivery(two, 1, 'failed');
      await conversations.markDelivery(two, 99, 'failed');
      expect(await undelivered()).toEqual([[3, 'third', 'pending']]);
      expect((await conversations.after(one, 0, 10)).map(({ delivery }) => delivery)).toEqual([
        'delivered',
        undefined,
        'pending',
        undefined,
      ]);
      expect((await conversations.after(two, 0, 10)).map(({ delivery }) => delivery)).toEqual(['failed']);
      expect((await conversations.after(own, 0, 10))[0]).not.toHaveProperty('delivery');
      for (const id of [one, two, own]) await conversations.erase(id);
      expect(await undelivered()).toEqual([]);
    });
  });
}
