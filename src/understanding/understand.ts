import type { Knowledge } from '../domain/entry.ts';
import type { Evidence, Interpretation, Interpreter, LanguageGuess, UnderstandingContext } from '../domain/interpretation.ts';
import type { LanguageInfo, Locale } from '../domain/locale.ts';
import { type Analysis, analyse } from './analysis.ts';
import { type Model, openSignals } from './build.ts';
import { CueMatcher } from './cues.ts';
import { type Reading, readMessage, type Signals } from './decision/candidates.ts';
import { type DangerWeights, dangerFeatures, dangerProbability, settleDanger } from './decision/danger.ts';
import { type Decision, decide, type Thresholds } from './decision/decide.ts';
import { type RankerWeights, rank } from './decision/ranker.ts';
import calibrated from './decision/weights.json' with { type: 'json' };
import type { DetectLanguage } from './language/detect.ts';
import { OUT_OF_SCOPE } from './signals.ts';

/** Weights and thresholds of the decision; by default the calibrated ones. */
export interface Calibration {
  readonly ranker: RankerWeights;
  /** Example messages are written to differ from each other; people's messages are easier, and this factor accounts for it. */
  readonly sharpness: number;
  /** Danger is decided by itself: an entry about it may be the likeliest of many and yet a message harmless. */
  readonly danger: DangerWeights;
  readonly thresholds: Thresholds;
}

export const CALIBRATION: Calibration = calibrated;

/** A message that names a topic of its own this clearly is no follow-up, unless all of it is a follow-up cue. */
const OWN_TOPIC = 0.85;

/** Everything that an interpreter needs; all of it made from the knowledge base. */
export interface InterpreterParts {
  readonly signals: Signals;
  readonly detect: DetectLanguage;
  readonly cues: CueMatcher;
  readonly languages: readonly LanguageInfo[];
  readonly calibration: Calibration;
}

/**
 * What the interpreter over a knowledge base is made of.
 * @param model trained on the same knowledge (see `src/knowledge/interpreter.ts`, which keeps it)
 */
export function interpreterParts(
  knowledge: Knowledge,
  languages: readonly LanguageInfo[],
  model: Model,
  detect: DetectLanguage,
): InterpreterParts {
  return { signals: openSignals(knowledge, model), detect, cues: new CueMatcher(knowledge), languages, calibration: CALIBRATION };
}

/** The interpreter from ready parts; evaluation puts in parts that have not seen the test messages. */
export function interpreterFrom(parts: InterpreterParts): Interpreter {
  return { understand: (text, context = {}) => understand(text, context, parts) };
}

/**
 * Probability of every meaning of a message, the last answer considered: what the decision is made from; `features` are what danger was decided by.
 */
export function probabilitiesFor(
  reading: Reading,
  analysis: Analysis,
  context: UnderstandingContext,
  cues: CueMatcher,
  calibration: Calibration,
): {
  readonly probabilities: ReadonlyMap<string, number>;
  readonly followUp: boolean;
  readonly lean: number;
  readonly features: Float64Array;
} {
  const probabilities = rankedProbabilities(reading, calibration);
  // The conversation may be older than the knowledge base: an entry that was taken out since can't be answered again.
  const lastEntry = context.lastEntry && reading.signals.classifier.has(context.lastEntry) ? context.lastEntry : undefined;
  const lean = lastEntry ? cues.followUp(analysis) : 0;
  const features = dangerFeatures(reading, probabilities, lean);
  settleDanger(probabilities, dangerProbability(features, calibration.danger));
  const own = Math.max(...[...probabilities].filter(([label]) => label !== OUT_OF_SCOPE && label !== lastEntry).map(([, p]) => p), 0);
  // The less sure the message's own topic, the more the last answer's counts.
  const share = own >= OWN_TOPIC && lean < 0.85 ? 0 : lean * (1 - own * (1 - lean));
  if (lastEntry && share > 0) {
    for (const [label, probability] of probabilities) probabilities.set(label, probability * (1 - share));
    probabilities.set(lastEntry, (probabilities.get(lastEntry) ?? 0) + share);
  }
  return { probabilities, followUp: share > 0.3, lean, features };
}

function understand(text: string, context: UnderstandingContext, parts: InterpreterParts): Interpretation {
  const analysis = analyse(text);
  const language = parts.detect(text, { locale: context.locale });
  const locale = localeToAnswerIn(language, context, parts.languages);
  const result = (decision: Decision, followUp: boolean, evidence: Omit<Evidence, 'decision'>): Interpretation => ({
    text,
    language,
    locale,
    route: decision.route,
    entries: decision.entries.map(({ id, probability }) => ({ id, probability: Math.round(probability * 1e4) / 1e4 })),
    followUp,
    evidence: { ...evidence, decision: decision.because },
  });
  if (analysis.tokens.length === 0)
    return result({ route: 'none', entries: [], because: 'the message has no words' }, false, { concepts: [], signals: {}, features: {} });

  const reading = readMessage(analysis, language.tag === 'und' ? (context.locale ?? 'de') : language.tag, parts.signals);
  const { probabilities, followUp, lean } = probabilitiesFor(reading, analysis, context, parts.cues, parts.calibration);
  let decision = decide(probabilities, parts.calibration.thresholds);
  if (decision.route === 'answer' && !followUp && isGeneric(analysis, reading, parts.signals))
    decision = { route: 'clarify', entries: decision.entries.slice(0, 3), because: 'the one word belongs to many topics' };
  if (decision.route !== 'emergency' && !followUp && parts.cues.asksForOffers(analysis))
    decision = { ...decision, route: 'offers', because: 'the whole message asks for offers in general' };
  return result(decision, followUp, evidenceOf(reading, probabilities, lean));
}

/** Whether the message is one word whose concepts lead to no entry: "appointment", "form". */
function isGeneric({ tokens }: Analysis, { concepts }: Reading, { matcher }: Signals): boolean {
  return tokens.length === 1 && concepts.length > 0 && concepts.every(({ id }) => matcher.entriesOf(id).length === 0);
}

/** Probability of each meaning as ranked, danger and the last answer left aside. */
export function rankedProbabilities(
  reading: Reading,
  { ranker, sharpness }: Pick<Calibration, 'ranker' | 'sharpness'>,
): Map<string, number> {
  const shares = rank(reading.candidates, ranker, sharpness);
  return new Map(reading.candidates.map((candidate, i) => [candidate.label, shares[i]!]));
}

/** The message's own language if we answer in it; a language that the user chose stays. */
function localeToAnswerIn(language: LanguageGuess, context: UnderstandingContext, languages: readonly LanguageInfo[]): Locale | undefined {
  if (context.localeChosen && context.locale) return context.locale;
  const spoken = languages.find((info) => info.code === language.tag);
  if (!spoken) return language.tag === 'und' ? context.locale : undefined;
  // Easy German is a choice within German, not a language of its own.
  const current = languages.find((info) => info.code === context.locale);
  return current?.tag === spoken.tag ? current.code : spoken.code;
}

function evidenceOf(reading: Reading, probabilities: ReadonlyMap<string, number>, lean: number): Omit<Evidence, 'decision'> {
  const best = (scores: ReadonlyMap<string, number>) =>
    [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([id, score]) => ({ id, score: Math.round(score * 1000) / 1000 }));
  return {
    concepts: reading.concepts.map(({ id, words }) => ({ id, words })),
    signals: Object.fromEntries(Object.entries(reading.signals).map(([name, scores]) => [name, best(scores)])),
    features: { outOfScope: probabilities.get(OUT_OF_SCOPE) ?? 0, known: reading.known, coverage: reading.coverage, followUp: lean },
  };
}
