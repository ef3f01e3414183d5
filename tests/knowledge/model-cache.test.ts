import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cachedModel, parseModel, serializeModel } from '../../src/knowledge/model-cache.ts';
import { trainModel } from '../../src/understanding/build.ts';
import { buildEntry, buildKnowledge, buildText } from '../support/builders.ts';
import { temporaryFolder } from '../support/folder.ts';

const questions = { polite: ['Wo lerne ich Deutsch?'], chatty: ['deutsch kurs'], story: [], short: ['Kurs'], mixed: ['almanca kurs'] };
const knowledge = buildKnowledge(
  buildEntry('language/course', {}, { texts: { de: buildText({ title: 'Kurs ä — 课', questions }) } }),
  buildEntry('housing/flat', { de: 'Wohnung' }),
);
const model = trainModel(knowledge);

test('a model comes back from its bytes as it was, typed arrays included', () => {
  const back = parseModel(serializeModel(model));
  expect(back).toEqual(model);
  expect(back.classifier.weights).toBeInstanceOf(Int8Array);
  expect(back.entries.index.documents).toBeInstanceOf(Int32Array);
  expect(back.examples.selfWeights).toBeInstanceOf(Float32Array);
});

test('half a model is refused', () => {
  const bytes = serializeModel(model);
  expect(() => parseModel(bytes.subarray(0, bytes.length - 20))).toThrow();
  expect(() => parseModel(Buffer.from('no model'))).toThrow();
});

test('a model is trained once for the same content', async () => {
  const folder = temporaryFolder();
  let trained = 0;
  const train = () => {
    trained++;
    return model;
  };
  expect(await cachedModel(folder.path, 'a', train)).toBe(model);
  expect(await cachedModel(folder.path, 'a', train)).toEqual(model);
  expect(trained).toBe(1);
  folder.remove();
});

test('other content is trained anew; of the older models the two used last are kept, and nobody else’s file is touched', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, 'knowledge-1.json.gz'), '');
  const longAgo = (key: string, hours: number) => {
    const at = new Date(Date.now() - hours * 3_600_000);
    utimesSync(join(folder.path, `model-${key}.bin.gz`), at, at);
  };
  for (const [index, key] of ['a', 'b', 'c'].entries()) {
    await cachedModel(folder.path, key, () => model);
    longAgo(key, 9 - index);
  }
  // Used again, so it is no longer the oldest.
  await cachedModel(folder.path, 'a', () => model);
  await cachedModel(folder.path, 'd', () => model);
  expect(readdirSync(folder.path).sort()).toEqual(['knowledge-1.json.gz', 'model-a.bin.gz', 'model-c.bin.gz', 'model-d.bin.gz']);
  folder.remove();
});

test.each<[what: string, damage: (bytes: Buffer) => Buffer]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['something else', () => Buffer.from('<html>')],
])('a stored model that is %s is made anew', async (_, damage) => {
  const folder = temporaryFolder();
  await cachedModel(folder.path, 'a', () => model);
  const file = join(folder.path, 'model-a.bin.gz');
  const whole = readFileSync(file);
  writeFileSync(file, damage(whole));
  expect(await cachedModel(folder.path, 'a', () => model)).toBe(model);
  expect(parseModel(readFileSync(file))).toEqual(model);
  folder.remove();
});
