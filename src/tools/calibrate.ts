// npm run calibrate: fits the decision's weights and thresholds on example messages that the signals have not seen, and writes decision/weights.json.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fitCalibration } from '../evaluation/calibration.ts';
import { crossValidate } from '../evaluation/cross-validation.ts';
import { loadLanguages } from '../knowledge/languages.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { endOnKnowledgeError } from '../knowledge/problem.ts';

const FOLDS = 5;

const root = join(import.meta.dirname, '../..');
const locales = (await loadLanguages(join(root, 'locales'))).map((language) => language.code);
const knowledge = await loadKnowledge(join(root, 'knowledge'), locales).catch(endOnKnowledgeError);
console.log(`Cross-validation in ${FOLDS} parts; some minutes ...`);
const { calibration, summary } = fitCalibration(crossValidate(knowledge, FOLDS));
await writeFile(join(root, 'src/understanding/decision/weights.json'), `${JSON.stringify(calibration, null, 2)}\n`);
console.log(`${summary}\nWritten to src/understanding/decision/weights.json.`);
