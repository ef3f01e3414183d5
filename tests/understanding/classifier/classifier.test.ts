import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyse } from '../../../src/understanding/analysis.ts';
import { trainingCorpus } from '../../../src/understanding/classifier/corpus.ts';
import { extractFeatures } from '../../../src/understanding/classifier/features.ts';
import { Classifier, softmax } from '../../../src/understanding/classifier/model.ts';
import { trainClassifier } from '../../../src/understanding/classifier/train.ts';
import { ConceptMatcher } from '../../../src/understanding/concepts.ts';
import { examplesOf, OUT_OF_SCOPE } from '../../../src/understanding/signals.ts';
import { KNOWLEDGE } from '../trained.ts';

const matcher = new ConceptMatcher(KNOWLEDGE.concepts);
const featuresOf = (text: string) => {
  const analysis = analyse(text);
  return extractFeatures(analysis, matcher.match(analysis), matcher);
};
const corpus = trainingCorpus(KNOWLEDGE, examplesOf(KNOWLEDGE), matcher);
const model = trainClassifier(corpus);
const classifier = new Classifier(model);
function best(text: string): string | undefined {
  const { logits } = classifier.scores(featuresOf(text));
  return classifier.classes[logits.indexOf(Math.max(...logits))];
}

test('features have length 1, each once, and are the same each time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 20 })), (text) => {
      const { ids, values } = featuresOf(text);
      expect(new Set(ids).size).toBe(ids.length);
      expect(values.length).toBe(ids.length);
      const squares = values.reduce((sum, value) => sum + value * value, 0);
      expect(squares).toBeCloseTo(ids.length > 0 ? 1 : 0, 4);
      expect(featuresOf(text)).toEqual({ ids, values });
    }),
  );
});

test('messages in two languages share features where they share a concept', () => {
  const shared = (a: string, b: string) => {
    const ids = new Set(featuresOf(a).ids);
    return featuresOf(b).ids.filter((id) => ids.has(id)).length;
  };
  expect(shared('Kita', 'садочок')).toBeGreaterThan(0);
  expect(shared('Kita', 'доктор')).toBe(0);
});

test('the corpus holds every example once, and titles, answers and labels with less weight', () => {
  const whole = corpus.filter(({ weight }) => weight === 1);
  expect(whole.length).toBeGreaterThanOrEqual(examplesOf(KNOWLEDGE).length);
  expect(corpus.filter(({ weight }) => weight < 1).length).toBeGreaterThan(0);
  expect(new Set(corpus.map(({ label }) => label))).toEqual(new Set([...KNOWLEDGE.entries.keys(), OUT_OF_SCOPE]));
});

test('what was learned is known again, also in other words', () => {
  // Nonsense is left out here: its letters occur once, so nothing is learned from them.
  for (const { text, label } of examplesOf(KNOWLEDGE).filter((example) => example.label !== OUT_OF_SCOPE))
    expect({ text, best: best(text) }).toEqual({ text, best: label });
  expect(best('brauche dringend einen Hausarzt')).toBe('health/doctor');
  expect(best('rezept für pizza')).toBe(OUT_OF_SCOPE);
});

test('the same examples give the same model, byte for byte', () => {
  expect(trainClassifier(corpus)).toEqual(model);
});

test('what the model has never seen says nothing: all that is left is the bias', () => {
  const { logits, known } = classifier.scores(featuresOf('ⵥⵯⵣ'));
  expect(known).toBe(0);
  expect(logits).toEqual(model.bias);
  expect(classifier.scores(featuresOf('kita')).known).toBeGreaterThan(0.8);
});

test('softmax gives shares that add up, whatever the scores', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (scores) => {
      const shares = softmax(Float32Array.from(scores));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
      expect(shares.indexOf(Math.max(...shares))).toBe(
        shares.indexOf(shares[Float32Array.from(scores).indexOf(Math.max(...Float32Array.from(scores)))]!),
      );
    }),
  );
});
