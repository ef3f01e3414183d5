import { describe, expect, test } from '@jest/globals';
import { MemoryStorage } from 'botbuilder';
import type { Availability } from '../../src/handoff/desk.ts';
import { CLOSED, OPEN, testDesk } from '../support/bot-desk.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { openChat } from '../support/chat.ts';

const advice = buildEntry(
  'counselling/advice',
  { de: 'Beratung', en: 'Advice' },
  { kind: 'offer', contacts: [{ name: 'AWO Stuttgart', phone: '0711 21061-0', asOf: '2024' }] },
);
const human = buildEntry('meta/talk-to-human', { de: 'Mensch' }, { kind: 'meta', handoff: 'recommended', related: [advice.id] });
const family = buildEntry('arrival/family', { de: 'Familiennachzug', tr: 'Aile birleşimi' }, { handoff: 'recommended' });
const danger = buildEntry(
  'safety/violence',
  { de: 'Gewalt: 110' },
  { kind: 'safety', contacts: [{ name: 'Polizei', phone: '110', asOf: 'undated' }] },
);
const knowledge = buildKnowledge(advice, human, family, danger);
const interpreter = scriptedInterpreter({
  mensch: { route: 'counselor', entries: [human.id] },
  'bir insanla görüşmek istiyorum': { route: 'counselor', entries: [human.id], locale: 'tr', language: { tag: 'tr' } },
  'frau nachholen': { route: 'answer', entries: [family.id] },
  'er schlägt mich': { route: 'emergency', entries: [danger.id] },
  'Olena Шевченко': { route: 'none', locale: 'uk', language: { tag: 'uk', confidence: 1 } },
});
const TURKISH_LATER: Availability = {
  exists: true,
  isOpen: true,
  now: [{ language: 'en', position: 1 }],
  ownLanguageFrom: '2026-11-23T13:00:00Z',
};

/** A chat with someone who has been greeted, and the desk behind it. */
async function chat(available: Availability = OPEN, locale = 'de') {
  const desk = testDesk(available);
  const service = { name: 'Wegweiser', handoffDays: 30, caseDays: 90 };
  const user = openChat({ knowledge, interpreter, desk, service }, { locale });
  await user.join();
  return { user, desk };
}

describe('the way to a counselor', () => {
  test('says what happens and what the counselor sees, and asks once', async () => {
    const { user, desk } = await chat({ ...OPEN, now: [{ language: 'de', position: 3, minutes: 15 }] });
    await user.say('frau nachholen');
    const question = await user.tap('Mit einem Menschen sprechen');
    expect(question.text).toContain('Die Wartezeit beträgt ungefähr 15 Minuten.');
    expect(question.text).toContain('Ihre Sprache (Deutsch), Ihr letztes Thema (Familiennachzug)');
    expect(question.text).toContain('noch 30 Tage gespeichert');
    expect(question.buttons).toEqual(['Ja, mit unserem Gespräch', 'Ja, aber ohne das Bisherige', 'Nein, nicht verbinden']);
    expect(desk.requests).toEqual([]);
  });

  test('with consent to all, name and telephone number: the counselor gets the whole conversation', async () => {
    const { user, desk } = await chat();
    await user.say('frau nachholen');
    await user.tap('Mit einem Menschen sprechen');
    expect((await user.tap('Ja, mit unserem Gespräch')).text).toContain('Wie dürfen wir Sie nennen?');
    expect((await user.say('Amira')).text).toContain('Telefonnummer oder E-Mail-Adresse');
    const queued = await user.say('0176 / 123 456');
    expect(queued.text).toContain('Sie sind Nummer 2 in der Warteschlange. Es dauert ungefähr 10 Minuten.');
    expect(queued.text).toContain('- Name: Amira\n- So erreichen wir Sie: 0176 / 123 456');
    expect(queued.text).toContain('AWO Stuttgart');
    expect(queued.buttons).toEqual(['Warteschlange verlassen']);
    expect(desk.requests).toEqual([
      {
        id: expect.stringMatching(/^[\w-]{22}$/),
        conversationId: 'Convo1',
        channel: 'directline',
        locale: 'de',
        language: 'de',
        topic: family.id,
        reason: 'entry',
        name: 'Amira',
        contact: '0176 / 123 456',
        fromSeq: 1,
      },
    ]);
  });

  test('a plain yes agrees only to what comes from now on; name and contact can be skipped', async () => {
    const { user, desk } = await chat();
    await user.say('mensch');
    await user.say('ja');
    await user.tap('Überspringen');
    await user.say('nein');
    // Welcome 1, 2; wish and consent question 3, 4; yes and name question 5, 6; skipped and contact question 7, 8; "nein" 9.
    expect(desk.requests).toMatchObject([{ reason: 'asked', fromSeq: 10 }]);
    expect(desk.requests[0]).toMatchObject({ name: undefined, contact: undefined, topic: undefined });
  });

  test('a turn that is taken again after a failure asks for a counselor once', async () => {
    const storage = new MemoryStorage();
    const desk = testDesk();
    const user = openChat({ knowledge, interpreter, desk }, { locale: 'de', storage });
    for (const said of ['mensch', 'ja', 'Überspringen']) await user.say(said);
    const write = storage.write.bind(storage);
    storage.write = () => Promise.reject(new Error('somebody else was faster'));
    await expect(user.say('Überspringen')).rejects.toThrow('faster');
    storage.write = write;
    desk.place = { state: 'none' };
    await user.say('Überspringen');
    expect(desk.requests).toHaveLength(1);
  });

  test('without consent nobody is asked for, and the right office is named', async () => {
    for (const no of ['nein', 'Nein, nicht verbinden', '3']) {
      const { user, desk } = await chat();
      await user.say('mensch');
      const reply = await user.say(no);
      expect([no, reply.text]).toEqual([no, expect.stringContaining('ich verbinde Sie nicht')]);
      expect(reply.text).toContain('AWO Stuttgart');
      expect(desk.requests).toEqual([]);
    }
  });

  test('a new question instead of consent is answered', async () => {
    const { user, desk } = await chat();
    await user.say('mensch');
    expect((await user.say('frau nachholen')).entries).toEqual([family.id]);
    await user.say('ja');
    expect(desk.requests).toEqual([]);
  });
});

describe('name and contact', () => {
  test('are taken as they stand: a name changes no language, and is no Markdown', async () => {
    const { user, desk } = await chat();
    await user.say('mensch');
    await user.tap('Ja, aber ohne das Bisherige');
    const next = await user.say('Olena Шевченко');
    expect(next.locale).toBe('de');
    const queued = await user.say('olena_s@example.org');
    expect(queued.text).toContain('olena\\_s@example.org');
    expect(desk.requests).toMatchObject([{ name: 'Olena Шевченко', contact: 'olena_s@example.org' }]);
  });

  test.each(['٠١٧٦١٢٣٤٥٦', '+49 (711) 123-45', '@amira_t', 'ruf an: 0711 123456', 'a1@b2.de'])('%s is a contact', async (contact) => {
    const { user, desk } = await chat();
    await user.say('mensch');
    await user.say('ja');
    await user.say('Amira');
    await user.say(contact);
    expect(desk.requests).toMatchObject([{ contact }]);
  });

  test('are asked for again when they cannot be right', async () => {
    const { user, desk } = await chat();
    await user.say('mensch');
    await user.say('ja');
    expect((await user.say('Also das ist so, ich habe eigentlich drei verschiedene Namen in meinen Papieren')).text).toContain('zu lang');
    await user.say('Amira');
    expect((await user.say('bei meiner Schwester')).text).toContain('keine Telefonnummer');
    await user.tap('Überspringen');
    expect(desk.requests).toMatchObject([{ name: 'Amira', contact: undefined }]);
  });

  test('another language puts the open question again in it', async () => {
    const { user, desk } = await chat();
    await user.say('mensch');
    await user.say('ja');
    expect((await user.event('wegweiser/language', { locale: 'tr' })).text).toContain('Size nasıl hitap edelim?');
    await user.say('Amira');
    await user.tap('Bu soruyu geç');
    expect(desk.requests).toMatchObject([{ name: 'Amira', locale: 'tr' }]);
  });

  test('danger comes before them', async () => {
    const { user, desk } = await chat();
    await user.say('mensch');
    await user.say('ja');
    const reply = await user.say('er schlägt mich');
    expect(reply.entries).toEqual([danger.id]);
    expect(reply.buttons).toEqual(['Mit einem Menschen sprechen']);
    expect(desk.requests).toEqual([]);
  });
});

describe('who is here', () => {
  test('nobody with the own language: the next best is named, and the user chooses', async () => {
    const { user, desk } = await chat(TURKISH_LATER, 'tr');
    const choice = await user.say('bir insanla görüşmek istiyorum');
    expect(choice.text).toContain('dilinizi (Türkçe) konuşan bir danışman yok');
    expect(choice.text).toContain('şu zamandan itibaren burada: 14:00.');
    expect(choice.text).toContain('AWO Stuttgart');
    expect(choice.buttons).toEqual(['Şimdi görüş: English', 'Mesaj bırak', 'Hayır, bağlama']);
    expect((await user.tap('Şimdi görüş: English')).text).toContain('dilinizi (English)');
    await user.tap('Evet, ama öncekiler olmadan');
    await user.tap('Bu soruyu geç');
    await user.tap('Bu soruyu geç');
    expect(desk.requests).toMatchObject([{ locale: 'tr', language: 'en' }]);
  });

  test('someone who reads Leichte Sprache speaks with whoever speaks German', async () => {
    const { user, desk } = await chat(OPEN, 'de-simple');
    await user.say('leichte sprache');
    expect((await user.say('mensch')).buttons[0]).toBe('Ja, mit alten Nachrichten');
    for (const said of ['ja', 'Überspringen', 'Überspringen']) await user.say(said);
    expect(desk.requests).toMatchObject([{ locale: 'de-simple', language: 'de-simple' }]);
  });

  test('closed: when it opens, a message can be left, and others advise', async () => {
    const { user } = await chat(CLOSED);
    const reply = await user.say('mensch');
    expect(reply.text).toContain('gerade geschlossen. Sie öffnet wieder: Dienstag, 24. November um 09:00.');
    expect(reply.text).toContain('AWO Stuttgart');
    expect(reply.buttons).toEqual(['Nachricht hinterlassen', 'Was kannst du?']);
  });

  test('open, but nobody is here: a message can be left', async () => {
    const { user } = await chat({ exists: true, isOpen: true, now: [] });
    const reply = await user.say('mensch');
    expect(reply.text).toContain('niemand von der Beratung frei');
    expect(reply.buttons[0]).toBe('Nachricht hinterlassen');
  });

  test('no counselors at all: nobody is promised one', async () => {
    const { user } = await chat({ exists: false, isOpen: true, now: [] });
    const reply = await user.say('mensch');
    expect(reply.text).toContain('Hier erreichen Sie Menschen');
    expect(reply.buttons).toEqual(['Beratung']);
    expect((await user.say('Nachricht hinterlassen')).text).toContain('Hier erreichen Sie Menschen');
  });
});

describe('offered by the bot', () => {
  test('after it has failed twice, once', async () => {
    const { user, desk } = await chat();
    await user.say('wie ist das wetter');
    const offered = await user.say('und morgen');
    expect(offered.activities).toHaveLength(2);
    expect(offered.text).toContain('raten möchte ich nicht');
    expect(offered.buttons[0]).toBe('Ja, mit unserem Gespräch');
    const third = await user.say('und übermorgen');
    expect(third.activities).toHaveLength(1);
    await user.tap('Mit einem Menschen sprechen');
    for (const said of ['ja', 'Überspringen', 'Überspringen']) await user.say(said);
    expect(desk.requests).toMatchObject([{ reason: 'failed' }]);
  });

  test('not when nobody is here', async () => {
    const { user } = await chat(CLOSED);
    await user.say('wie ist das wetter');
    expect((await user.say('und morgen')).activities).toHaveLength(1);
  });

  test('after danger, with that as the reason; not when nobody is here', async () => {
    const { user, desk } = await chat();
    expect((await user.say('er schlägt mich')).buttons).toEqual(['Mit einem Menschen sprechen']);
    await user.tap('Mit einem Menschen sprechen');
    for (const said of ['ja', 'Überspringen', 'Überspringen']) await user.say(said);
    expect(desk.requests).toMatchObject([{ reason: 'danger', topic: danger.id }]);
    expect((await (await chat(CLOSED)).user.say('er schlägt mich')).buttons).toEqual([]);
  });
});
