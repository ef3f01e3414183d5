import type { Knowledge } from '../domain/entry.ts';
import { trainingCorpus } from './classifier/corpus.ts';
import { Classifier, type ClassifierModel } from './classifier/model.ts';
import { TRAINING, type TrainingOptions, trainClassifier } from './classifier/train.ts';
import { ConceptMatcher } from './concepts.ts';
import type { Signals } from './decision/candidates.ts';
import { PleasantryStripper } from './pleasantries.ts';
import {
  buildEntryIndex,
  buildExampleIndex,
  EntryIndex,
  type Example,
  ExampleIndex,
  type ExampleIndexData,
  examplesOf,
  type LabelledIndexData,
} from './signals.ts';

/** Raise when features, training or indexes change, so that stored models are made anew. */
export const MODEL_VERSION = 6;

/** Everything that is learned from a knowledge base and costs more than a moment to make: worth keeping by content. */
export interface Model {
  readonly classifier: ClassifierModel;
  readonly entries: LabelledIndexData;
  readonly examples: ExampleIndexData;
}

/**
 * Trains the classifier and builds the indexes; some seconds, so the caller keeps the result.
 * @param examples what may be learned from; cross-validation leaves some out
 */
export function trainModel(
  knowledge: Knowledge,
  examples: readonly Example[] = examplesOf(knowledge),
  options: TrainingOptions = TRAINING,
): Model {
  const key = ({ label, locale, text }: Example) => `${label}\0${locale}\0${text}`;
  const kept = new Set(examples.map(key));
  return {
    classifier: trainClassifier(trainingCorpus(knowledge, examples, new ConceptMatcher(knowledge.concepts)), options),
    entries: buildEntryIndex(knowledge.entries.values(), (example) => kept.has(key(example))),
    examples: buildExampleIndex(examples),
  };
}

/** Makes a model ready for use. @param knowledge the one that the model was trained on */
export function openSignals(knowledge: Knowledge, model: Model): Signals {
  return {
    classifier: new Classifier(model.classifier),
    entryIndex: new EntryIndex(model.entries),
    exampleIndex: new ExampleIndex(model.examples),
    matcher: new ConceptMatcher(knowledge.concepts),
    pleasantries: new PleasantryStripper(knowledge),
  };
}
