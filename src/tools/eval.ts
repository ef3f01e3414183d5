// npm run eval: accuracy on the project's own labelled messages, which nothing is trained on.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EVAL_FOLDER, FRESH_FOLDER, isForCalibration, loadCases } from '../evaluation/cases.ts';
import { judgeHeldOut } from '../evaluation/cross-validation.ts';
import { percent } from '../evaluation/format.ts';
import { CURVE_COLUMNS, learningCurve } from '../evaluation/learning-curve.ts';
import { type Judged, judge, reliability, safetyOf, summarize } from '../evaluation/measure.ts';
import { accuracyRows, confusionColumns, confusions, renderEvaluation } from '../evaluation/report.ts';
import { type LoadedParts, loadParts } from '../knowledge/interpreter.ts';
import { endOnKnowledgeError } from '../knowledge/problem.ts';
import { words } from '../understanding/language/normalize.ts';
import { interpreterFrom } from '../understanding/understand.ts';
import { formatTable } from './table.ts';

const usage = `npm run eval                           accuracy by locale and style, confusions, calibration
npm run eval -- --fresh                the same on the messages that nobody looked at (measure, never tune on them)
npm run eval -- --report eval.html     the same as a page with plots
npm run eval -- --cross                the same on example messages that were held out of training (a minute or two)
npm run eval -- --curve                learning curve and what each signal adds (some minutes)
npm run eval -- --failures tr          list what went wrong in a locale`;

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    report: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    cross: { type: 'boolean', default: false },
    curve: { type: 'boolean', default: false },
    failures: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Calibration reads the other half of `EVAL_FOLDER`. */
function printUncalibratedHalf(judged: readonly Judged[]): void {
  const untouched = summarize(judged.filter(({ one }) => !isForCalibration(one)));
  console.log(
    `The half that nothing was calibrated on: right ${percent(untouched.right)}, right or offered ${percent(untouched.rightOrOffered)}, ` +
      `wrong ${percent(untouched.wrong)}, out of scope answered ${percent(untouched.intruded)}`,
  );
}

function printAccuracy(judged: readonly Judged[]): void {
  const byLocale = accuracyRows(judged, ({ one }) => one.locale);
  const byStyle = accuracyRows(judged, ({ one }) => one.style);
  console.log(formatTable(['locale', ...byLocale.columns.slice(1)], byLocale.rows));
  console.log(`\n${formatTable(['style', ...byStyle.columns.slice(1)], byStyle.rows)}`);
  const safety = safetyOf(judged);
  console.log(`\nDanger recognised: ${percent(safety.recognised)}; false alarms on other messages: ${percent(safety.falseAlarm)}`);
  const long = judged.filter(({ one }) => words(one.text).length >= 3);
  const short = judged.filter(({ one }) => words(one.text).length < 3);
  console.log(`Language right, three words and more: ${percent(summarize(long).language)}; shorter: ${percent(summarize(short).language)}`);
  if (!values.fresh) printUncalibratedHalf(judged);
  console.log('\nCalibration (probability of the first entry, share that was right):');
  const bins = reliability(judged).filter((bin) => bin.messages > 0);
  console.log(
    formatTable(
      ['predicted', 'observed', 'messages'],
      bins.map((bin) => [percent(bin.predicted), percent(bin.observed), String(bin.messages)]),
    ),
  );
  console.log(`\nMost frequent confusions:\n${formatTable(confusionColumns(!values.fresh), confusions(judged, 25, !values.fresh))}`);
}

/** The second figure: example messages of a fifth that neither this model nor the calibration has learned from. */
function printCrossValidation(loaded: LoadedParts): void {
  console.log('Training without a fifth of the example messages; a minute or two ...');
  const judged = judgeHeldOut(loaded);
  for (const [name, key] of [
    ['locale', ({ one }: Judged) => one.locale],
    ['style', ({ one }: Judged) => one.style],
  ] as const) {
    const { columns, rows } = accuracyRows(judged, key);
    // The language detector has seen these messages.
    const kept = columns.flatMap((column, index) => (column === 'language' ? [] : [index]));
    const pick = (cells: readonly string[]) => kept.map((index) => cells[index] ?? '');
    console.log(`${formatTable([name, ...pick(columns).slice(1)], rows.map(pick))}\n`);
  }
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage);
    return;
  }
  if (values.fresh && (values.curve || values.cross)) {
    console.error('--fresh only measures what is there: leave --curve and --cross to the messages in tests/eval.');
    process.exitCode = 1;
    return;
  }
  const loaded = await loadParts(root).catch(endOnKnowledgeError);
  const { knowledge, parts } = loaded;
  const cases = await loadCases(join(root, values.fresh ? FRESH_FOLDER : EVAL_FOLDER), new Set(knowledge.entries.keys()));
  if (values.curve) {
    console.log(CURVE_COLUMNS.join(' | '));
    for (const row of learningCurve(loaded, cases)) console.log(row.join(' | '));
    return;
  }
  if (values.cross) {
    printCrossValidation(loaded);
    return;
  }
  const judged = judge(cases, interpreterFrom(parts));
  if (values.failures) {
    if (values.fresh) console.error('Whoever reads on has seen these messages: they are spent, say so in README.md and write new ones.');
    for (const { one, result, outcome } of judged)
      if (one.locale === values.failures && outcome !== 'right' && outcome !== 'declined')
        console.log(
          `${outcome}\t${one.expect[0] ?? '-'}\t${result.route} ${result.entries[0]?.id ?? '-'} ${result.entries[0]?.probability ?? ''}\t${one.text}`,
        );
    return;
  }
  printAccuracy(judged);
  if (values.report) {
    await writeFile(
      values.report,
      renderEvaluation(judged, `${cases.length} messages that nothing was trained on; ${knowledge.entries.size} entries.`, !values.fresh),
    );
    console.log(`\nReport written to ${values.report}.`);
  }
}

await main();
