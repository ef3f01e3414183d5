import { describe, expect, test } from '@jest/globals';
import { countsCsv, questionsCsv } from '../../src/insights/csv.ts';
import { groupQuestions } from '../../src/insights/group.ts';
import { computeInsights } from '../../src/insights/report.ts';
import type { Count, OpenQuestion } from '../../src/storage/insights.ts';

const names = {
  entryTitle: (id: string) => ({ 'work/jobs': 'Arbeit finden', 'family/daycare': 'Kita; und "Tagespflege"' })[id],
  conceptLabel: (id: string) => ({ dog: 'Hund', tax: 'Steuer', licence: 'Führerschein' })[id],
  languages: [
    { code: 'de', name: 'Deutsch' },
    { code: 'tr', name: 'Türkçe' },
  ],
};
const count = (day: string, outcome: Count['outcome'], entry: string, locale: string, many: number): Count => ({
  day,
  outcome,
  entry,
  locale,
  count: many,
});
const COUNTS = [
  count('2026-11-01', 'answered', 'work/jobs', 'de', 3),
  count('2026-11-01', 'failed', '', 'tr', 2),
  count('2026-11-03', 'answered', 'family/daycare', 'tr', 5),
  count('2026-11-03', 'helpful', 'family/daycare', 'tr', 2),
  count('2026-11-03', 'unhelpful', 'work/gone', 'xx', 1),
  count('2026-12-01', 'answered', 'work/jobs', 'de', 100),
];

describe('computeInsights', () => {
  const insights = computeInsights(COUNTS, { from: '2026-11-01', to: '2026-11-03' }, names);

  test('every day of the period is there, with what happened on it', () => {
    expect(insights.days.map(({ day, outcomes }) => [day, outcomes['answered'], outcomes['failed'], outcomes['helpful']])).toEqual([
      ['2026-11-01', 3, 2, 0],
      ['2026-11-02', 0, 0, 0],
      ['2026-11-03', 5, 0, 2],
    ]);
  });

  test('entries are listed by how often they were asked for; ratings are counted apart, and entries that are gone keep their id', () => {
    expect(insights.entries).toEqual([
      { id: 'family/daycare', title: 'Kita; und "Tagespflege"', count: 5, helpful: 2, unhelpful: 0 },
      { id: 'work/jobs', title: 'Arbeit finden', count: 3, helpful: 0, unhelpful: 0 },
      { id: 'work/gone', title: 'work/gone', count: 0, helpful: 0, unhelpful: 1 },
    ]);
  });

  test('languages count messages, not ratings', () => {
    expect(insights.languages).toEqual([
      { code: 'tr', name: 'Türkçe', count: 7 },
      { code: 'de', name: 'Deutsch', count: 3 },
    ]);
  });

  test('the summer time does not lose a day', () => {
    const days = computeInsights([], { from: '2026-03-27', to: '2026-03-31' }, names).days;
    expect(days.map(({ day }) => day.slice(8))).toEqual(['27', '28', '29', '30', '31']);
  });
});

describe('CSV', () => {
  test('a spreadsheet reads it: byte order mark, CR LF, quotes where they are needed', () => {
    expect(countsCsv(COUNTS.slice(1, 3), names)).toBe(
      '\uFEFFTag;Ergebnis;Eintrag;Titel;Sprache;Anzahl\r\n' +
        '2026-11-01;failed;;;tr;2\r\n' +
        '2026-11-03;answered;family/daycare;"Kita; und ""Tagespflege""";tr;5\r\n',
    );
    expect(countsCsv(COUNTS.slice(0, 1), names, ',')).toContain('2026-11-01,answered,work/jobs,Arbeit finden,de,3\r\n');
  });

  test.each(['=1+1', '+49', '-2+3', '@SUM(A1)', ' =1+1', '\t=1', '＝1+1'])('a question such as %j is never run as a formula', (text) => {
    const line = questionsCsv([question('q1', { text })]).split('\r\n')[1]!;
    expect(line.split(';')[2]).toMatch(/^"?'/);
  });
});

describe('groupQuestions', () => {
  test('shared concepts come first, then the best guess, then the rest', () => {
    const groups = groupQuestions(
      [
        question('1', { concepts: ['dog', 'tax'] }),
        question('2', { concepts: ['dog', 'tax'], guesses: ['work/jobs'] }),
        question('3', { concepts: ['dog', 'tax', 'licence'] }),
        question('4', { concepts: ['licence'] }),
        question('5', { concepts: ['licence'] }),
        question('6', { guesses: ['family/daycare'] }),
        question('7', { guesses: ['family/daycare', 'work/jobs'] }),
        question('8', { concepts: ['unknown'], guesses: ['work/gone'] }),
      ],
      names,
    );
    expect(groups.map(({ label, questions }) => [label, questions.map(({ id }) => id)])).toEqual([
      ['Hund, Steuer', ['3', '2', '1']],
      ['Führerschein', ['5', '4']],
      ['Kita; und "Tagespflege"', ['7', '6']],
      ['Sonstige Fragen', ['8']],
    ]);
    expect(groups[2]!.guesses.map(({ id }) => id)).toEqual(['family/daycare', 'work/jobs']);
    expect(groups[3]!.guesses).toEqual([]);
  });

  test('a concept that nearly every question has makes no group', () => {
    const questions = Array.from({ length: 10 }, (_, index) => question(String(index), { concepts: index < 4 ? ['dog', 'tax'] : ['dog'] }));
    expect(groupQuestions(questions, names).map(({ label, questions: members }) => [label, members.length])).toEqual([
      ['Steuer, Hund', 4],
      ['Sonstige Fragen', 6],
    ]);
  });

  test('every question is in exactly one group', () => {
    const concepts = ['dog', 'tax', 'licence'];
    const questions = Array.from({ length: 30 }, (_, index) =>
      question(String(index), { concepts: concepts.filter((_name, bit) => (index >> bit) & 1), guesses: index % 2 ? ['work/jobs'] : [] }),
    );
    const ids = groupQuestions(questions, names).flatMap((group) => group.questions.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
  });
});

function question(id: string, change: Partial<OpenQuestion>): OpenQuestion {
  const askedAt = `2026-11-01T10:00:0${id.at(-1)?.replace(/\D/, '0')}.000Z`;
  return { id, askedAt, locale: 'de', text: 'Was gilt?', guesses: [], concepts: [], state: 'open', ...change };
}
