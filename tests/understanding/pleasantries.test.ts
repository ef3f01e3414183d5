import { expect, test } from '@jest/globals';
import { analyse } from '../../src/understanding/analysis.ts';
import { PleasantryStripper } from '../../src/understanding/pleasantries.ts';
import { buildEntry, buildKnowledge, buildText } from '../support/builders.ts';

const said = (...short: string[]) => ({
  texts: { de: buildText({ questions: { polite: [], chatty: [], story: [], short, mixed: [] } }) },
});
const { entries } = buildKnowledge(
  buildEntry('meta/greeting', {}, said('hallo', 'guten tag', 'добрый день')),
  buildEntry('meta/thanks', {}, said('danke', 'vielen dank für alles was sie tun')),
);
const stripper = new PleasantryStripper({
  entries,
  concepts: [{ id: 'thanks', broader: [], related: [], entries: ['meta/thanks'], labels: { en: ['thank you very much'] } }],
});
const strip = (text: string, hasTopic = false) => stripper.strip(analyse(text), () => hasTopic).cleaned;

test.each<[text: string, rest: string, reason: string]>([
  ['Guten Tag, ich suche eine Wohnung', 'ich suche eine Wohnung', 'a greeting before'],
  ['ich suche eine Wohnung, danke', 'ich suche eine Wohnung,', 'thanks after'],
  ['Hallo! Guten Tag! Wo ist das Amt? Thank you very much!', 'Wo ist das Amt?', 'several, in two languages'],
  ['Добрый день, ищу садик для ребёнка', 'ищу садик для ребёнка', 'another script'],
  ['mein Nachbar sagt nie guten Tag zu mir', 'mein Nachbar sagt nie guten Tag zu mir', 'in the middle it belongs to the sentence'],
  ['Guten Tag', 'Guten Tag', 'nothing else is there'],
  ['Hallo, danke', 'Hallo, danke', 'nothing else is there either'],
  ['hallo liebes team', 'hallo liebes team', 'so short a rest may belong to the greeting'],
  ['', '', 'no words'],
])('of %j is read %j: %s', (text, rest) => {
  expect(strip(text)).toBe(rest);
});

test('a short rest counts when it names a topic', () => {
  expect(strip('hallo kita', true)).toBe('kita');
});
