import type { Knowledge } from '../domain/entry.ts';
import type { LanguageInfo } from '../domain/locale.ts';
import { vocabularyOf } from '../knowledge/interpreter.ts';
import { formatTable } from '../tools/table.ts';
import { openSignals, trainModel } from '../understanding/build.ts';
import { CueMatcher } from '../understanding/cues.ts';
import type { Signals } from '../understanding/decision/candidates.ts';
import { createLanguageDetector } from '../understanding/language/detect.ts';
import { EntryIndex, type Example, ExampleIndex, examplesOf, OUT_OF_SCOPE } from '../understanding/signals.ts';
import { CALIBRATION, interpreterFrom } from '../understanding/understand.ts';
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

/** Accuracy by number of example messages, and with each signal left out: what more examples or a better signal would buy. */
export async function learningCurve(knowledge: Knowledge, languages: readonly LanguageInfo[], cases: readonly EvalCase[]): Promise<string> {
  const detect = createLanguageDetector({ vocabulary: vocabularyOf(knowledge) });
  const cues = new CueMatcher(knowledge);
  const row = (name: string, signals: Signals): string[] => {
    const summary = summarize(judge(cases, interpreterFrom({ signals, detect, cues, languages, calibration: CALIBRATION })));
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
  const rows: string[][] = [];
  for (const size of SIZES) rows.push(row(`${size} examples`, openSignals(knowledge, trainModel(knowledge, atMost(examples, size)))));
  const model = trainModel(knowledge);
  const all = openSignals(knowledge, model);
  rows.push(row('all examples', all));
  const nothing = {
    index: { size: 0, terms: new Int32Array(0), starts: new Int32Array(1), documents: new Int32Array(0), weights: new Float32Array(0) },
    labels: [],
  };
  rows.push(row('without the example index', { ...all, exampleIndex: new ExampleIndex({ ...nothing, selfWeights: new Float32Array(0) }) }));
  rows.push(row('without the word index', { ...all, entryIndex: new EntryIndex(nothing) }));
  const withoutConcepts = { ...knowledge, concepts: [] };
  rows.push(row('without concepts', openSignals(withoutConcepts, trainModel(withoutConcepts))));
  const flat = {
    ...model.classifier,
    weights: new Int8Array(model.classifier.weights.length),
    bias: new Float32Array(model.classifier.bias.length),
  };
  rows.push(row('without the classifier', openSignals(knowledge, { ...model, classifier: flat })));
  return formatTable(['', 'ranked first', 'right', 'right or offered', 'wrong', 'out of scope answered'], rows);
}
