import type { Knowledge } from '../../domain/entry.ts';
import { analyse } from '../analysis.ts';
import { type ConceptMatcher, coveredLanguages } from '../concepts.ts';
import { sentences } from '../language/normalize.ts';
import type { Example } from '../signals.ts';
import { extractFeatures } from './features.ts';
import type { TrainingExample } from './train.ts';

/** How much a text of each kind counts beside an example message. */
const WEIGHT = { title: 1, summary: 0.5, body: 0.25, label: 0.3 } as const;

/** What the classifier learns from: example messages, and with less weight titles, answers and the thesaurus' labels. */
export function trainingCorpus(knowledge: Knowledge, examples: readonly Example[], matcher: ConceptMatcher): TrainingExample[] {
  const corpus: TrainingExample[] = [];
  const add = (text: string, label: string, weight: number) => {
    const analysis = analyse(text);
    if (analysis.tokens.length > 0) corpus.push({ features: extractFeatures(analysis, matcher.match(analysis), matcher), label, weight });
  };
  for (const example of examples) add(example.text, example.label, 1);
  for (const entry of knowledge.entries.values())
    for (const text of Object.values(entry.texts)) {
      add(text.title, entry.id, WEIGHT.title);
      add(text.summary, entry.id, WEIGHT.summary);
      for (const sentence of sentences(text.body.replace(/\]\([^)]*\)|[[*\]]/g, ' '))) add(sentence, entry.id, WEIGHT.body);
    }
  const covered = coveredLanguages(knowledge.concepts);
  for (const concept of knowledge.concepts) {
    const [entry] = concept.entries;
    if (!entry || !knowledge.entries.has(entry)) continue;
    const labels = Object.entries(concept.labels).flatMap(([language, list]) => (covered.has(language) ? list : []));
    for (const label of new Set(labels)) add(label, entry, WEIGHT.label);
  }
  return corpus;
}
