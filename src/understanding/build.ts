import type { Knowledge } from '../domain/entry.ts';
import { trainingCorpus } from './classifier/corpus.ts';
import { Classifier, type ClassifierModel } from './classifier/model.ts';
import { TRAINING, type TrainingOptions, trainClassifier } from './classifier/train.ts';
import { ConceptMatcher } from './concepts.ts';
import type { Signals } from './decision/candidates.ts';
import { EntryIndex, type Example, ExampleIndex, examplesOf } from './signals.ts';

/** Raise when features or training change, so that stored models are made anew. */
export const MODEL_VERSION = 1;

/** Trains the classifier on a knowledge base; some seconds, so the caller keeps the result. */
export function trainModel(knowledge: Knowledge, options: TrainingOptions = TRAINING): ClassifierModel {
  const matcher = new ConceptMatcher(knowledge.concepts);
  return trainClassifier(trainingCorpus(knowledge, examplesOf(knowledge), matcher), options);
}

/** Builds the signals over a knowledge base. @param model a classifier trained on the same knowledge */
export function buildSignals(knowledge: Knowledge, model: ClassifierModel): Signals {
  return {
    classifier: new Classifier(model),
    entryIndex: new EntryIndex(knowledge.entries.values()),
    exampleIndex: new ExampleIndex(examplesOf(knowledge)),
    matcher: new ConceptMatcher(knowledge.concepts),
  };
}

/** Signals that have not seen some of the examples: what cross-validation measures on. */
export function buildSignalsFrom(knowledge: Knowledge, examples: readonly Example[], options: TrainingOptions = TRAINING): Signals {
  const matcher = new ConceptMatcher(knowledge.concepts);
  const kept = new Set(examples.map((example) => `${example.label}\0${example.locale}\0${example.text}`));
  return {
    classifier: new Classifier(trainClassifier(trainingCorpus(knowledge, examples, matcher), options)),
    entryIndex: new EntryIndex(knowledge.entries.values(), (example) => kept.has(`${example.label}\0${example.locale}\0${example.text}`)),
    exampleIndex: new ExampleIndex(examples),
    matcher,
  };
}
