import { describe, expect, test } from '@jest/globals';
import { CLOSED, OPEN, testDesk } from '../support/bot-desk.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { openChat, texts } from '../support/chat.ts';

const advice = buildEntry(
  'counselling/advice',
  { de: 'Beratung' },
  { kind: 'offer', contacts: [{ name: 'AWO', phone: '0711 1', asOf: '2024' }] },
);
const human = buildEntry('meta/talk-to-human', { de: 'Mensch' }, { kind: 'meta', handoff: 'recommended', related: [advice.id] });
const course = buildEntry('language/course', { de: 'Sprachkurs', tr: 'Dil kursu' });
const danger = buildEntry(
  'safety/violence',
  { de: 'Gewalt: 110' },
  { kind: 'safety', contacts: [{ name: 'Polizei', phone: '110', asOf: 'undated' }] },
);
const knowledge = buildKnowledge(advice, human, course, danger);
const interpreter = scriptedInterpreter({
  mensch: { route: 'counselor', entries: [human.id] },
  kurs: { route: 'answer', entries: [course.id] },
  'er schlägt mich': { route: 'emergency', entries: [danger.id] },
});

/** A chat with someone who has been greeted, and the desk behind it. */
async function chat(available = OPEN, { locale = 'de', channelId = 'directline' } = {}) {
  const desk = testDesk(available);
  const service = { name: 'Wegweiser', handoffDays: 30, caseDays: 90 };
  const user = openChat({ knowledge, interpreter, desk, service }, { locale, channelId });
  await user.join();
  return { user, desk };
}

/** As `chat`, with someone who waits for a counselor. */
async function waiting() {
  const opened = await chat();
  opened.desk.place = { state: 'waiting', position: 3 };
  return opened;
}

describe('while waiting', () => {
  test('what is written is kept for the counselor; that is said once, with the place', async () => {
    const { user, desk } = await waiting();
    const first = await user.say('kurs');
    expect(first.text).toBe('Das habe ich für die Beratung notiert. Sie sind Nummer 3 in der Warteschlange.');
    expect(first.buttons).toEqual(['Warteschlange verlassen', 'Nachricht hinterlassen']);
    expect((await user.say('kurs')).activities).toEqual([]);
    expect((await user.send({ type: 'message', attachments: [{ contentType: 'image/png' }] })).activities).toEqual([]);
    expect(desk.relayed).toBe(3);
  });

  test('danger is answered as always', async () => {
    const { user, desk } = await waiting();
    expect((await user.say('er schlägt mich')).entries).toEqual([danger.id]);
    expect(desk.relayed).toBe(1);
  });

  test('asking for a person again tells the place, every time', async () => {
    const { user } = await waiting();
    for (const said of ['Mit einem Menschen sprechen', 'Weiter warten', 'Talk to a person', 'keep waiting'])
      expect([said, (await user.say(said)).text]).toEqual([said, expect.stringContaining('Sie sind Nummer 3')]);
  });

  test('the queue can be left, also by an old button in another language; then the bot answers again', async () => {
    for (const said of ['Warteschlange verlassen', 'leave the queue', 'مغادرة قائمة الانتظار']) {
      const { user } = await waiting();
      await user.say('kurs');
      expect([said, (await user.say(said)).text]).toEqual([said, expect.stringContaining('nicht mehr in der Warteschlange')]);
      expect((await user.say('kurs')).entries).toEqual([course.id]);
    }
  });

  test.each([
    ['de', 'ich will nicht mehr warten', 'Jetzt antworte wieder ich'],
    ['de-simple', 'nicht mehr warten', 'Jetzt antworte wieder ich'],
    ['en', 'please leave the queue now', 'Now I answer again'],
    ['tr', 'sıradan çıkmak istiyorum', 'yine ben yanıt veriyorum'],
    ['ar', 'ما بدي انتظر', 'الآن أجيبكم أنا'],
    ['uk', 'хочу вийти з черги', 'знову відповідаю я'],
    ['ru', 'не хочу больше ждать', 'снова отвечаю я'],
  ])('%s: the queue can be left in own words; a word such as "stop" shows how', async (locale, wish, left) => {
    const desk = testDesk();
    const user = openChat({ knowledge, interpreter, desk }, { locale });
    await user.join();
    if (locale === 'de-simple') await user.event('wegweiser/language', { locale });
    desk.place = { state: 'waiting', position: 3 };
    await user.say('kurs');
    const shown = await user.say(texts.words(locale).cancel[0]!);
    expect(shown.buttons).toEqual([texts.t(locale, 'button.leaveQueue'), texts.t(locale, 'button.leaveMessage')]);
    expect((await user.say(wish)).text).toContain(left);
    expect(desk.place).toEqual({ state: 'none' });
  });

  test('whoever leaves at the moment when a counselor comes is told', async () => {
    const { user, desk } = await waiting();
    desk.leave = async () => {
      desk.place = { state: 'active', counselor: 'Frau Yilmaz' };
      return false;
    };
    expect((await user.say('Warteschlange verlassen')).text).toContain('Frau Yilmaz hat Ihr Gespräch gerade übernommen');
  });

  test('buttons of a queue that one is not in say so', async () => {
    const { user } = await chat();
    for (const said of ['Warteschlange verlassen', 'Weiter warten'])
      expect((await user.say(said)).text).toBe('Sie sind gerade in keiner Warteschlange.');
  });

  test('the language can be changed', async () => {
    const { user } = await waiting();
    expect((await user.say('türkçe')).locale).toBe('tr');
    expect((await user.say('kurs')).text).toContain('Sıradaki yeriniz: 3.');
  });

  test('what is kept can be shown and deleted', async () => {
    const { user } = await waiting();
    expect((await user.say('zeig mir meine daten')).text).toContain('- Sie warten auf ein Gespräch mit der Beratung');
    await user.say('meine daten löschen');
    expect((await user.tap('Ja, alles löschen')).text).toContain('gelöscht');
  });
});

describe('while a counselor has the conversation', () => {
  async function active() {
    const opened = await chat();
    await opened.user.say('kurs');
    opened.desk.place = { state: 'active', counselor: 'Frau Yilmaz' };
    return opened;
  }

  test('the bot keeps silent, whatever comes, and everything is announced', async () => {
    const { user, desk } = await active();
    for (const said of ['kurs', 'er schlägt mich', 'Sprachkurs', 'mensch', 'Was kannst du?', '1', '', '/start'])
      expect([said, (await user.say(said)).activities]).toEqual([said, []]);
    expect((await user.event('wegweiser/feedback', { entry: course.id, helpful: false })).activities).toEqual([]);
    expect(desk.relayed).toBe(8);
  });

  test('what is kept can be shown', async () => {
    const { user } = await active();
    expect((await user.say('Meine Daten zeigen')).text).toContain('Sie sprechen gerade mit Frau Yilmaz');
  });

  test('everything can be deleted, but not by a "yes" that is meant for the counselor', async () => {
    const { user } = await active();
    const forgotten = async () => (await user.storage.read(['directline/conversations/Convo1']))['directline/conversations/Convo1'];
    for (const yes of ['ja', '1', 'Ja gerne']) {
      expect((await user.say('meine daten löschen')).text).toContain('Soll ich alles löschen');
      expect([yes, (await user.say(yes)).activities]).toEqual([yes, []]);
      expect((await forgotten()).memory.lastEntry).toBe(course.id);
    }
    await user.say('Meine Daten löschen');
    expect((await user.say('Ja, alles löschen')).text).toContain('gelöscht');
    expect((await forgotten()).memory.lastEntry).toBeUndefined();
  });

  test('another language is remembered without a word', async () => {
    const { user, desk } = await active();
    expect((await user.event('wegweiser/language', { locale: 'tr' })).activities).toEqual([]);
    desk.place = { state: 'none' };
    expect((await user.say('kurs')).locale).toBe('tr');
  });

  test('a question that the bot had put is over; afterwards it answers again', async () => {
    const { user, desk } = await chat(CLOSED);
    await user.say('Nachricht hinterlassen');
    desk.place = { state: 'active', counselor: 'Frau Yilmaz' };
    await user.say('da sind Sie ja');
    desk.place = { state: 'none' };
    expect((await user.say('kurs')).entries).toEqual([course.id]);
    expect(desk.messages).toEqual([]);
  });
});
