import { describe, expect, test } from '@jest/globals';
import { MemoryStorage, type Storage, TestAdapter, type TurnContext } from 'botbuilder';
import { freshMemory } from '../../dialogs/turn.ts';
import { createBot } from '../../src/bot/bot.ts';
import { forgettingRequested } from '../../src/bot/contract.ts';
import { readMemory } from '../../src/bot/state.ts';
import type { Feedback } from '../../src/bot/steps/events.ts';
import type { Interpreter } from '../../src/domain/interpretation.ts';
import { testDesk } from '../support/bot-desk.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { languages, openChat, texts, unsupported } from '../support/chat.ts';

const KEY = 'directline/conversations/Convo1';
const help = buildEntry('meta/talk-to-human', { de: 'Mensch' }, { kind: 'meta', related: ['counselling/advice'] });
const advice = buildEntry(
  'counselling/advice',
  { de: 'Beratung' },
  { kind: 'offer', contacts: [{ name: 'AWO', phone: '0711 1', asOf: '2024' }] },
);
const course = buildEntry('language/course', { de: 'Kurs', tr: 'Kurs' });
const knowledge = buildKnowledge(help, advice, course);
const interpreter = scriptedInterpreter({ kurs: { route: 'answer', entries: [course.id] } });

/** Fails on one message, and understands the others. */
const fragile: Interpreter = {
  understand(text, context) {
    if (text === 'kaputt') throw new Error('the index is damaged');
    return interpreter.understand(text, context);
  },
};

describe('a turn that fails', () => {
  test('is told to the user with a way to people; the conversation stays where it was', async () => {
    const user = openChat({ knowledge, interpreter: fragile }, { locale: 'tr' });
    await user.join();
    await user.say('kurs');
    const before = await user.storage.read([KEY]);
    const reply = await user.say('kaputt');
    expect(reply.activities).toHaveLength(1);
    expect(reply.text).toContain('Kusura bakmayın');
    expect(reply.text).toContain('AWO');
    expect(reply.text).not.toContain('index');
    expect(await user.storage.read([KEY])).toEqual(before);
    expect(user.failures).toEqual([new Error('the index is damaged')]);
    expect((await user.say('kurs')).entries).toEqual([course.id]);
  });

  test('sends nothing of what it had already prepared', async () => {
    const broken = scriptedInterpreter({ kurs: { route: 'answer', entries: [course.id] } });
    const user = openChat(
      { knowledge: { ...knowledge, entries: new Map([...knowledge.entries, [course.id, { ...course, texts: {} }]]) }, interpreter: broken },
      {},
    );
    const reply = await user.say('kurs');
    expect(reply.activities).toHaveLength(1);
    expect(reply.text).toContain('schiefgegangen');
    expect(await user.storage.read([KEY])).toEqual({});
  });

  test('reports what a dialog threw, without the dialog stack', async () => {
    const user = openChat({ knowledge: { ...knowledge, entries: new Map([[course.id, { ...course, texts: {} }]]) }, interpreter }, {});
    await user.say('kurs');
    expect(user.failures).toHaveLength(1);
    expect(user.failures[0]).toMatchObject({ name: 'Error', message: 'The entry language/course has no text in any language.' });
    expect(user.failures[0]).not.toHaveProperty('dialogContext');
  });
});

describe('the storage', () => {
  test('a failure of the storage is the channel’s: nothing is said that could not be remembered', async () => {
    const storage: Storage = {
      ...new MemoryStorage(),
      read: () => Promise.reject(new Error('no database')),
      write: async () => {},
      delete: async () => {},
    };
    const user = openChat({ knowledge, interpreter }, { storage });
    await expect(user.say('kurs')).rejects.toThrow('no database');
  });

  test('a turn does not overwrite what another one has written meanwhile', async () => {
    const storage = new MemoryStorage();
    const user = openChat({ knowledge, interpreter }, { storage });
    await user.say('kurs');
    const [item] = Object.values(await storage.read([KEY]));
    const racing: Interpreter = {
      understand(text, context) {
        void storage.write({ [KEY]: item });
        return interpreter.understand(text, context);
      },
    };
    await expect(openChat({ knowledge, interpreter: racing }, { storage }).say('kurs')).rejects.toThrow('eTag conflict');
  });

  test('conversations are kept apart', async () => {
    const storage = new MemoryStorage();
    const one = openChat({ knowledge, interpreter }, { storage });
    await one.say('kurs');
    const other = openChat({ knowledge, interpreter }, { storage, channelId: 'msteams' });
    expect((await other.say('kurs')).activities).toHaveLength(2);
  });
});

describe('what is remembered', () => {
  const memory = { ...freshMemory(), locale: 'tr', lastEntry: course.id };

  test('comes back as it was, and missing parts are filled in', () => {
    expect(readMemory({ version: 1, memory, eTag: '3' })).toEqual(memory);
    expect(readMemory({ version: 1, memory: { locale: 'tr' } })).toEqual({ ...freshMemory(), locale: 'tr' });
  });

  test('is upgraded step by step', () => {
    const upgrades = [
      (older: Record<string, unknown>) => ({ ...older, lastEntry: `${older['lastEntry']}/b` }),
      (older: Record<string, unknown>) => ({ ...older, lastEntry: `${older['lastEntry']}/c` }),
    ];
    expect(readMemory({ version: 1, memory }, upgrades).lastEntry).toBe('language/course/b/c');
    expect(readMemory({ version: 2, memory }, upgrades).lastEntry).toBe('language/course/c');
    expect(readMemory({ version: 3, memory }, upgrades).lastEntry).toBe('language/course');
  });

  test('of a newer version or damaged, only the language is kept', () => {
    for (const version of [2, 0, -1, 'x', undefined]) expect(readMemory({ version, memory })).toEqual({ ...freshMemory(), locale: 'tr' });
    for (const item of [undefined, null, 7, {}, { version: 1 }, { version: 1, memory: 'x' }])
      expect(readMemory(item)).toEqual(freshMemory());
  });

  test('a question of an older version does not lock the conversation', async () => {
    const storage = new MemoryStorage();
    await storage.write({
      [KEY]: { version: 1, memory: { ...memory, greeted: true, dialogs: { dialogStack: [{ id: 'clarify.v0', state: {} }] } } },
    });
    expect((await openChat({ knowledge, interpreter }, { storage }).say('kurs')).entries).toEqual([course.id]);
  });
});

describe('activities', () => {
  test('what needs no answer gets none', async () => {
    const user = openChat({ knowledge, interpreter });
    for (const type of ['typing', 'endOfConversation', 'messageReaction', 'installationUpdate', 'invoke']) {
      expect([type, (await user.send({ type })).activities]).toEqual([type, []]);
    }
    expect((await user.send({ type: 'conversationUpdate', membersAdded: [{ id: 'bot', name: 'Bot' }] })).activities).toEqual([]);
    expect((await user.event('someone/else', { locale: 'tr' })).activities).toEqual([]);
  });

  test('the greeting begins with what the service says of itself', async () => {
    const user = openChat({ knowledge, interpreter, service: { name: 'Lotse', greeting: 'Willkommen bei der Stadt!' } });
    expect((await user.join()).text).toMatch(/^Willkommen bei der Stadt!\n\nGuten Tag! Ich bin Lotse/);
  });

  test('feedback is recorded; "not helpful" gets an answer', async () => {
    const recorded: Feedback[] = [];
    const user = openChat({ knowledge, interpreter, feedback: { record: async (feedback) => void recorded.push(feedback) } });
    expect((await user.event('wegweiser/feedback', { entry: course.id, helpful: true })).activities).toEqual([]);
    expect((await user.event('wegweiser/feedback', { entry: course.id, helpful: false })).buttons).toEqual(['Mit einem Menschen sprechen']);
    for (const value of [{ entry: 'no/such', helpful: true }, { entry: course.id }, 'x', undefined])
      await user.event('wegweiser/feedback', value);
    expect(recorded.map(({ entry, helpful, locale, at }) => ({ entry, helpful, locale, at }))).toEqual([
      { entry: course.id, helpful: true, locale: 'de', at: '2026-11-23T10:00:00.000Z' },
      { entry: course.id, helpful: false, locale: 'de', at: '2026-11-23T10:00:00.000Z' },
    ]);
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(2);
  });

  test('while a counselor has the conversation, the bot is silent', async () => {
    const desk = testDesk();
    desk.place = { state: 'active', counselor: 'Frau Yilmaz' };
    const user = openChat({ knowledge, interpreter, desk });
    expect((await user.say('kurs')).activities).toEqual([]);
    expect(desk.relayed).toBe(1);
    desk.place = { state: 'none' };
    expect((await user.say('kurs')).entries).toEqual([course.id]);
    expect(desk.relayed).toBe(1);
  });

  test('deleting asks the channel to forget the conversation, and only then', async () => {
    const asked: boolean[] = [];
    const storage = new MemoryStorage();
    const bot = createBot({
      knowledge,
      interpreter,
      languages,
      texts,
      unsupported,
      service: { name: 'W' },
      report: () => {},
      now: () => new Date(),
    });
    const adapter = new TestAdapter(async (context: TurnContext) => {
      await bot.onTurn(context, storage);
      asked.push(forgettingRequested(context));
    });
    for (const text of ['kurs', 'lösche meine daten', 'ja', 'kurs']) await adapter.processActivity({ type: 'message', text, locale: 'de' });
    expect(asked).toEqual([false, false, true, false]);
  });
});

test('a user who chose a language but writes in another one gets a button for it', async () => {
  const scripted = scriptedInterpreter({ 'bu kurs ne kadar sürüyor': { route: 'answer', entries: [course.id], language: { tag: 'tr' } } });
  const user = openChat({ knowledge, interpreter: scripted }, { locale: 'de' });
  await user.join();
  await user.say('deutsch bitte');
  await user.event('wegweiser/language', { locale: 'de' });
  expect((await user.say('bu kurs ne kadar sürüyor')).buttons).toEqual(['Türkçe']);
  expect((await user.tap('Türkçe')).text).toContain('Türkçe devam ediyoruz');
});

test('channels without buttons get numbered lines, and the number works', async () => {
  const scripted = scriptedInterpreter({ wetter: { route: 'none' } });
  const user = openChat({ knowledge, interpreter: scripted }, { channelId: 'sms', locale: 'de' });
  const reply = await user.say('wetter');
  expect(reply.buttons).toEqual([]);
  expect(reply.text).toContain('1. Was kannst du?\n2. Mit einem Menschen sprechen');
  expect((await user.say('2')).text).toContain('AWO');
});
