import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Concept } from '../../src/domain/entry.ts';
import type { Interpretation, UnderstandingContext } from '../../src/domain/interpretation.ts';
import { KNOWLEDGE, LANGUAGES, trainedInterpreter } from './trained.ts';

const interpreter = trainedInterpreter();
const say = (text: string, context?: UnderstandingContext) => interpreter.understand(text, context);

const ROUTES = ['emergency', 'answer', 'clarify', 'offers', 'counselor', 'smalltalk', 'none'];
const codes = LANGUAGES.map(({ code }) => code);

/** What must hold for whatever anybody writes. */
function expectSensible(result: Interpretation, text: string, context: UnderstandingContext = {}): void {
  expect(result.text).toBe(text);
  expect(ROUTES).toContain(result.route);
  expect(result.entries.length).toBeLessThanOrEqual(5);
  for (const { id, probability } of result.entries) {
    expect(KNOWLEDGE.entries.has(id)).toBe(true);
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1);
  }
  expect(new Set(result.entries.map(({ id }) => id)).size).toBe(result.entries.length);
  // Best first; in an emergency the danger goes before all others.
  const ranked = result.route === 'emergency' ? result.entries.slice(1) : result.entries;
  for (let i = 1; i < ranked.length; i++) expect(ranked[i]!.probability).toBeLessThanOrEqual(ranked[i - 1]!.probability);
  if (['emergency', 'answer', 'smalltalk', 'counselor'].includes(result.route)) expect(result.entries.length).toBeGreaterThan(0);
  if (result.route === 'emergency') expect(result.entries[0]?.id).toMatch(/^safety\//);
  if (result.route === 'smalltalk') expect(result.entries[0]?.id).toMatch(/^meta\//);
  if (result.route === 'clarify') expect([2, 3]).toContain(result.entries.length);
  if (result.locale !== undefined) expect([...codes, context.locale]).toContain(result.locale);
  expect(result.language.confidence).toBeGreaterThanOrEqual(0);
  expect(result.language.confidence).toBeLessThanOrEqual(1);
  expect(result.evidence.decision).not.toBe('');
}

test.each<[message: string, first: string, reason: string]>([
  ['ich brauche einen kita platz', 'education/daycare', 'nearly an example message'],
  ['Kindergartenplatz', 'education/daycare', 'a compound of a known label'],
  ['kindegarten', 'education/daycare', 'a letter is missing'],
  ['KITA???', 'education/daycare', 'capitals and punctuation mean nothing'],
  ['cocugum icin kres ariyorum', 'education/daycare', 'Turkish without its letters'],
  ['Kita için Anmeldung, oğlum üç yaşında', 'education/daycare', 'two languages, the topic in German, the need in Turkish'],
  ['садик для дочки', 'education/daycare', 'Russian, another form of the need'],
  ['sadik dlya rebenka', 'education/daycare', 'Russian in Latin letters'],
  ['i moved last week and must register', 'arrival/registration', 'the words in another order'],
  ['kvartiru ishchu', 'housing/flat', 'Russian in Latin letters, inflected'],
  ['وين الاقي شقة', 'housing/flat', 'no Arabic text at all: the concept is the bridge'],
  ['потрібна квартира', 'housing/flat', 'no Ukrainian text either'],
  ['Ich bin seit Mai hier. Meine Mutter hustet. Sie braucht einen Hausarzt.', 'health/doctor', 'the last sentence holds the question'],
])('%s: %s, because %s', (message, first) => {
  expect(say(message).entries[0]?.id).toBe(first);
});

test('danger is answered at once, in every language, also among other words', () => {
  for (const message of [
    'er atmet nicht mehr',
    'my father is unconscious, send an ambulance',
    'çabuk ambulans',
    'он не дышит!!!',
    'Hallo! Mein Vater ist bewusstlos.',
  ])
    expect({ message, route: say(message).route }).toEqual({ message, route: 'emergency' });
});

test('one word that belongs to many topics is asked back, also if it was learned with one of them', () => {
  const form: Concept = { id: 'form', broader: [], related: [], entries: [], labels: { de: ['Formular'] } };
  const flat = KNOWLEDGE.entries.get('housing/flat')!;
  const german = flat.texts['de']!;
  const questions = { ...german.questions, short: [...german.questions.short, 'formular', 'formular wohnung', 'formular für die wohnung'] };
  const entries = new Map(KNOWLEDGE.entries).set(flat.id, { ...flat, texts: { ...flat.texts, de: { ...german, questions } } });
  const withForm = trainedInterpreter({ ...KNOWLEDGE, entries, concepts: [...KNOWLEDGE.concepts, form] });
  expect(withForm.understand('Formular')).toMatchObject({ route: 'clarify', entries: [{ id: 'housing/flat' }, {}, {}] });
  expect(withForm.understand('formular für die wohnung').route).toBe('answer');
});

test('small talk, a human, offers and nonsense go their own ways', () => {
  expect(say('hallo').route).toBe('smalltalk');
  expect(say('i want to talk to a real person').route).toBe('counselor');
  expect(say('Show me offers!').route).toBe('offers');
  expect(say('wie wird das wetter').route).toBe('none');
});

test.each(['', ' ', '?', '???', '...', '😀', '👨‍👩‍👧‍👦🇺🇦', '\u200f\u202e\u2066', '\u0000\u0007', '\ud83d', '\udc00\udc00', '\u0301', '٪؟'])(
  'a message without words (%j) is not understood, and nothing is made of it',
  (message) => {
    expect(say(message)).toMatchObject({ text: message, route: 'none', entries: [], followUp: false, language: { tag: 'und' } });
    // Not even right after an answer.
    expect(say(message, { lastEntry: 'housing/flat', locale: 'tr' })).toMatchObject({ route: 'none', locale: 'tr' });
  },
);

test('a very long message is answered by its beginning', () => {
  for (const filler of [' und noch etwas', ' и ещё', '\n', '😀', 'x', '. ', ' ١٢٣']) {
    const text = `ich suche eine wohnung${filler.repeat(6000)}`;
    const result = say(text);
    expectSensible(result, text);
  }
  expect(say(`ich suche eine wohnung.${' '.repeat(6000)}`).entries[0]?.id).toBe('housing/flat');
});

const letters = [
  ...'abcxyzäßıİşğçéñ',
  ...'абвґїєё',
  ...'ابتثجئةکگ',
  ...'αβγώς',
  '你',
  'ก',
  '한',
  'ש',
  '😀',
  '👩‍🚀',
  '\u0301',
  '\u200d',
  '\u202e',
  '\u0000',
  '\ud800',
  '\udfff',
  ' ',
  '\n',
  "'",
  '.',
  '?',
  '7',
  '٣',
];
const wordsOfOurs = [
  'kita',
  'wohnung',
  'hilfe',
  'und',
  'how much',
  'show me offers',
  'он не дышит',
  'constructor',
  '__proto__',
  '-',
  'شقة',
];
const anyMessage = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 80 }),
  fc.array(fc.constantFrom(...wordsOfOurs, ...letters), { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
const anyContext = fc.record(
  { locale: fc.constantFrom(...codes), localeChosen: fc.boolean(), lastEntry: fc.constantFrom(...KNOWLEDGE.entries.keys()) },
  { requiredKeys: [] },
) as fc.Arbitrary<UnderstandingContext>;

test('whatever is written, the result is sensible, and the same each time', () => {
  fc.assert(
    fc.property(anyMessage, anyContext, (text, context) => {
      const result = say(text, context);
      expectSensible(result, text, context);
      expect(say(text, context)).toEqual(result);
    }),
    { numRuns: 600 },
  );
});

test('what was said before in other conversations changes nothing', () => {
  const before = say('kita platz', { locale: 'de' });
  for (const text of ['wohnung', 'er atmet nicht mehr', 'он не дышит', '?']) say(text, { lastEntry: 'housing/flat' });
  expect(say('kita platz', { locale: 'de' })).toEqual(before);
});

test('training twice gives the same interpreter', () => {
  const again = trainedInterpreter();
  for (const text of ['kita platz', 'i need a doctor', 'kvartira', 'wetter morgen', 'und wo'])
    expect(again.understand(text, { lastEntry: 'health/doctor' })).toEqual(say(text, { lastEntry: 'health/doctor' }));
});

test('a follow-up stays on the last topic, and a topic of its own changes it', () => {
  const context = { locale: 'en', lastEntry: 'education/daycare' };
  const followUp = say('how much', context);
  expect([followUp.followUp, followUp.route, followUp.entries[0]?.id]).toEqual([true, 'answer', 'education/daycare']);
  expect(say('how much').followUp).toBe(false);
  const own = say('i am looking for a flat', context);
  expect([own.followUp, own.entries[0]?.id]).toEqual([false, 'housing/flat']);
});

test('danger is heard in the middle of another topic', () => {
  expect(say('er atmet nicht mehr', { locale: 'de', lastEntry: 'housing/flat' }).route).toBe('emergency');
});

test('it answers in the language of the message, unless the user chose one', () => {
  expect(say('ich suche eine wohnung', { locale: 'en' }).locale).toBe('de');
  expect(say('ich suche eine wohnung', { locale: 'en', localeChosen: true }).locale).toBe('en');
  expect(say('ich suche eine wohnung', { locale: 'de-simple' }).locale).toBe('de-simple');
  expect(say('???', { locale: 'tr' }).locale).toBe('tr');
  expect(say('???').locale).toBeUndefined();
  // Chinese is recognised, but nobody here answers in it.
  expect(say('我想找房子', { locale: 'de' })).toMatchObject({ language: { tag: 'zh' }, locale: undefined });
});

test('an entry that no longer exists is not answered, even if it was the last one', () => {
  for (const text of ['how much', 'and where', '?', 'kita']) {
    const context = { locale: 'en', lastEntry: 'housing/gone' };
    expectSensible(say(text, context), text, context);
  }
});

test('the evidence says why', () => {
  const { evidence } = say('Kita Anmeldung');
  expect(evidence.concepts).toEqual(
    expect.arrayContaining([
      { id: 'daycare', words: 'kita' },
      { id: 'registration', words: 'anmeldung' },
    ]),
  );
  expect(Object.keys(evidence.signals).sort()).toEqual(['classifier', 'concepts', 'examples', 'words']);
  expect(evidence.signals['words']?.[0]?.id).toMatch(/education\/daycare|arrival\/registration/);
});
