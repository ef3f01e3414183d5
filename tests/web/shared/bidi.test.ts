import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findLatinRuns } from '../../../src/web/shared/bidi.ts';

const isolated = (text: string) =>
  findLatinRuns(text)
    .filter((run) => run.isolate)
    .map((run) => run.text);

test.each([
  ['Rufen Sie 116 016 an', ['116 016']],
  ['+49 (0)711 216-98400, Zimmer 4', ['+49 (0)711 216-98400']],
  ['info@vhs-stuttgart.de oder www.vhs-stuttgart.de', ['info@vhs-stuttgart.de', 'www.vhs-stuttgart.de']],
  ['من 12.10.2026 إلى 1.2.2027', ['12.10.2026', '1.2.2027']],
  ['600 Stunden, 15 Tage, 2026', []],
  ['Kein Treffer', []],
])('in "%s" it keeps %j together', (text, runs) => {
  expect(isolated(text)).toEqual(runs);
});

test('the runs together are the text', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('1', ' ', '-', '(', '@', '.', 'a', 'ا') })),
      (text) => {
        expect(
          findLatinRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});
