import type { LanguageGuess } from '../../domain/interpretation.ts';
import { createWordEvidence, type WordEvidence } from './evidence.ts';
import { type MessageWord, mainScript, readMessage } from './message.ts';
import { otherLanguages } from './mixture.ts';
import { BY_SCRIPT, VARIETIES } from './varieties.ts';
import type { VocabularyText } from './word-knowledge.ts';

export type { VocabularyText } from './word-knowledge.ts';

/** What the detector knows before it reads. */
export interface DetectionContext {
  /** Language of the conversation so far. */
  readonly locale?: string | undefined;
}

/** Says which language a message is in. Pure and total: any text in, always a guess out (`und` when nothing speaks for one). */
export type DetectLanguage = (text: string, context?: DetectionContext) => LanguageGuess;

/** What the conversation's language is worth, in nats: about one everyday word. */
const CONTEXT_BONUS = 3;
/** Words of one message say the same thing twice, so their sum overstates; found by calibration. */
const TEMPERATURE = 1.5;
/** Confidence where only the script speaks. */
const SCRIPT_CONFIDENCE = 0.99;
/** All that German terms, names and words that many languages share can give. */
const NEUTRAL_CONFIDENCE = 0.45;
/** What they count beside words that tell a language, and what a rarer German word counts beside other words: people quote it. */
const NEUTRAL_SHARE = 0.08;
const QUOTED_SHARE = 0.5;
/** Most that one word can say against a language, in nats: one long word must not outweigh three short ones. */
const MOST_OF_A_WORD = 12;

const TAGS = new Set([...VARIETIES.map(({ tag }) => tag), ...Object.values(BY_SCRIPT)]);

/**
 * Builds the detector: loads the statistics and learns the words once, at start. The result is pure and deterministic.
 * @param input.vocabulary texts of the knowledge base; its words count more than anything learned elsewhere
 */
export function createLanguageDetector(input: { readonly vocabulary: Iterable<VocabularyText> }): DetectLanguage {
  const readWord = createWordEvidence(input.vocabulary);

  return (text, context = {}) => {
    const words = readMessage(text, readWord);
    const script = mainScript(words);
    if (script === undefined) return undetermined('Zyyy', 'no letters');
    const guess = (tag: string, confidence: number, because: readonly string[], romanized = false): LanguageGuess => ({
      tag,
      confidence: Math.round(confidence * 1000) / 1000,
      romanized,
      script,
      mixed: otherLanguages(words, tag, script),
      because: [`script ${script}`, ...because],
    });
    const alone = BY_SCRIPT[script];
    if (alone !== undefined) return guess(alone, SCRIPT_CONFIDENCE, []);

    const own = words.filter((word) => word.script === script && word.evidence !== undefined);
    if (own.length === 0) return undetermined(script, 'no word of a known language');
    const localeTag = context.locale?.split('-')[0];
    const telling = own.filter((word) => word.evidence?.kind === 'telling');
    const tag = localeTag !== undefined && TAGS.has(localeTag) ? localeTag : undefined;
    if (tag !== undefined && saysNothingNew(telling, tag)) return guess(tag, NEUTRAL_CONFIDENCE, [NEUTRAL, CONTINUED]);

    const best = weigh(own, telling, script, tag);
    if (telling.length === 0) {
      if (own.some(({ evidence }) => evidence?.kind === 'german')) return guess('de', NEUTRAL_CONFIDENCE, [NEUTRAL]);
      return best.confidence < NEUTRAL_CONFIDENCE ? undetermined(script, NEUTRAL) : guess(best.tag, NEUTRAL_CONFIDENCE, [NEUTRAL]);
    }
    const { name, romanized } = VARIETIES[best.index]!;
    const known = telling.filter(({ evidence }) => evidence?.knownIn.includes(best.index)).slice(0, 5);
    const because = name === undefined ? [] : [name];
    because.push(known.length > 0 ? `words: ${known.map((word) => word.text).join(', ')}` : 'sequences of letters');
    if (best.tag === tag) because.push(CONTINUED);
    return guess(best.tag, best.confidence, because, romanized);
  };
}

const NEUTRAL = 'only German terms, names and words that many languages share';
const CONTINUED = 'language of the conversation';

function undetermined(script: string, because: string): LanguageGuess {
  return { tag: 'und', confidence: 0, romanized: false, script, mixed: [], because: [because] };
}

/** A message of names and terms, or of German nouns in a conversation that isn't German, keeps the language of the conversation. */
function saysNothingNew(telling: readonly MessageWord[], tag: string): boolean {
  return telling.length === 0 || (tag !== 'de' && telling.length <= 2 && telling.every(({ evidence }) => evidence?.quotable));
}

/** A word that another language knows and German doesn't. */
function onlyElsewhere({ knownIn }: WordEvidence): boolean {
  return knownIn.length > 0 && knownIn.every((index) => VARIETIES[index]!.tag !== 'de');
}

/** The language that the words speak for most, with its likeliest variety. */
function weigh(own: readonly MessageWord[], telling: readonly MessageWord[], script: string, localeTag: string | undefined) {
  const quoting = telling.some(({ evidence }) => evidence && onlyElsewhere(evidence));
  const shareOf = ({ kind, quotable }: WordEvidence): number => {
    if (kind !== 'telling') return telling.length > 0 ? NEUTRAL_SHARE : 1;
    return quotable && quoting ? QUOTED_SHARE : 1;
  };
  const scores = VARIETIES.map((variety, index) => {
    if (variety.script !== script) return Number.NEGATIVE_INFINITY;
    let score = variety.prior + (variety.tag === localeTag ? CONTEXT_BONUS : 0);
    for (const { evidence } of own) if (evidence) score += Math.max(evidence.scores[index]!, -MOST_OF_A_WORD) * shareOf(evidence);
    return score;
  });
  const top = Math.max(...scores);
  const weights = new Map<string, number>();
  let total = 0;
  for (const [index, { tag }] of VARIETIES.entries()) {
    const weight = Math.exp((scores[index]! - top) / TEMPERATURE);
    total += weight;
    weights.set(tag, (weights.get(tag) ?? 0) + weight);
  }
  const [tag, weight] = [...weights].reduce((a, b) => (b[1] > a[1] ? b : a));
  const index = scores.reduce((best, score, at) => (VARIETIES[at]!.tag === tag && (best < 0 || score > scores[best]!) ? at : best), -1);
  return { tag, index, confidence: weight / total };
}
