import { type Analysis, analyseSentences } from '../analysis.ts';
import { extractFeatures } from '../classifier/features.ts';
import { type Classifier, softmax } from '../classifier/model.ts';
import type { ConceptHit, ConceptMatcher } from '../concepts.ts';
import { PLEASANTRIES, type PleasantryStripper } from '../pleasantries.ts';
import { type EntryIndex, type EntryScores, type ExampleIndex, OUT_OF_SCOPE, scoreConcepts, terms } from '../signals.ts';
import { whereabouts } from './elsewhere.ts';

/** The trained and indexed parts that look at a message. */
export interface Signals {
  readonly classifier: Classifier;
  readonly entryIndex: EntryIndex;
  readonly exampleIndex: ExampleIndex;
  readonly matcher: ConceptMatcher;
  readonly pleasantries: PleasantryStripper;
}

/** One possible meaning of a message with what each signal says of it. */
export interface Candidate {
  /** Entry id, or `OUT_OF_SCOPE`. */
  readonly label: string;
  /** Values in the order of `FEATURES`. */
  readonly features: Float64Array;
}

/** What the signals say of a message. */
export interface Reading {
  readonly candidates: readonly Candidate[];
  readonly concepts: readonly ConceptHit[];
  readonly signals: Readonly<Record<'classifier' | 'examples' | 'words' | 'concepts', EntryScores>>;
  /** Share of the message that the classifier has seen before, and of its words that occur in the knowledge base; 0 to 1. */
  readonly known: number;
  readonly coverage: number;
}

/**
 * Features of a candidate; for `OUT_OF_SCOPE` only the ones with `out` in the name, the classifier's and the examples' are set. It has weights of its
 * own for the latter two as well: its messages are alike in nothing but that no entry answers them.
 */
export const FEATURES = [
  'classifierLog',
  'classifier',
  'classifierFirst',
  'example',
  'exampleShare',
  'exampleFirst',
  'words',
  'wordsShare',
  'wordsFirst',
  'wordsCovered',
  'concepts',
  'conceptsShare',
  'agreement',
  'out',
  'outClassifierLog',
  'outExample',
  'outUnknown',
  'outUncovered',
  'outShort',
  'outNoConcepts',
  'outFarExamples',
  'outElsewhere',
  'outLocated',
] as const;

const MOST_CANDIDATES = 12;

/** A sentence that is one of these as surely as this says nothing of what the others are about. */
const SURELY_PLEASANT = 0.6;

/** Weight of single sentences against the whole message: a story's question hides in one of them. */
const SENTENCE_SHARE = 0.35;

function classify(
  analysis: Analysis,
  signals: Signals,
  concepts: readonly ConceptHit[],
): { readonly probabilities: Float32Array; readonly known: number } {
  const { classifier, matcher } = signals;
  const whole = classifier.scores(extractFeatures(analysis, concepts, matcher));
  const parts = analyseSentences(analysis);
  if (parts.length <= 1) return { probabilities: softmax(whole.logits), known: whole.known };
  const votes = parts
    .filter((part) => part.tokens.length > 0)
    .map((part) => softmax(classifier.scores(extractFeatures(part, matcher.match(part), matcher)).logits));
  const pleasant = (vote: Float32Array) => classifier.classes.some((name, i) => PLEASANTRIES.has(name) && vote[i]! > SURELY_PLEASANT);
  const telling = votes.filter((vote) => !pleasant(vote));
  // Each sentence votes; the surest ones pull the score up, the others (circumstances) hardly down.
  const best = new Float32Array(whole.logits.length);
  for (const vote of telling.length > 0 ? telling : votes) for (let i = 0; i < best.length; i++) best[i] = Math.max(best[i]!, vote[i]!);
  const logits = whole.logits.map((logit, i) => logit + SENTENCE_SHARE * Math.log(best[i]! + 0.02));
  return { probabilities: softmax(logits), known: whole.known };
}

function topOf(scores: EntryScores, count: number): [string, number][] {
  return [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count);
}

/** Lets all signals look at a message and lists the meanings that any of them considers. @param locale whose stemmer reads the words */
export function readMessage(message: Analysis, locale: string, signals: Signals): Reading {
  const leadsAnywhere = ({ id }: ConceptHit) => signals.matcher.entriesOf(id).some((entry) => !PLEASANTRIES.has(entry));
  const analysis = signals.pleasantries.strip(message, (rest) => signals.matcher.match(rest).some(leadsAnywhere));
  const concepts = signals.matcher.match(analysis);
  const { probabilities, known } = classify(analysis, signals, concepts);
  const query = terms(analysis, locale);
  const examples = signals.exampleIndex.search(query);
  const words = signals.entryIndex.search(query);
  const pointed = scoreConcepts(concepts, signals.matcher);
  const coverage = signals.entryIndex.coverage(query);
  const fullMatch = signals.entryIndex.fullMatch(query);
  const { mentioned, located } = whereabouts(analysis, concepts, signals.matcher);
  const classifierScores = new Map<string, number>();
  signals.classifier.classes.forEach((name, i) => {
    classifierScores.set(name, probabilities[i]!);
  });

  const labels = new Set<string>([OUT_OF_SCOPE]);
  const tops = {
    classifier: topOf(classifierScores, 6),
    examples: topOf(examples, 5),
    words: topOf(words, 4),
    concepts: topOf(pointed, 4),
  };
  for (const list of Object.values(tops)) for (const [label] of list) if (labels.size < MOST_CANDIDATES) labels.add(label);

  const most = { example: tops.examples[0]?.[1] ?? 0, words: tops.words[0]?.[1] ?? 0, concepts: tops.concepts[0]?.[1] ?? 0 };
  const first = (list: readonly [string, number][], label: string) => (list[0]?.[0] === label ? 1 : 0);
  const nearestEntry = tops.examples.find(([label]) => label !== OUT_OF_SCOPE)?.[1] ?? 0;
  const candidates = [...labels].map((label): Candidate => {
    const isOut = label === OUT_OF_SCOPE;
    const probability = classifierScores.get(label) ?? 0;
    const example = examples.get(label) ?? 0;
    const word = words.get(label) ?? 0;
    const concept = pointed.get(label) ?? 0;
    const firsts = [first(tops.classifier, label), first(tops.examples, label), first(tops.words, label)] as const;
    const values: Record<(typeof FEATURES)[number], number> = {
      classifierLog: Math.log(probability + 1e-4) / 4,
      classifier: probability,
      classifierFirst: firsts[0],
      example,
      exampleShare: most.example > 0 ? example / most.example : 0,
      exampleFirst: firsts[1],
      words: Math.log1p(word) / 3,
      wordsShare: most.words > 0 ? word / most.words : 0,
      wordsFirst: firsts[2],
      wordsCovered: fullMatch > 0 ? word / fullMatch : 0,
      concepts: Math.min(concept, 3),
      conceptsShare: most.concepts > 0 ? concept / most.concepts : 0,
      agreement: firsts[0] * firsts[1] * firsts[2],
      out: isOut ? 1 : 0,
      outClassifierLog: isOut ? Math.log(probability + 1e-4) / 4 : 0,
      outExample: isOut ? example : 0,
      outUnknown: isOut ? 1 - known : 0,
      outUncovered: isOut ? 1 - coverage : 0,
      outShort: isOut && analysis.tokens.length <= 2 ? 1 : 0,
      outNoConcepts: isOut && concepts.length === 0 ? 1 : 0,
      outFarExamples: isOut ? Math.max(0, 0.6 - nearestEntry) : 0,
      outElsewhere: isOut && mentioned ? 1 : 0,
      outLocated: isOut && located ? 1 : 0,
    };
    return { label, features: Float64Array.from(FEATURES, (name) => values[name]) };
  });
  return { candidates, concepts, signals: { classifier: classifierScores, examples, words, concepts: pointed }, known, coverage };
}
