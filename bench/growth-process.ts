// One size of the knowledge base in a process of its own; see growth.ts. `make` trains and keeps the model, `use` opens it and reads messages; one line of JSON each.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Entry, type Knowledge, STYLES, type Style } from '../src/domain/entry.ts';
import { loadCases } from '../src/evaluation/cases.ts';
import { loadLanguages } from '../src/knowledge/languages.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { parseModel, serializeModel } from '../src/knowledge/model-cache.ts';
import { analyse } from '../src/understanding/analysis.ts';
import { openSignals, trainModel } from '../src/understanding/build.ts';
import { trainingCorpus } from '../src/understanding/classifier/corpus.ts';
import { countFeatures, TRAINING } from '../src/understanding/classifier/train.ts';
import { ConceptMatcher } from '../src/understanding/concepts.ts';
import { readMessage } from '../src/understanding/decision/candidates.ts';
import { examplesOf } from '../src/understanding/signals.ts';

const ROOT = join(import.meta.dirname, '..');
const EXAMPLES_PER_STYLE = 1;
/** A kept model is one compressed file that is read into one buffer. */
const MOST_WEIGHTS = 2 ** 31 - 1;

/** A syllable for each round, so that the words of two rounds differ. */
function syllable(round: number): string {
  const letter = (value: number) => String.fromCharCode(97 + (value % 26));
  return `${letter(round)}u${letter(Math.floor(round / 26))}`;
}

/** German entries as numerous as asked for: the real ones, then again and again with a syllable more in every other word. One example message a style. */
function synthetic(knowledge: Knowledge, count: number): Knowledge {
  const originals = [...knowledge.entries.values()];
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    const original = originals[i % originals.length]!;
    const round = Math.floor(i / originals.length);
    const german = original.texts['de']!;
    const change = (text: string) => (round === 0 ? text : text.replace(/(\p{L}{4,}) (\p{L}+)/gu, `$1${syllable(round)} $2`));
    const questions = Object.fromEntries(
      STYLES.map((style) => [style, german.questions[style].slice(0, EXAMPLES_PER_STYLE).map(change)]),
    ) as Record<Style, string[]>;
    const id = round === 0 ? original.id : `${original.id}-${round}`;
    const text = { ...german, title: change(german.title), summary: change(german.summary), body: change(german.body), questions };
    entries.set(id, { ...original, id, texts: { de: text } });
  }
  return { ...knowledge, entries, outOfScope: [] };
}

const [mode, countText, file = '', trained = 'trained'] = process.argv.slice(2);
const locales = (await loadLanguages(join(ROOT, 'locales'))).map(({ code }) => code);
const real = await loadKnowledge(join(ROOT, 'knowledge'), locales, join(ROOT, '.cache'));
const grown = synthetic(real, Number(countText));

if (mode === 'make') {
  const examples = trainingCorpus(grown, examplesOf(grown), new ConceptMatcher(grown.concepts));
  const features = [...countFeatures(examples).values()].filter((count) => count >= TRAINING.minimumCount).length;
  if (features * grown.entries.size > MOST_WEIGHTS) {
    console.log(JSON.stringify({ features, modelMb: (features * grown.entries.size) / 2 ** 20, tooLarge: true }));
    process.exit(0);
  }
  examples.length = 0;
  const started = performance.now();
  const model = trainModel(grown, undefined, trained === 'trained' ? TRAINING : { ...TRAINING, epochs: 0 });
  const trainMs = performance.now() - started;
  const { weights, ids, scales } = model.classifier;
  if (trained !== 'trained') {
    // What a weight is changes neither time nor memory; one in ten is not zero, as in a trained model.
    for (let i = 0; i < weights.length; i += 10) weights[i] = ((i * 31) % 101) - 50;
    scales.fill(1e-3);
  }
  await writeFile(file, serializeModel(model));
  console.log(JSON.stringify({ trainMs, features: ids.length, modelMb: weights.length / 2 ** 20, tooLarge: false }));
} else {
  const cases = await loadCases(join(ROOT, 'tests/eval'), new Set(real.entries.keys()));
  const texts = cases.filter(({ locale }) => locale.startsWith('de')).map(({ text }) => text);
  const started = performance.now();
  const signals = openSignals(grown, parseModel(await readFile(file)));
  const openMs = performance.now() - started;
  const read = (text: string) => readMessage(analyse(text), 'de', signals);
  // Once for warming up, then for measuring.
  for (const text of texts) read(text);
  const times = texts.map((text) => {
    const before = performance.now();
    read(text);
    return performance.now() - before;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const residentMb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 || process.memoryUsage().rss / 2 ** 20;
  console.log(JSON.stringify({ openMs, medianMs: at(0.5), p99Ms: at(0.99), residentMb }));
}
