import { describe, expect, test } from '@jest/globals';
import { CLOSED, testDesk } from '../support/bot-desk.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { openChat } from '../support/chat.ts';

const family = buildEntry('arrival/family', { de: 'Familiennachzug', tr: 'Aile birleşimi' }, { handoff: 'recommended' });
const danger = buildEntry('safety/violence', { de: 'Gewalt: 110' }, { kind: 'safety' });
const knowledge = buildKnowledge(family, danger);
const STORY = 'meine Frau wartet seit Monaten auf ihr Visum';
const interpreter = scriptedInterpreter({
  'frau nachholen': { route: 'answer', entries: [family.id] },
  [STORY]: { route: 'answer', entries: [family.id], locale: 'en', language: { tag: 'en' } },
  'er schlägt mich': { route: 'emergency', entries: [danger.id] },
});

/** A chat at a closed desk with someone who has been greeted. */
async function chat(locale = 'de', channelId = 'directline') {
  const desk = testDesk(CLOSED);
  const service = { name: 'Wegweiser', handoffDays: 30, caseDays: 90 };
  const user = openChat({ knowledge, interpreter, desk, service }, { locale, channelId });
  await user.join();
  return { user, desk };
}

describe('a message for the counselors', () => {
  test('is what is written next; it is left with consent, and with a way to be reached', async () => {
    const { user, desk } = await chat();
    expect((await user.say('Nachricht hinterlassen')).buttons).toEqual(['Nein, doch nicht']);
    const consent = await user.say(STORY);
    expect(consent.text).toBe(
      'Die Beratung liest dann Ihre Nachricht und antwortet Ihnen. Alles wird 90 Tage gespeichert und dann gelöscht. Sind Sie einverstanden?',
    );
    expect(consent.locale).toBe('de');
    await user.say('ja');
    const left = await user.say('amira@example.org');
    expect(left.text).toContain('Wir melden uns bei Ihnen: amira@example.org.');
    // Welcome 1, 2; wish and question 3, 4; the message 5.
    expect(desk.messages).toMatchObject([{ contact: 'amira@example.org', fromSeq: 5, language: 'de', locale: 'de', reason: 'asked' }]);
    expect(desk.messages).toMatchObject([{ topic: family.id }]);
    expect((await user.say('Meine Daten zeigen')).text).toContain('- Sie haben der Beratung eine Nachricht hinterlassen');
  });

  test('without a way to be reached: the answer comes into this chat', async () => {
    const { user, desk } = await chat();
    for (const said of ['Nachricht hinterlassen', STORY, 'ja']) await user.say(said);
    expect((await user.tap('Überspringen')).text).toContain('Schließen Sie dieses Fenster nicht');
    expect(desk.messages).toMatchObject([{ contact: undefined }]);
  });

  test('can be what was written before', async () => {
    const { user, desk } = await chat();
    await user.say('frau nachholen');
    await user.say('Nachricht hinterlassen');
    expect((await user.tap('Lesen Sie, was ich geschrieben habe')).text).toContain('was Sie hier geschrieben haben');
    for (const said of ['Ja, Nachricht abgeben', 'nein']) await user.say(said);
    expect(desk.messages).toMatchObject([{ fromSeq: 1, topic: family.id, reason: 'entry' }]);
  });

  test('may be as short as a topic, and share words with a button', async () => {
    for (const message of ['Familiennachzug', 'ich habe Fieber', 'Frau, Kinder, was tun']) {
      const { user } = await chat();
      await user.say('frau nachholen');
      await user.say('Nachricht hinterlassen');
      expect([message, (await user.say(message)).text]).toEqual([message, expect.stringContaining('Ihre Nachricht')]);
    }
  });

  test('is not left without consent', async () => {
    const { user, desk } = await chat();
    await user.say('Nachricht hinterlassen');
    await user.say(STORY);
    expect((await user.say('nein')).text).toContain('nichts weitergegeben');
    await user.say('Nachricht hinterlassen');
    expect((await user.tap('Nein, doch nicht')).text).toContain('nichts weitergegeben');
    expect(desk.messages).toEqual([]);
  });

  test('that goes on at the question for consent is still one', async () => {
    const { user, desk } = await chat();
    await user.say('Nachricht hinterlassen');
    await user.say(STORY);
    expect((await user.say('und noch etwas dazu')).text).toContain('Sind Sie einverstanden?');
    for (const said of ['ja', 'nein']) await user.say(said);
    expect(desk.messages).toMatchObject([{ fromSeq: 5 }]);
  });

  test('needs words', async () => {
    const { user } = await chat();
    await user.say('Nachricht hinterlassen');
    expect((await user.say('???')).text).toContain('Worum geht es?');
  });

  test('that tells of danger is answered at once, and still left', async () => {
    const { user, desk } = await chat();
    await user.say('Nachricht hinterlassen');
    const reply = await user.say('er schlägt mich');
    expect(reply.entries).toEqual([danger.id]);
    expect(reply.activities[0]?.text).toContain('Gewalt: 110');
    expect(reply.buttons).toEqual(['Ja, Nachricht abgeben', 'Nein, doch nicht']);
    for (const said of ['ja', 'nein']) await user.say(said);
    expect(desk.messages).toHaveLength(1);
  });

  test('takes the place of waiting', async () => {
    const { user, desk } = await chat();
    desk.place = { state: 'waiting', position: 1 };
    await user.say('hallo?');
    await user.tap('Nachricht hinterlassen');
    for (const said of ['Lesen Sie, was ich geschrieben habe', 'ja', 'Überspringen']) await user.say(said);
    expect(desk.messages).toHaveLength(1);
    expect(desk.place).toEqual({ state: 'none' });
  });

  test('can be left by numbers where there are no buttons', async () => {
    const { user, desk } = await chat('de', 'sms');
    await user.say('Nachricht hinterlassen');
    expect((await user.say(STORY)).text).toContain('1. Ja, Nachricht abgeben');
    expect((await user.say('1')).text).toContain('1. Überspringen');
    await user.say('1');
    expect(desk.messages).toHaveLength(1);
  });
});
