import type { LoadedParts } from '../knowledge/interpreter.ts';
import { openSignals, trainModel } from '../understanding/build.ts';
import { Classifier } from '../understanding/classifier/model.ts';
import type { Signals } from '../understanding/decision/candidates.ts';
import { EntryIndex, type Example, ExampleIndex, examplesOf, OUT_OF_SCOPE } from '../understanding/signals.ts';
import { interpreterFrom } from '../understanding/understand.ts';
import type { EvalCase } from './cases.ts';
import { percent } from './format.ts';
import { judge, summarize } from './measure.ts';

const SIZES = [5, 10, 15, 20] as const;

/** At most `count` example messages for each entry and locale, spread over the styles; out-of-scope messages stay. */
function atMost(examples: readonly Example[], count: number): Example[] {
  const groups = Map.groupBy(examples, ({ label, locale }) => `${label} ${locale}`);
  return [...groups.values()].flatMap((group) => {
    if (group[0]?.label === OUT_OF_SCOPE || group.length <= count) return group;
    // Every n-th: the list is ordered by style.
    return Array.from({ length: count }, (_, i) => group[Math.floor((i * group.length) / count)]!);
  });
}

/** Columns of the learning curve. */
export const CURVE_COLUMNS = ['', 'ranked first', 'right', 'right or offered', 'wrong', 'out of scope answered'] as const;

/**
 * Accuracy by number of example messages, and with each signal left out: what more examples or a better signal would buy. The decision's weights stay
 * as they were calibrated with everything. Trains five times, some minutes in all; yields a row as soon as it is measured.
 */
export function* learningCurve({ knowledge, languages, parts }: LoadedParts, cases: readonly EvalCase[]): Generator<string[]> {
  const row = (name: string, signals: Signals): string[] => {
    const summary = summarize(judge(cases, interpreterFrom({ ...parts, languages, signals })));
    return [
      name,
      percent(summary.rankedFirst),
      percent(summary.right),
      percent(summary.rightOrOffered),
      percent(summary.wrong),
      percent(summary.intruded),
    ];
  };
  const examples = examplesOf(knowledge);
  for (const size of SIZES) yield row(`${size} examples`, openSignals(knowledge, trainModel(knowledge, atMost(examples, size))));
  const all = parts.signals;
  yield row('all examples', all);
  const nothing = {
    index: { size: 0, terms: new Int32Array(0), starts: new Int32Array(1), documents: new Int32Array(0), weights: new Float32Array(0) },
    labels: [],
  };
  yield row('without the example index', { ...all, exampleIndex: new ExampleIndex({ ...nothing, selfWeights: new Float32Array(0) }) });
  yield row('without the word index', { ...all, entryIndex: new EntryIndex(nothing) });
  const withoutConcepts = { ...knowledge, concepts: [] };
  yield row('without concepts', openSignals(withoutConcepts, trainModel(withoutConcepts)));
  const { classes } = all.classifier;
  const flat = {
    classes,
    ids: new Int32Array(0),
    scales: new Float32Array(0),
    weights: new Int8Array(0),
    bias: new Float32Array(classes.length),
  };
  yield row('without the classifier', { ...all, classifier: new Classifier(flat) });
}
