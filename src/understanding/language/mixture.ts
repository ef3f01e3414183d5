import type { WordEvidence } from './evidence.ts';
import type { MessageWord } from './message.ts';
import { BY_SCRIPT, SPOKEN_HERE, VARIETIES } from './varieties.ts';

/** Nats by which words that only another language knows must fit it better than the message's language to count as mixed in. */
const MIXED_LEAD = 7;

/**
 * Languages whose words are mixed into a message of another: official German terms, words of another script, everyday words of another language.
 * @param tag the message's language
 * @param script the message's script
 */
export function otherLanguages(words: readonly MessageWord[], tag: string, script: string): string[] {
  const found = new Set<string>();
  const leads = new Map<string, number>();
  for (const word of words) {
    const alone = BY_SCRIPT[word.script];
    if (alone !== undefined && word.script !== script) found.add(alone);
    const { evidence } = word;
    if (evidence?.kind === 'german') found.add('de');
    if (evidence?.kind !== 'telling' || evidence.knownIn.some((index) => VARIETIES[index]!.tag === tag)) continue;
    const other = bestKnown(evidence);
    if (other === undefined) continue;
    let here = Number.NEGATIVE_INFINITY;
    for (const [index, variety] of VARIETIES.entries())
      if (variety.tag === tag && variety.script === word.script) here = Math.max(here, evidence.scores[index]!);
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
