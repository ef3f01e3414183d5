// One engine in a process of its own: learns the example messages, classifies the labelled messages, prints one line of JSON. See understanding.ts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCases } from '../src/evaluation/cases.ts';
import { loadLanguages } from '../src/knowledge/languages.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { stemmerFor } from '../src/understanding/language/analyzer.ts';
import { fold, words } from '../src/understanding/language/normalize.ts';
import { type Example, examplesOf, OUT_OF_SCOPE } from '../src/understanding/signals.ts';

/** Learns, and then gives the best label for a message. */
type Engine = (examples: readonly Example[]) => Promise<(text: string, locale: string) => Promise<string | undefined> | string | undefined>;

const ROOT = join(import.meta.dirname, '..');

const stems = (text: string, locale: string): string[] => {
  const stem = stemmerFor(locale.split('-')[0] ?? locale);
  return words(fold(text)).map(stem);
};

const ENGINES: Readonly<Record<string, Engine>> = {
  async wegweiser() {
    const { loadInterpreter } = await import('../src/knowledge/interpreter.ts');
    const { interpreter } = await loadInterpreter(ROOT);
    return (text) => interpreter.understand(text).entries[0]?.id;
  },
  async minisearch(examples) {
    const { default: MiniSearch } = await import('minisearch');
    const index = new MiniSearch({ fields: ['text'], tokenize: (text: string) => text.split(' ') });
    index.addAll(examples.map((example, id) => ({ id, text: stems(example.text, example.locale).join(' ') })));
    return (text, locale) => {
      const [best] = index.search(stems(text, locale).join(' '), { fuzzy: 0.2 });
      return best && examples[Number(best.id)]?.label;
    };
  },
  async bayes(examples) {
    const { default: BayesClassifier } = (await import('natural/lib/natural/classifiers/bayes_classifier.js' as string)) as {
      default: new () => { addDocument(tokens: string[], label: string): void; train(): void; classify(tokens: string[]): string };
    };
    const classifier = new BayesClassifier();
    for (const example of examples) classifier.addDocument(stems(example.text, example.locale), example.label);
    classifier.train();
    return (text, locale) => classifier.classify(stems(text, locale));
  },
  async logistic(examples) {
    const { default: LogisticRegressionClassifier } = (await import(
      'natural/lib/natural/classifiers/logistic_regression_classifier.js' as string
    )) as { default: new () => { addDocument(tokens: string[], label: string): void; train(): void; classify(tokens: string[]): string } };
    const classifier = new LogisticRegressionClassifier();
    for (const example of examples) classifier.addDocument(stems(example.text, example.locale), example.label);
    classifier.train();
    return (text, locale) => classifier.classify(stems(text, locale));
  },
  async nlpjs(examples) {
    const { NlpManager } = (await import('node-nlp' as string)) as {
      NlpManager: new (
        settings: object,
      ) => {
        addDocument(language: string, text: string, intent: string): void;
        train(): Promise<void>;
        process(language: string, text: string): Promise<{ intent: string }>;
      };
    };
    const language = (locale: string) => locale.split('-')[0] ?? locale;
    const languages = [...new Set(examples.map(({ locale }) => language(locale)))];
    const manager = new NlpManager({ languages, forceNER: false, autoSave: false, nlu: { log: false } });
    for (const example of examples) manager.addDocument(language(example.locale), example.text, example.label);
    await manager.train();
    // Told the language, which in use it would have to guess.
    return async (text, locale) => (await manager.process(language(locale), text)).intent;
  },
};

const [name = 'wegweiser', locale] = process.argv.slice(2);
const engine = ENGINES[name];
if (!engine) throw new Error(`unknown engine ${name}; one of ${Object.keys(ENGINES).join(', ')}`);
const locales = (await loadLanguages(join(ROOT, 'locales'))).map((language) => language.code);
const knowledge = await loadKnowledge(join(ROOT, 'knowledge'), locales, join(ROOT, '.cache'));
const inLocale = (item: { readonly locale: string }) => locale === undefined || item.locale === locale;
const examples = examplesOf(knowledge).filter(inLocale);
const cases = (await loadCases(join(ROOT, 'tests/eval'), new Set(knowledge.entries.keys()))).filter(
  (one) => inLocale(one) && one.lastEntry === undefined && one.expect.length > 0,
);
const started = performance.now();
const classify = await engine(examples.filter(({ label }) => label !== OUT_OF_SCOPE || name === 'wegweiser'));
const readyMs = performance.now() - started;
const times: number[] = [];
let right = 0;
for (const one of cases) {
  const before = performance.now();
  const label = await classify(one.text, one.locale);
  times.push(performance.now() - before);
  if (label !== undefined && one.expect.includes(label)) right++;
}
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
const peakMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 || process.memoryUsage().rss / 2 ** 20;
console.log(JSON.stringify({ messages: cases.length, right: right / cases.length, readyMs, medianMs: at(0.5), p99Ms: at(0.99), peakMb }));
