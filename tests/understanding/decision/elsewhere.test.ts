import { expect, test } from '@jest/globals';
import type { Concept } from '../../../src/domain/entry.ts';
import { analyse } from '../../../src/understanding/analysis.ts';
import { ConceptMatcher } from '../../../src/understanding/concepts.ts';
import { whereabouts } from '../../../src/understanding/decision/elsewhere.ts';

const concept = (id: string, labels: Readonly<Record<string, readonly string[]>>, broader: readonly string[] = []): Concept => ({
  id,
  broader,
  related: [],
  entries: [],
  labels,
});
const matcher = new ConceptMatcher([
  concept('elsewhere', {}),
  concept('other-german-city', { de: ['München', 'Köln'], ru: ['Мюнхен'], ar: ['ميونخ'], tr: ['Münih'] }, ['elsewhere']),
  concept('origin-foreigner', {}),
  concept('origin-turkey', { de: ['Türkei'], en: ['Turkey'] }, ['origin-foreigner']),
  concept('stuttgart', { de: ['Stuttgart'] }),
]);
const at = (text: string) => {
  const analysis = analyse(text);
  return whereabouts(analysis, matcher.match(analysis), matcher);
};

test.each<[text: string, mentioned: boolean, located: boolean, reason: string]>([
  ['anmelden in München', true, true, 'a preposition'],
  ['Kita Köln', true, false, 'only the name'],
  ['садик в Мюнхене', true, true, 'a preposition and an ending'],
  ['Münihte kreş', true, true, 'Turkish says it at the end'],
  ['روضة بميونخ', true, true, 'Arabic writes it onto the word'],
  ['Kindergeld in der Türkei', false, true, 'a country of origin, with an article between'],
  ['Führerschein aus der Türkei umschreiben', false, false, 'comes from there and asks about here'],
  ['von München nach Stuttgart gezogen, anmelden', false, false, 'the own city is named too'],
  ['Wohnung gesucht', false, false, 'no place at all'],
])('%s: another place mentioned %s, located there %s (%s)', (text, mentioned, located) => {
  expect(at(text)).toEqual({ mentioned, located });
});
