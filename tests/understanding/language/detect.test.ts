import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLanguageDetector } from '../../../src/understanding/language/detect.ts';
import { MESSAGES, ROMANIZED, UNDETERMINED } from './messages.ts';

const detect = createLanguageDetector({ vocabulary: [] });
const tagOf = (text: string, locale?: string) => detect(text, { locale }).tag;

for (const [tag, messages] of Object.entries(MESSAGES))
  test(`${tag}: messages of one word to three sentences`, () => {
    const wrong = messages.filter((text) => tagOf(text) !== tag).map((text) => `${text} -> ${tagOf(text)}`);
    expect(wrong).toEqual([]);
  });

for (const [tag, messages] of Object.entries(ROMANIZED))
  test(`${tag} in Latin letters is found and marked as romanised`, () => {
    const wrong = messages.map((text) => ({ text, guess: detect(text) })).filter(({ guess }) => guess.tag !== tag || !guess.romanized);
    expect(wrong.map(({ text, guess }) => `${text} -> ${guess.tag}`)).toEqual([]);
  });

test('messages without their accents are found as well', () => {
  expect(tagOf('cocuguma doktor ariyorum')).toBe('tr');
  expect(tagOf('trazim posao i smjestaj za zenu')).toBe('hr');
  expect(tagOf('nu stiu unde sa ma duc si imi trebuie ajutor')).toBe('ro');
  expect(tagOf('moj maz zgubil dokumenty i nie wiemy gdzie pojsc')).toBe('pl');
  expect(tagOf('mon fils a ete frappe a l ecole')).toBe('fr');
  expect(tagOf('ez dixwazim fere zimane almani bibim')).toBe('ku');
});

test('gibberish, signs, numbers and addresses are no language', () => {
  for (const text of UNDETERMINED)
    expect({ text, tag: tagOf(text), confidence: detect(text).confidence }).toEqual({ text, tag: 'und', confidence: 0 });
});

test('gibberish keeps no language of its own even when the conversation has one', () => {
  expect(tagOf('asdfgh', 'tr')).toBe('und');
  expect(tagOf('👍👍', 'de')).toBe('und');
});

test('German official terms and names do not decide', () => {
  expect(detect('Kita için Anmeldung nasıl')).toMatchObject({ tag: 'tr', mixed: ['de'] });
  expect(detect('Jobcenter Termin Aufenthaltserlaubnis nasıl alabilirim')).toMatchObject({ tag: 'tr', mixed: ['de'] });
  expect(detect('Jobcenter para yok ne yapabilirim')).toMatchObject({ tag: 'tr', mixed: ['de'] });
  expect(detect('где мне сделать Anmeldung в Stuttgart')).toMatchObject({ tag: 'ru', mixed: ['de'] });
  expect(detect('كيف اسوي Anmeldung عند Bürgeramt')).toMatchObject({ tag: 'ar', mixed: ['de'] });
  expect(detect('Як отримати Wohngeld')).toMatchObject({ tag: 'uk', mixed: ['de'] });
  expect(detect('how do I get Wohngeld from the Sozialamt')).toMatchObject({ tag: 'en', mixed: ['de'] });
  expect(tagOf('Königstraße 28, 70173 Stuttgart, где это')).toBe('ru');
});

test('what is quoted does not decide', () => {
  expect(tagOf('Brief sagt "right of residence expires soon", was heißt das')).toBe('de');
  expect(tagOf('Mektupta „Erwerbstätigkeit nicht gestattet und Antrag abgelehnt“ yazıyor')).toBe('tr');
  expect(tagOf('"ich brauche eine Wohnung"')).toBe('de');
});

test('easy German is German, whatever locale the conversation has', () => {
  for (const text of [
    'Ich komme aus Syrien. Ich lerne Deutsch.',
    'kind krank. wo arzt',
    'ich nix arbeit, was machen',
    'bitte hilfe wohnung',
  ])
    expect({ text, tag: tagOf(text, 'de-simple') }).toEqual({ text, tag: 'de' });
  expect(tagOf('ok', 'de-simple')).toBe('de');
});

test('Persian is the same with and without its joiners', () => {
  for (const text of ['می‌خواهم کار کنم', 'میخواهم کار کنم', 'می خواهم کار کنم'])
    expect({ text, tag: tagOf(text) }).toEqual({ text, tag: 'fa' });
});

test('words of another language are named', () => {
  expect(detect('wie kann ich appointment machen')).toMatchObject({ tag: 'de', mixed: ['en'] });
  expect(detect('wo bekomme ich help für meine Kinder')).toMatchObject({ tag: 'de', mixed: ['en'] });
  expect(detect('ich suche kiralık Wohnung')).toMatchObject({ tag: 'de', mixed: ['tr'] });
  expect(detect('я хочу teşekkür сказать').mixed).toEqual(['tr']);
});

test('a message in one language has nothing mixed in', () => {
  const mixed = ['de', 'en', 'tr', 'fr', 'es', 'it', 'pl', 'ro'].flatMap((tag) =>
    (MESSAGES[tag] ?? []).filter((text) => !/Anmeldung|Jobcenter/i.test(text) && detect(text).mixed.length > 0),
  );
  expect(mixed).toEqual([]);
});

test('words that belong to nobody keep the language of the conversation, without confidence', () => {
  for (const text of ['ok', 'Jobcenter', 'Termin', 'Stuttgart', 'hallo', 'Kita Anmeldung', 'whatsapp'])
    for (const locale of ['tr', 'ar', 'uk', 'en']) {
      expect({ text, tag: tagOf(text, locale) }).toEqual({ text, tag: locale });
      expect(detect(text, { locale }).confidence).toBeLessThan(0.5);
      expect(detect(text, { locale }).romanized).toBe(false);
    }
});

test('without a conversation a German term is German, without confidence', () => {
  expect(tagOf('Aufenthaltserlaubnis')).toBe('de');
  expect(detect('Jobcenter').confidence).toBeLessThan(0.5);
  expect(detect('hallo').confidence).toBeLessThan(0.5);
});

test('one clear word beats the language of the conversation', () => {
  expect(tagOf('merhaba', 'de')).toBe('tr');
  expect(tagOf('дякую', 'ru')).toBe('uk');
  expect(tagOf('yardım', 'de')).toBe('tr');
  expect(tagOf('yardim', 'en')).toBe('tr');
  expect(tagOf('help', 'de')).toBe('en');
  expect(tagOf('danke', 'tr')).toBe('de');
  expect(tagOf('شكرا', 'de')).toBe('ar');
});

test('where a word fits several languages the conversation decides', () => {
  expect(tagOf('hotel', 'it')).toBe('it');
  expect(tagOf('familia', 'ro')).toBe('ro');
  expect(tagOf('familia', 'es')).toBe('es');
  expect(tagOf('работа', 'uk')).not.toBe('und');
  expect(tagOf('سلام', 'fa')).toBe('fa');
  expect(tagOf('سلام', 'ar')).toBe('ar');
  expect(tagOf('школа', 'uk')).toBe('uk');
  expect(tagOf('школа', 'ru')).toBe('ru');
});

test('the conversation does not outweigh a sentence', () => {
  expect(tagOf('ich brauche einen Termin beim Arzt', 'tr')).toBe('de');
  expect(tagOf('шукаю роботу для чоловіка', 'ru')).toBe('uk');
  expect(tagOf('I need help with my rent', 'de-simple')).toBe('en');
});

test('Serbian, Bosnian and Montenegrin are answered in hr, and the guess says which writing it is', () => {
  const cyrillic = detect('треба ми помоћ око стана');
  expect(cyrillic).toMatchObject({ tag: 'hr', script: 'Cyrl', romanized: false });
  expect(cyrillic.because.join()).toContain('Serbian in Cyrillic letters');
  expect(detect('gde mogu da nađem lekara za dete')).toMatchObject({ tag: 'hr', script: 'Latn', romanized: false });
});

test('Dari is fa, Moldovan is ro', () => {
  expect(tagOf('داکتر کجاست، طفلم مریض است')).toBe('fa');
  expect(tagOf('de unde pot lua actele pentru copil')).toBe('ro');
});

test('languages with a script of their own are known by it', () => {
  expect(tagOf('სად ვისწავლო გერმანული')).toBe('ka');
  expect(tagOf('ドイツ語を勉強したい')).toBe('ja');
  expect(tagOf('독일어를 배우고 싶어요')).toBe('ko');
  expect(tagOf('ฉันอยากเรียนภาษาเยอรมัน')).toBe('th');
  expect(tagOf('আমি জার্মান শিখতে চাই')).toBe('bn');
  expect(tagOf('நான் ஜெர்மன் கற்க விரும்புகிறேன்')).toBe('ta');
  expect(tagOf('որտեղ սովորեմ գերմաներեն')).toBe('hy');
});

test('whole sentences are sure, and the guess says why', () => {
  const guess = detect('Benim oğlum okula gitmek istemiyor');
  expect(guess.confidence).toBeGreaterThan(0.95);
  expect(guess.because[0]).toBe('script Latn');
  expect(guess.because.join()).toContain('oğlum');
});

test('the texts of the knowledge base teach new words', () => {
  const taught = createLanguageDetector({
    vocabulary: [{ locale: 'tr', text: 'kuskusor kuskusor kuskusor kuskusorlar', mixed: false }],
  });
  expect(taught('kuskusor', { locale: 'de' })).toMatchObject({ tag: 'tr' });
  expect(tagOf('kuskusor', 'de')).not.toBe('tr');
});

test('mixed examples of the knowledge base teach nothing', () => {
  const taught = createLanguageDetector({ vocabulary: [{ locale: 'tr', text: 'kuskusor kuskusor kuskusor', mixed: true }] });
  expect(taught('kuskusor', { locale: 'de' }).tag).toBe(tagOf('kuskusor', 'de'));
});

test('any text gets a guess, the same one each time', () => {
  const units = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((codes) => String.fromCharCode(...codes)),
    fc
      .array(
        fc.constantFrom('\u202e', '\u200d', '\ud800', '\udc00', '\0', '\u0301', 'ı', 'İ', 'ß', '’', "'", ' ', '\n', 'a', 'د', 'я', '字'),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  );
  const locales = fc.option(fc.constantFrom('de', 'de-simple', 'tr', 'xx', ''), { nil: undefined });
  fc.assert(
    fc.property(units, locales, (text, locale) => {
      const guess = detect(text, { locale });
      expect(guess.tag).toMatch(/^[a-z]{2,3}$/);
      expect(guess.confidence).toBeGreaterThanOrEqual(0);
      expect(guess.confidence).toBeLessThanOrEqual(1);
      expect(guess.mixed).not.toContain(guess.tag);
      expect(guess.because.length).toBeGreaterThan(0);
      expect(detect(text, { locale })).toEqual(guess);
    }),
    { numRuns: 500 },
  );
});

test('5,000 characters are read as far as needed', () => {
  expect(tagOf('ich suche eine Wohnung '.repeat(250))).toBe('de');
  expect(tagOf('a'.repeat(5000))).toBe('und');
});
