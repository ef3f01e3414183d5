import type { LanguageGuess } from '../../domain/interpretation.ts';
import { createWordEvidence, type WordEvidence } from './evidence.ts';
import { tokens } from './lexicon.ts';
import { clean } from './normalize.ts';
import { scriptOf } from './scripts.ts';
import { BY_SCRIPT, VARIETIES } from './varieties.ts';

/** What the detector knows before it reads. */
export interface DetectionContext {
  /** Language of the conversation so far. */
  readonly locale?: string | undefined;
}

/** Says which language a message is in. Pure and total: any text in, always a guess out (`und` when nothing speaks for one). */
export type DetectLanguage = (text: string, context?: DetectionContext) => LanguageGuess;

/** A text of the knowledge base; it teaches the detector which words its own users use. */
export interface VocabularyText {
  /** Locale of the text. */
  readonly locale: string;
  readonly text: string;
  /** An example of mixed language: its locale says little about its words. */
  readonly mixed: boolean;
}

/** Words of a message that are read; a language shows long before. */
const MAX_WORDS = 60;
/** What the conversation's language is worth, in nats: about one telling everyday word. */
const CONTEXT_BONUS = 2;
/** Evidence of neighbouring words isn't independent: with many words the sum overstates. Found by calibration. */
const TEMPERATURE = 2;
/** Below this lead over "no language at all" the answer is `und`. */
const LEAST_EVIDENCE = 1.5;
/** Lead in nats with which words belong to another language than the message. */
const MIXED_LEAD = 3;

const URL_OR_ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:de|com|org|net|eu|info)\b(?:\/\S*)?|[@#][\p{L}\p{N}_]+/giu;

interface ReadWord {
  readonly text: string;
  readonly script: string;
  readonly evidence: WordEvidence | undefined;
}

const undetermined = (script: string, because: string): LanguageGuess => ({
  tag: 'und',
  confidence: 0,
  romanized: false,
  script,
  mixed: [],
  because: [because],
});

/**
 * Builds the detector. Loads statistics and word lists once (about 150 ms); the result is pure and deterministic.
 * @param input.vocabulary texts of the knowledge base
 */
export function createLanguageDetector(input: { readonly vocabulary: Iterable<VocabularyText> }): DetectLanguage {
  const evidenceOf = createWordEvidence(input.vocabulary);

  const read = (text: string): ReadWord[] =>
    tokens(text.replace(URL_OR_ADDRESS, ' '))
      .filter((word) => /\p{L}/u.test(word))
      .slice(0, MAX_WORDS)
      .map((word) => {
        const script = scriptOf(word.codePointAt(0) ?? 0);
        return { text: word, script, evidence: evidenceOf(word, script) };
      });

  return (text, context = {}) => {
    const words = read(clean(text));
    if (words.length === 0) return undetermined('Zyyy', 'no words');
    const letters = new Map<string, number>();
    for (const word of words) letters.set(word.script, (letters.get(word.script) ?? 0) + word.text.length);
    // Official terms and names stay in Latin letters inside any script: a word in another script outweighs them.
    for (const word of words) if (word.evidence?.german) letters.set('Latn', (letters.get('Latn') ?? 0) - word.text.length * 0.8);
    const script = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'Zyyy';
    if (script === 'Zyyy') return undetermined(script, 'letters of no known script');

    const foreign = new Set<string>();
    for (const word of words) {
      const tag = word.script === script ? undefined : BY_SCRIPT[word.script];
      if (tag !== undefined) foreign.add(tag);
      if (script !== 'Latn' && word.script === 'Latn' && word.evidence?.german) foreign.add('de');
    }
    if (script === 'Hans' && (letters.has('Hira') || letters.has('Kana')))
      return { tag: 'ja', confidence: 0.98, romanized: false, script: 'Jpan', mixed: [], because: ['script Jpan'] };
    const alone = BY_SCRIPT[script];
    if (alone !== undefined)
      return { tag: alone, confidence: 0.99, romanized: false, script, mixed: [...foreign], because: [`script ${script}`] };

    const own = words.filter((word) => word.script === script);
    const scores = new Float64Array(VARIETIES.length);
    for (const word of own)
      word.evidence?.scores.forEach((value, index) => {
        scores[index] = (scores[index] ?? 0) + value;
      });
    const localeTag = context.locale?.split('-')[0];
    const candidates = VARIETIES.map((variety, index) => ({ variety, index, score: (scores[index] ?? 0) + variety.prior }))
      .filter(({ variety }) => variety.script === script)
      .map((candidate) => ({ ...candidate, score: candidate.score + (candidate.variety.tag === localeTag ? CONTEXT_BONUS : 0) }))
      .sort((a, b) => b.score - a.score);
    const best = candidates[0];
    if (best === undefined) return undetermined(script, `no language known for script ${script}`);
    const evidence = scores[best.index] ?? 0;
    if (evidence < LEAST_EVIDENCE && !(best.variety.tag === localeTag && evidence > 0))
      return undetermined(script, 'no word that tells a language');

    const byTag = new Map<string, number>();
    for (const candidate of candidates)
      byTag.set(candidate.variety.tag, (byTag.get(candidate.variety.tag) ?? 0) + Math.exp((candidate.score - best.score) / TEMPERATURE));
    const total = [...byTag.values()].reduce((sum, value) => sum + value, 0);
    const confidence = (byTag.get(best.variety.tag) ?? 0) / (total + Math.exp((LEAST_EVIDENCE - evidence) / TEMPERATURE));

    const leads = new Map<string, number>();
    for (const word of own) {
      const value = word.evidence;
      if (value === undefined) continue;
      const here = Math.max(
        ...VARIETIES.map((variety, index) =>
          variety.tag === best.variety.tag && variety.script === script ? (value.scores[index] ?? 0) : 0,
        ),
      );
      if (value.german && best.variety.tag !== 'de') foreign.add('de');
      let top = -1;
      for (let index = 0; index < VARIETIES.length; index++)
        if (VARIETIES[index]!.script === script && (top < 0 || (value.scores[index] ?? 0) > (value.scores[top] ?? 0))) top = index;
      const tag = VARIETIES[top]?.tag;
      const lead = (value.scores[top] ?? 0) - here;
      if (tag !== undefined && tag !== best.variety.tag && lead > 1) leads.set(tag, (leads.get(tag) ?? 0) + lead);
    }
    for (const [tag, lead] of leads) if (lead >= MIXED_LEAD) foreign.add(tag);
    foreign.delete(best.variety.tag);

    const telling = own
      .filter((word) => (word.evidence?.known ?? false) && (word.evidence?.scores[best.index] ?? 0) > 2)
      .slice(0, 5)
      .map((word) => word.text);
    return {
      tag: best.variety.tag,
      confidence: Math.round(confidence * 1000) / 1000,
      romanized: best.variety.romanized ?? false,
      script,
      mixed: [...foreign],
      because: [
        `script ${script}`,
        ...(best.variety.name === undefined ? [] : [best.variety.name]),
        ...(telling.length > 0 ? [`everyday words: ${telling.join(', ')}`] : ['letter sequences']),
        ...(best.variety.tag === localeTag ? ["the conversation's language"] : []),
      ],
    };
  };
}
