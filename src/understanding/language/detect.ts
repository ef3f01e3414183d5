import type { LanguageGuess } from '../../domain/interpretation.ts';
import { createWordEvidence, type WordEvidence } from './evidence.ts';
import { tokens } from './lexicon.ts';
import { clean } from './normalize.ts';
import { scriptOf } from './scripts.ts';
import { BY_SCRIPT, VARIETIES } from './varieties.ts';
import { ADDRESSES, type VocabularyText } from './word-knowledge.ts';

export type { VocabularyText } from './word-knowledge.ts';

/** What the detector knows before it reads. */
export interface DetectionContext {
  /** Language of the conversation so far. */
  readonly locale?: string | undefined;
}

/** Says which language a message is in. Pure and total: any text in, always a guess out (`und` when nothing speaks for one). */
export type DetectLanguage = (text: string, context?: DetectionContext) => LanguageGuess;

/** Words of a message that are read; a language shows long before. */
const MAX_WORDS = 60;
/** What the conversation's language is worth, in nats: about one everyday word. */
const CONTEXT_BONUS = 2.5;
/** Words of one message say the same thing twice, so their sum overstates; found by calibration. */
const TEMPERATURE = 1.5;
/** Who writes a script other than Latin reads it; Latin words among it are mostly official terms and names. */
const LATIN_AMONG_OTHERS = 0.15;
/** Nats by which a word must fit another language better than the message's to count as mixed in. */
const MIXED_LEAD = 2;
/** Confidence where only the script speaks. */
const SCRIPT_CONFIDENCE = 0.99;
/** Most that neutral words alone can give. */
const NEUTRAL_CONFIDENCE = 0.45;

interface Word {
  readonly text: string;
  readonly script: string;
  readonly evidence: WordEvidence | undefined;
}

/**
 * Builds the detector: loads the statistics and learns the words once, at start. The result is pure and deterministic.
 * @param input.vocabulary texts of the knowledge base (see `vocabulary.ts`); its words count more than anything learned elsewhere
 */
export function createLanguageDetector(input: { readonly vocabulary: Iterable<VocabularyText> }): DetectLanguage {
  const readWord = createWordEvidence(input.vocabulary);

  return (text, context = {}) => {
    const words: Word[] = tokens(clean(text).replace(ADDRESSES, ' '))
      .filter((word) => /\p{L}/u.test(word))
      .slice(0, MAX_WORDS)
      .map((word) => {
        const script = scriptOf(word.codePointAt(0) ?? 0);
        return { text: word, script, evidence: readWord(word, script) };
      });
    const script = mainScript(words);
    if (script === undefined) return undetermined('Zyyy', 'no letters');
    const alone = BY_SCRIPT[script];
    if (alone !== undefined) {
      const mixed = otherLanguages(words, alone, script);
      return { tag: alone, confidence: SCRIPT_CONFIDENCE, romanized: false, script, mixed, because: [`script ${script}`] };
    }
    const own = words.filter((word) => word.script === script && word.evidence !== undefined && word.evidence.kind !== 'noise');
    if (own.length === 0) return undetermined(script, 'no word of a known language');
    return weigh(own, words, script, context.locale?.split('-')[0]);
  };
}

/** The language that the words speak for most. */
function weigh(own: readonly Word[], words: readonly Word[], script: string, localeTag: string | undefined): LanguageGuess {
  const candidates = VARIETIES.flatMap((variety, index) => {
    if (variety.script !== script) return [];
    let score = variety.prior + (variety.tag === localeTag ? CONTEXT_BONUS : 0);
    for (const word of own) score += word.evidence?.scores[index] ?? 0;
    return [{ variety, index, score }];
  });
  const best = candidates.reduce((a, b) => (b.score > a.score ? b : a));
  let total = 0;
  let right = 0;
  for (const { variety, score } of candidates) {
    const weight = Math.exp((score - best.score) / TEMPERATURE);
    total += weight;
    if (variety.tag === best.variety.tag) right += weight;
  }
  const telling = own.filter((word) => word.evidence?.kind === 'telling');
  const confidence = telling.length > 0 ? right / total : Math.min(NEUTRAL_CONFIDENCE, right / total);
  const { tag, name } = best.variety;
  if (telling.length === 0 && tag !== localeTag && !own.some((word) => word.evidence?.kind === 'german'))
    return undetermined(script, 'only names and words that many languages share');

  const known = telling.filter((word) => word.evidence?.knownIn.includes(best.index)).slice(0, 5);
  const because = [`script ${script}`];
  if (name !== undefined) because.push(name);
  if (known.length > 0) because.push(`words: ${known.map((word) => word.text).join(', ')}`);
  else because.push(telling.length > 0 ? 'sequences of letters' : 'only German terms and names');
  if (tag === localeTag) because.push('language of the conversation');
  return {
    tag,
    confidence: Math.round(confidence * 1000) / 1000,
    romanized: best.variety.romanized ?? false,
    script,
    mixed: otherLanguages(words, tag, script),
    because,
  };
}

function undetermined(script: string, because: string): LanguageGuess {
  return { tag: 'und', confidence: 0, romanized: false, script, mixed: [], because: [because] };
}

/** The script that carries the message; `undefined` without letters of a known script. */
function mainScript(words: readonly Word[]): string | undefined {
  const letters = new Map<string, number>();
  for (const { script, text } of words) if (script !== 'Zyyy') letters.set(script, (letters.get(script) ?? 0) + text.length);
  // Japanese writes Chinese characters among its own.
  for (const own of ['Hira', 'Kana']) if (letters.has(own)) letters.delete('Hans');
  const latin = letters.get('Latn');
  if (latin !== undefined && letters.size > 1) letters.set('Latn', latin * LATIN_AMONG_OTHERS);
  let main: string | undefined;
  for (const [script, count] of letters) if (main === undefined || count > letters.get(main)!) main = script;
  return main;
}

/** Languages whose words are mixed into a message of another: official German terms, words of another script, everyday words of another language. */
function otherLanguages(words: readonly Word[], tag: string, mainScriptCode: string): string[] {
  const found = new Set<string>();
  for (const { evidence, script } of words) {
    if (evidence === undefined) {
      const alone = BY_SCRIPT[script];
      if (alone !== undefined && script !== mainScriptCode) found.add(alone);
      continue;
    }
    if (evidence.kind === 'german') found.add('de');
    if (evidence.kind !== 'telling' || evidence.knownIn.length === 0) continue;
    let here = Number.NEGATIVE_INFINITY;
    let top: number | undefined;
    for (const [index, variety] of VARIETIES.entries()) {
      if (variety.script !== script) continue;
      const score = evidence.scores[index]! + variety.prior;
      if (variety.tag === tag) here = Math.max(here, score);
      else if (evidence.knownIn.includes(index) && (top === undefined || score > evidence.scores[top]! + VARIETIES[top]!.prior))
        top = index;
    }
    if (top !== undefined && evidence.scores[top]! + VARIETIES[top]!.prior - here > MIXED_LEAD) found.add(VARIETIES[top]!.tag);
  }
  found.delete(tag);
  return [...found];
}
