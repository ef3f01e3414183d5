import { describe, expect, test } from '@jest/globals';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { openChat } from '../support/chat.ts';

const course = buildEntry(
  'language/integration-course',
  { de: 'Integrationskurs', en: 'Integration course', tr: 'Entegrasyon kursu', ar: 'دورة الاندماج' },
  { kind: 'offer', related: ['language/course-costs', 'language/placement-test'], facets: { need: ['german'] } },
);
const costs = buildEntry('language/course-costs', { de: 'Kosten und Befreiung', en: 'Course fees' }, { handoff: 'offered' });
const placement = buildEntry('language/placement-test', { de: 'Einstufungstest', en: 'Placement test', tr: 'Seviye testi' });
const advice = buildEntry(
  'counselling/migration-advice-adults',
  { de: 'Migrationsberatung', en: 'Migration advice' },
  { kind: 'offer', contacts: [{ name: 'AWO Stuttgart', phone: '0711 21061-0', asOf: '2024' }] },
);
const family = buildEntry(
  'arrival/family-reunification',
  { de: 'Familiennachzug', en: 'Family reunification' },
  { handoff: 'recommended' },
);
const ambulance = buildEntry(
  'safety/medical-emergency',
  { de: 'Notfall: 112', en: 'Emergency: 112', ar: 'حالة طوارئ: 112' },
  { kind: 'safety', contacts: [{ name: 'Notruf', phone: '112', asOf: 'undated' }] },
);
const human = buildEntry(
  'meta/talk-to-human',
  { de: 'Mit einem Menschen sprechen', en: 'Talk to a person' },
  { kind: 'meta', handoff: 'recommended', related: ['counselling/migration-advice-adults'] },
);
const thanks = buildEntry('meta/thanks', { de: 'Danke', en: 'Thanks' }, { kind: 'meta' });
const abilities = buildEntry('meta/what-can-you-do', { de: 'Was kannst du?', en: 'What can you do?' }, { kind: 'meta' });
const privacy = buildEntry('meta/privacy', { de: 'Was passiert mit meinen Daten?', en: 'What happens to my data?' }, { kind: 'meta' });
const languagesEntry = buildEntry('meta/languages', { de: 'Welche Sprachen sprichst du?' }, { kind: 'meta' });
const knowledge = buildKnowledge(course, costs, placement, advice, family, ambulance, human, thanks, abilities, privacy, languagesEntry);

const interpreter = scriptedInterpreter({
  'wo deutsch lernen': { route: 'answer', entries: [course.id] },
  'almanca kursu nerede': { route: 'answer', entries: [course.id], locale: 'tr', language: { tag: 'tr' } },
  'frau nachholen': { route: 'answer', entries: [family.id] },
  kurs: { route: 'clarify', entries: [course.id, costs.id, placement.id] },
  'noch was mit kurs': { route: 'clarify', entries: [course.id, costs.id] },
  'hilfe er atmet nicht': { route: 'emergency', entries: [ambulance.id] },
  'مساعدة لا يتنفس': { route: 'emergency', entries: [ambulance.id], locale: 'ar', language: { tag: 'ar' } },
  'kurs und mir ist schlecht': { route: 'answer', entries: [course.id, ambulance.id] },
  'mir ist komisch': { route: 'none', entries: [ambulance.id] },
  danke: { route: 'smalltalk', entries: [thanks.id] },
  'wie ist das wetter': { route: 'none' },
  'irgendwas mit test': { route: 'none', entries: [placement.id] },
  mensch: { route: 'counselor', entries: [human.id] },
  'was passiert mit meinen sachen hier': { route: 'smalltalk', entries: [privacy.id] },
  'kannst du vielleicht auch türkisch oder arabisch': { route: 'smalltalk', entries: [languagesEntry.id] },
  'dua të mësoj gjermanisht këtu': { route: 'none', locale: undefined, language: { tag: 'sq', confidence: 0.97 } },
});

/** A chat with someone who has been greeted already. */
async function chat(options: { locale?: string; channelId?: string } = {}) {
  const opened = openChat({ knowledge, interpreter }, { locale: 'de', ...options });
  await opened.join();
  return opened;
}

describe('what might be danger, but hardly is', () => {
  test('gets its ordinary answer, and a button that leads to the numbers to call', async () => {
    const user = await chat();
    const answered = await user.say('kurs und mir ist schlecht');
    expect(answered.entries).toEqual([course.id]);
    expect(answered.buttons.at(-1)).toBe('Notfall: 112');
    expect((await user.tap('Notfall: 112')).entries).toEqual([ambulance.id]);
  });

  test('that is not understood gets the button, too', async () => {
    expect((await (await chat()).say('mir ist komisch')).buttons).toContain('Notfall: 112');
  });
});

describe('welcome', () => {
  test('says that it is a program and what it does with data, once, in the language of the client', async () => {
    const opened = openChat(
      { knowledge, interpreter, service: { name: 'Stadtlotse', privacyUrl: 'https://example.org/p', retentionHours: 24 } },
      { locale: 'tr-TR' },
    );
    const welcome = await opened.join();
    expect(welcome.text).toContain('Stadtlotse');
    expect(welcome.text).toContain('bilgisayar programıyım');
    expect(welcome.text).toContain('24 saat');
    expect(welcome.text).toContain('(https://example.org/p)');
    expect(welcome.text).toContain('العربية');
    expect((await opened.join()).activities).toEqual([]);
  });

  test.each([
    ['de', '90 Tage'],
    ['de-simple', 'speichern sie 90 Tage'],
    ['en', 'for 90 days'],
    ['tr', '90 gün'],
    ['ar', '90 يوماً'],
    ['uk', '90 днів'],
    ['ru', '90 дней'],
  ])('%s: names for how long questions without an answer are kept, if they are', async (locale, period) => {
    const kept = openChat({ knowledge, interpreter, service: { name: 'W', questionDays: 90 } }, { locale });
    expect((await kept.join()).text).toContain(period);
    expect((await openChat({ knowledge, interpreter }, { locale }).join()).text).not.toContain('90');
  });

  test('comes before the first answer where nobody announced the user', async () => {
    const opened = openChat({ knowledge, interpreter });
    const first = await opened.say('wo deutsch lernen');
    expect(first.activities).toHaveLength(2);
    expect(first.activities[0]?.text).toContain('Computerprogramm');
    expect(first.entries).toEqual([course.id]);
    expect((await opened.say('wo deutsch lernen')).activities).toHaveLength(1);
  });

  test('waits while someone is in danger', async () => {
    const opened = openChat({ knowledge, interpreter });
    expect((await opened.say('hilfe er atmet nicht')).activities).toHaveLength(1);
  });

  test('"/start" of the messengers greets', async () => {
    expect((await openChat({ knowledge, interpreter }).say('/start')).text).toContain('Computerprogramm');
  });
});

describe('answers', () => {
  test('offer what helps next, and a person where the entry says so', async () => {
    const user = await chat();
    expect((await user.say('wo deutsch lernen')).buttons).toEqual(['Kosten und Befreiung', 'Einstufungstest']);
    expect((await user.tap('Kosten und Befreiung')).buttons).toEqual(['Mit einem Menschen sprechen']);
  });

  test('say first that a counselor should look at an individual case', async () => {
    const user = await chat();
    const answer = await user.say('frau nachholen');
    expect(answer.text).toMatch(/Familiennachzug\*\*\n\nHier kommt es auf Ihren Einzelfall an/);
    expect(answer.buttons[0]).toBe('Mit einem Menschen sprechen');
  });

  test('begin with the number when someone is in danger', async () => {
    const user = await chat();
    expect((await user.say('hilfe er atmet nicht')).activities[0]?.speak).toMatch(/^Notfall: 112\nRufen Sie jetzt an: 112\n/);
  });

  test('come in the language of the message, and say so when the text exists in another one only', async () => {
    const user = await chat();
    expect((await user.say('almanca kursu nerede')).locale).toBe('tr');
    const english = await user.tap('Course fees');
    expect(english.locale).toBe('tr');
    expect(english.text).toContain('Bu metin şimdilik yalnızca İngilizce olarak var.');
  });

  test('an old button still works in every language, long after other messages', async () => {
    const user = await chat();
    await user.say('wo deutsch lernen');
    for (const message of ['danke', 'wie ist das wetter', 'danke']) await user.say(message);
    expect((await user.say('Kosten und Befreiung')).entries).toEqual([costs.id]);
    expect((await user.say('SEVİYE TESTİ')).entries).toEqual([placement.id]);
  });

  test('small talk does not forget what it was about', async () => {
    const user = await chat();
    await user.say('wo deutsch lernen');
    await user.say('danke');
    await user.say('wie ist das wetter');
    expect(interpreter.asked.at(-1)?.context.lastEntry).toBe(course.id);
  });
});

describe('a question back', () => {
  test('lists the choices with their summaries and takes a button, a number, an ordinal or a word', async () => {
    for (const choice of ['Kosten und Befreiung', '2', '٢', '۲', '2️⃣', 'das zweite bitte', 'the second one', 'ikincisi', 'kosten']) {
      const user = await chat();
      const question = await user.say('kurs');
      expect(question.text).toContain('1. **Integrationskurs**: Kurz gesagt de.');
      expect(question.buttons).toEqual(['Integrationskurs', 'Kosten und Befreiung', 'Einstufungstest', 'Nichts davon']);
      expect(question.activities[0]?.inputHint).toBe('expectingInput');
      expect([choice, (await user.say(choice)).entries]).toEqual([choice, [costs.id]]);
    }
  });

  test('"none of these" asks for other words and offers a person', async () => {
    const user = await chat();
    await user.say('kurs');
    const reply = await user.say('keins davon');
    expect(reply.text).toContain('mit anderen Worten');
    expect(reply.buttons).toContain('Mit einem Menschen sprechen');
    expect((await user.say('noch was mit kurs')).text).toContain('Ich bin mir noch nicht sicher');
  });

  test('gives way to a new topic, to danger, and to "cancel"', async () => {
    const user = await chat();
    await user.say('kurs');
    expect((await user.say('frau nachholen')).entries).toEqual([family.id]);
    await user.say('kurs');
    expect((await user.say('hilfe er atmet nicht')).entries).toEqual([ambulance.id]);
    await user.say('kurs');
    expect((await user.say('vergiss es')).text).toContain('lassen wir das');
    expect((await user.say('das zweite')).entries).toEqual([]);
  });

  test('is put again in another language', async () => {
    const user = await chat();
    await user.say('kurs');
    const again = await user.say('english please');
    expect(again.text).toContain('Which of these do you mean?');
    expect((await user.say('1')).text).toContain('Antwort language/integration-course (en)');
  });
});

describe('language', () => {
  test('changes by name, by sentence or by event, and the last answer is given again', async () => {
    for (const wish of [
      'Türkçe',
      'türkisch bitte',
      'can we speak turkish?',
      'ممكن نحكي تركي',
      'ok und auf Türkisch?',
      'по-турецки',
      'можна турецькою',
    ]) {
      const user = await chat();
      await user.say('wo deutsch lernen');
      const again = await user.say(wish);
      expect([wish, again.text]).toEqual([wish, expect.stringContaining('Türkçe devam ediyoruz')]);
      expect(again.text).toContain('Antwort language/integration-course (tr)');
    }
    const user = await chat();
    await user.say('wo deutsch lernen');
    expect((await user.event('wegweiser/language', { locale: 'ar' })).text).toContain('Antwort language/integration-course (ar)');
  });

  test('stays as the user chose it, whatever language the next message is in', async () => {
    const user = await chat();
    await user.say('english');
    expect((await user.say('almanca kursu nerede')).locale).toBe('en');
    expect(interpreter.asked.at(-1)?.context).toMatchObject({ locale: 'en', localeChosen: true });
  });

  test('before the first question the greeting comes again, with what it says about data', async () => {
    const user = await chat();
    expect((await user.say('العربية')).text).toContain('أنا برنامج حاسوب');
  });

  test('is asked for with a list, or with those that were named', async () => {
    const user = await chat();
    expect((await user.tap('Andere Sprache')).buttons).toEqual(expect.arrayContaining(['Deutsch', 'Türkçe', 'العربية']));
    expect((await user.say('kannst du vielleicht auch türkisch oder arabisch')).buttons).toEqual(['Türkçe', 'العربية']);
    expect((await user.tap('العربية')).locale).toBe('ar');
  });

  test('"German" in another language may mean a course', async () => {
    const user = await chat();
    await user.say('english');
    const question = await user.say('almanca');
    expect(question.text).toContain('are you looking for a German course?');
    expect((await user.tap('Write in German')).text).toContain('Deutsch');
  });

  test('someone who writes in a language that we do not have reads so in it', async () => {
    const user = await chat();
    const reply = await user.say('dua të mësoj gjermanisht këtu');
    expect(reply.text).toContain('nuk mund të përgjigjem në shqip');
    expect(reply.locale).toBe('sq');
    expect(reply.buttons.at(-1)).toBe('Dua të flas me një person');
    expect((await user.tap('Dua të flas me një person')).text).toContain('AWO Stuttgart');
    expect((await user.say('in albanian please')).text).toContain('shqip');
  });

  test('unknown languages in an event change nothing', async () => {
    const user = await chat();
    for (const value of [{ locale: 'xx' }, { locale: 7 }, null, 'tr'])
      expect((await user.event('wegweiser/language', value)).activities).toEqual([]);
  });
});

describe('not knowing', () => {
  test('is said honestly; the second time a person comes first', async () => {
    const user = await chat();
    const first = await user.say('wie ist das wetter');
    expect(first.text).toContain('Das weiß ich leider nicht');
    const second = await user.say('wie ist das wetter');
    expect(second.text).toContain('raten möchte ich nicht');
    expect(second.buttons[0]).toBe('Mit einem Menschen sprechen');
    await user.say('wo deutsch lernen');
    expect((await user.say('wie ist das wetter')).text).toContain('Das weiß ich leider nicht');
  });

  test('proposes the topics that come nearest', async () => {
    const user = await chat();
    expect((await user.say('irgendwas mit test')).buttons).toEqual(['Einstufungstest', 'Mit einem Menschen sprechen']);
  });

  test('asks for words when there are none, and says that it reads only text', async () => {
    const user = await chat();
    expect((await user.say('👍')).text).toContain('keine Frage lesen');
    expect((await user.say('   ')).text).toContain('keine Frage lesen');
    expect((await user.send({ type: 'message', attachments: [{ contentType: 'audio/ogg' }] })).text).toContain('nur Text lesen');
  });
});

describe('a person', () => {
  test('is named with contacts, by route, by button and by name', async () => {
    for (const wish of ['mensch', 'Mit einem Menschen sprechen', 'Talk to a person']) {
      const user = await chat();
      const reply = await user.say(wish);
      expect([wish, reply.text]).toEqual([wish, expect.stringContaining('[0711 21061-0](tel:+49711210610)')]);
    }
  });

  test('the wish is noted with the topic it came from', async () => {
    const user = await chat();
    await user.say('frau nachholen');
    await user.say('mensch');
    const [stored] = Object.values(await user.storage.read(['directline/conversations/Convo1']));
    expect(stored.memory.wish).toEqual({ at: '2026-11-23T10:00:00.000Z', entry: family.id });
    expect((await user.say('zeig mir meine daten')).text).toContain('- Sie wollten mit einem Menschen sprechen');
  });
});

describe('privacy', () => {
  test.each([
    ['de', 'bitte lösche meine daten', 'ja', 'gelöscht'],
    ['en', 'delete my data', 'yes please', 'deleted'],
    ['tr', 'verilerimi siler misin', 'evet', 'silindi'],
    ['ar', 'امسح بياناتي من فضلك', 'ايوه', 'حُذف'],
    ['uk', 'видаліть мої дані', 'так', 'видалено'],
    ['ru', 'удалите мои данные', 'да', 'удалено'],
  ])('%s: deletes after one confirmation', async (locale, wish, yes, done) => {
    const user = await chat({ locale });
    await user.say('wo deutsch lernen');
    const question = await user.say(wish);
    expect(question.buttons).toHaveLength(3);
    expect((await user.say(yes)).text).toContain(done);
    const [stored] = Object.values(await user.storage.read(['directline/conversations/Convo1']));
    expect(stored.memory).toEqual({
      locale,
      localeChosen: false,
      greeted: true,
      failures: 0,
      options: [],
      asked: false,
      dialogs: { dialogStack: [] },
    });
  });

  test('keeps everything on "no", and on anything that is not a clear yes', async () => {
    const user = await chat();
    await user.say('wo deutsch lernen');
    await user.say('meine daten löschen');
    expect((await user.say('nein danke')).text).toContain('nichts gelöscht');
    await user.say('meine daten löschen');
    await user.say('danke');
    await user.say('ja');
    const [stored] = Object.values(await user.storage.read(['directline/conversations/Convo1']));
    expect(stored.memory.lastEntry).toBe(course.id);
  });

  test('"show my data" gives a file, too', async () => {
    const asked: string[][] = [];
    const dataFile = {
      link: async (...where: string[]) => {
        asked.push(where);
        return 'https://example.org/file/1';
      },
    };
    const user = openChat({ knowledge, interpreter, dataFile }, { locale: 'tr' });
    await user.join();
    expect((await user.say('verilerimi göster')).text).toContain('[Hepsini dosya olarak indir](https://example.org/file/1)');
    expect(asked).toEqual([['Convo1', 'tr']]);
  });

  test('the question about data leads to both buttons', async () => {
    const user = await chat();
    expect((await user.say('was passiert mit meinen sachen hier')).buttons).toEqual(['Meine Daten löschen', 'Meine Daten zeigen']);
  });
});
