import type { LanguageGuess } from '../../domain/interpretation.ts';
import { createWordEvidence, type WordEvidence } from './evidence.ts';
import { tokens } from './lexicon.ts';
import { clean } from './normalize.ts';
import { scriptOfWord } from './scripts.ts';
import { BY_SCRIPT, SPOKEN_HERE, VARIETIES } from './varieties.ts';
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
/** Nats by which words that only another language knows must fit it better than the message's language to count as mixed in. */
const MIXED_LEAD = 7;
/** Confidence where only the script speaks. */
const SCRIPT_CONFIDENCE = 0.99;
/** What a German term or a name counts beside words that tell a language. */
const NEUTRAL_SHARE = 0.08;
/** All that neutral words alone can give. */
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
        const script = scriptOfWord(word);
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
  const telling = own.filter((word) => word.evidence?.kind === 'telling');
  const candidates = VARIETIES.flatMap((variety, index) => {
    if (variety.script !== script) return [];
    let score = variety.prior + (variety.tag === localeTag ? CONTEXT_BONUS : 0);
    for (const { evidence } of own)
      score += evidence!.scores[index]! * (evidence!.kind === 'telling' || telling.length === 0 ? 1 : NEUTRAL_SHARE);
    return [{ variety, index, score }];
  });
  const top = Math.max(...candidates.map(({ score }) => score));
  let total = 0;
  const shares = new Map<string, number>();
  for (const { variety, score } of candidates) {
    const share = Math.exp((score - top) / TEMPERATURE);
    total += share;
    shares.set(variety.tag, (shares.get(variety.tag) ?? 0) + share);
  }
  const [likeliest, share] = [...shares].reduce((a, b) => (b[1] > a[1] ? b : a));
  const mixed = (tag: string) => otherLanguages(words, tag, script);
  if (telling.length === 0) {
    const because = [`script ${script}`, 'only German terms, names and words that many languages share'];
    const neutral = { romanized: false, script, confidence: NEUTRAL_CONFIDENCE };
    if (localeTag !== undefined && VARIETIES.some(({ tag }) => tag === localeTag))
      return { ...neutral, tag: localeTag, mixed: mixed(localeTag), because: [...because, 'language of the conversation'] };
    if (own.some(({ evidence }) => evidence?.kind === 'german')) return { ...neutral, tag: 'de', mixed: [], because };
    if (share / total < NEUTRAL_CONFIDENCE) return undetermined(script, because[1]!);
    return { ...neutral, tag: likeliest, mixed: mixed(likeliest), because };
  }
  const best = candidates.filter(({ variety }) => variety.tag === likeliest).reduce((a, b) => (b.score > a.score ? b : a));
  const { tag, name } = best.variety;
  const known = telling.filter(({ evidence }) => evidence?.knownIn.includes(best.index)).slice(0, 5);
  const because = [`script ${script}`];
  if (name !== undefined) because.push(name);
  because.push(known.length > 0 ? `words: ${known.map((word) => word.text).join(', ')}` : 'sequences of letters');
  if (tag === localeTag) because.push('language of the conversation');
  return {
    tag,
    confidence: Math.round((share / total) * 1000) / 1000,
    romanized: best.variety.romanized ?? false,
    script,
    mixed: mixed(tag),
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
  const leads = new Map<string, number>();
  for (const { evidence, script } of words) {
    const alone = BY_SCRIPT[script];
    if (alone !== undefined && script !== mainScriptCode) found.add(alone);
    if (evidence?.kind === 'german') found.add('de');
    if (evidence?.kind !== 'telling') continue;
    const other = bestKnown(evidence);
    if (other === undefined || evidence.knownIn.some((index) => VARIETIES[index]!.tag === tag)) continue;
    let here = Number.NEGATIVE_INFINITY;
    for (const [index, variety] of VARIETIES.entries())
      if (variety.tag === tag && variety.script === script) here = Math.max(here, evidence.scores[index]!);
    const lead = evidence.scores[other]! - here;
    if (lead > 0) leads.set(VARIETIES[other]!.tag, (leads.get(VARIETIES[other]!.tag) ?? 0) + lead);
  }
  for (const [other, lead] of leads) if (lead >= MIXED_LEAD) found.add(other);
  found.delete(tag);
  return [...found];
}

/** The variety that knows the word and fits it best, of those that people here mix in. */
function bestKnown({ knownIn, scores }: WordEvidence): number | undefined {
  let best: number | undefined;
  for (const index of knownIn) {
    const { romanized, prior } = VARIETIES[index]!;
    if (!romanized && prior >= SPOKEN_HERE && (best === undefined || scores[index]! > scores[best]!)) best = index;
  }
  return best;
}
