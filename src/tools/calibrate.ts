// npm run calibrate: fits the decision's weights and thresholds on example messages that the signals have not seen, and writes decision/weights.json.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fitCalibration } from '../evaluation/calibration.ts';
import { loadCalibrationCases } from '../evaluation/cases.ts';
import { CALIBRATION_ROUNDS, crossValidate, FOLDS } from '../evaluation/cross-validation.ts';
import { loadParts } from '../knowledge/interpreter.ts';
import { endOnKnowledgeError } from '../knowledge/problem.ts';
import { analyse } from '../understanding/analysis.ts';
import { readMessage } from '../understanding/decision/candidates.ts';
import { type Calibration, probabilitiesFor } from '../understanding/understand.ts';

const root = join(import.meta.dirname, '../..');
const { knowledge, parts } = await loadParts(root).catch(endOnKnowledgeError);
const { signals, detect, cues } = parts;
const cases = await loadCalibrationCases(root, new Set(knowledge.entries.keys()));
const labelled = cases.map((one) => {
  const analysis = analyse(one.text);
  const { tag } = detect(one.text, {});
  const reading = readMessage(analysis, tag === 'und' ? one.locale : tag, signals);
  const context = { lastEntry: one.lastEntry };
  const decided = (calibration: Calibration) => probabilitiesFor(reading, analysis, context, cues, calibration);
  return {
    one,
    probabilities: (calibration: Calibration) => decided(calibration).probabilities,
    features: (calibration: Calibration) => decided(calibration).features,
  };
});
// The ranker has so few weights that a part of the folds is enough.
console.log(`Cross-validation, ${CALIBRATION_ROUNDS} of ${FOLDS} parts; some minutes ...`);
const calibration = fitCalibration(crossValidate(knowledge, FOLDS, CALIBRATION_ROUNDS), labelled);
await writeFile(join(root, 'src/understanding/decision/weights.json'), `${JSON.stringify(calibration, null, 2)}\n`);
console.log(
  `Sharpness ${calibration.sharpness}, thresholds ${JSON.stringify(calibration.thresholds)}; written to src/understanding/decision/weights.json.`,
);
