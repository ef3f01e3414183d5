import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyse } from '../../src/understanding/analysis.ts';
import { ConceptMatcher, coveredLanguages } from '../../src/understanding/concepts.ts';
import { CONCEPTS } from './trained.ts';

const matcher = new ConceptMatcher([
  ...CONCEPTS,
  { id: 'social-flat', broader: ['flat'], related: [], entries: [], labels: { de: ['Sozialwohnung', 'Wohnung vom Amt'] } },
  { id: 'authority', broader: [], related: [], entries: [], labels: { de: ['Ausländerbehörde'] } },
]);
const found = (text: string) => matcher.match(analyse(text)).map(({ id }) => id);

test.each<[text: string, ids: string[], reason: string]>([
  ['Kita', ['daycare'], 'the label itself'],
  ['KITA!!', ['daycare'], 'case and punctuation do not count'],
  ['kindertagesstatte', ['daycare'], 'no umlaut on the phone'],
  ['Kitas', ['daycare'], 'a German ending'],
  ['kreşe', ['daycare'], 'a Turkish ending'],
  ['квартиру', ['flat'], 'a Russian ending'],
  ['Kindergartenplatz', ['daycare'], 'the beginning of a compound'],
  ['Einzimmerwohnung', ['flat'], 'the end of a compound'],
  ['Auslanderbehorde', ['authority'], 'two umlauts are missing'],
  ['Ausländerbehörd', ['authority'], 'a letter is missing in a long word'],
  ['Auslännderbehörde', ['authority'], 'a letter too many'],
  ['الشقة', ['flat'], 'Arabic writes the article onto the word'],
  ['kvartira', ['flat'], 'the sound of a Russian word in Latin letters'],
  ['Kita ve kayıt', ['daycare', 'registration'], 'two languages in one message'],
  ['Wohnung vom Amt', ['social-flat'], 'the longest label wins over its parts'],
  ['Kitt', [], 'a short word one letter off means something else'],
  ['Guten Tag', [], 'nothing of ours'],
  ['', [], 'nothing at all'],
])('"%s" names %j: %s', (text, ids) => {
  expect(found(text).sort()).toEqual(ids);
});

test('an exact label is stronger than an inflected one, and that than a slip', () => {
  const strength = (text: string) => matcher.match(analyse(text))[0]?.strength ?? 0;
  expect(strength('Ausländerbehörde')).toBe(1);
  expect(strength('Ausländerbehörden')).toBeLessThan(1);
  expect(strength('Auslandarbehorde')).toBeLessThan(strength('Ausländerbehörden'));
});

test('a hit names the words of the message that led to it', () => {
  expect(matcher.match(analyse('eine Wohnung vom Amt bitte'))).toMatchObject([{ id: 'social-flat', words: 'wohnung vom amt' }]);
});

test('broader concepts are followed to the end, also around a circle', () => {
  expect(matcher.withBroader('social-flat')).toEqual(['social-flat', 'flat']);
  const circle = new ConceptMatcher([
    { id: 'a', broader: ['b'], related: [], entries: [], labels: { de: ['eins'] } },
    { id: 'b', broader: ['a', 'gone'], related: [], entries: [], labels: { de: ['zwei'] } },
  ]);
  expect(circle.withBroader('a')).toEqual(['a', 'b', 'gone']);
  expect(circle.entriesOf('gone')).toEqual([]);
});

test('every label of the thesaurus finds its concept, in capitals too', () => {
  for (const { id, labels } of CONCEPTS)
    for (const label of Object.values(labels).flat())
      for (const text of [label, label.toUpperCase()]) expect({ text, found: found(text).includes(id) }).toEqual({ text, found: true });
});

test('in any text, each concept is found at most once, with a strength between 0 and 1, the same each time', () => {
  const parts = fc.constantFrom(
    'Kita',
    'wohnung',
    'vom',
    'amt',
    'شقة',
    'ال',
    'و',
    'квартир',
    'у',
    'kvar',
    ' ',
    ' ',
    '\u0301',
    '😀',
    '7',
    '\ud800',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(parts).map((list) => list.join('')),
      ),
      (text) => {
        const hits = matcher.match(analyse(text));
        expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
        for (const { strength } of hits) {
          expect(strength).toBeGreaterThan(0);
          expect(strength).toBeLessThanOrEqual(1);
        }
        expect(matcher.match(analyse(text))).toEqual(hits);
      },
    ),
    { numRuns: 300 },
  );
});

test('Cyrillic words sound like German labels and like those of their own script, not like Turkish ones', () => {
  const sounds = new ConceptMatcher([
    { id: 'violence', broader: [], related: [], entries: [], labels: { tr: ['şiddet'] } },
    { id: 'registration', broader: [], related: [], entries: [], labels: { de: ['Anmeldung'] } },
  ]);
  const ids = (text: string) => sounds.match(analyse(text)).map(({ id }) => id);
  expect(ids('сидеть')).toEqual([]);
  expect(ids('siddet')).toEqual(['violence']);
  expect(ids('анмельдунг')).toEqual(['registration']);
});

test('labels are found within words that are written without spaces', () => {
  const chinese = new ConceptMatcher([{ id: 'violence', broader: [], related: [], entries: [], labels: { zh: ['打我'] } }]);
  expect(chinese.match(analyse('我丈夫打我了')).map(({ id, words }) => [id, words])).toEqual([['violence', '打我']]);
});

test('in a language with labels on few concepts only the labels themselves count, not what resembles them', () => {
  const many = Array.from({ length: 20 }, (_, i) => ({ id: `c${i}`, broader: [], related: [], entries: [], labels: { de: [`Wort${i}`] } }));
  const sparse = new ConceptMatcher([...many, { id: 'danger', broader: [], related: [], entries: [], labels: { so: ['gurmadka'] } }]);
  const ids = (text: string) => sparse.match(analyse(text)).map(({ id }) => id);
  expect(ids('gurmadka')).toEqual(['danger']);
  expect(ids('gurmatka')).toEqual([]);
  expect([...coveredLanguages([...many, { id: 'danger', broader: [], related: [], entries: [], labels: { so: ['gurmadka'] } }])]).toEqual([
    'de',
  ]);
});
