import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ClassifierModel } from '../understanding/classifier/model.ts';

/** The model's file: a line of JSON (classes, number of rows), then the arrays' bytes one after another, all compressed. */
interface Header {
  readonly classes: readonly string[];
  readonly rows: number;
}

/** Puts a model into bytes. */
export function serializeModel(model: ClassifierModel): Buffer {
  const header: Header = { classes: model.classes, rows: model.ids.length };
  const parts = [model.ids, model.scales, model.weights, model.bias].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts]), { level: 1 });
}

/** Reads a model back. @throws if the bytes are not a whole model */
export function parseModel(bytes: Buffer): ClassifierModel {
  const content = gunzipSync(bytes);
  const end = content.indexOf(0x0a);
  const { classes, rows } = JSON.parse(content.subarray(0, end).toString('utf8')) as Header;
  let offset = end + 1;
  const take = (length: number) => {
    // Copied, because typed arrays need an aligned beginning.
    const slice = content.buffer.slice(content.byteOffset + offset, content.byteOffset + offset + length);
    offset += length;
    return slice;
  };
  const ids = new Int32Array(take(rows * 4));
  const scales = new Float32Array(take(rows * 4));
  const weights = new Int8Array(take(rows * classes.length));
  const bias = new Float32Array(take(classes.length * 4));
  if (bias.length !== classes.length) throw new Error('The stored model is incomplete.');
  return { classes, ids, scales, weights, bias };
}

/** The model for `key` from `dir`, or made by `train` and kept there. A damaged file is made anew. */
export async function cachedModel(dir: string, key: string, train: () => ClassifierModel): Promise<ClassifierModel> {
  const file = join(dir, `model-${key}.bin.gz`);
  const stored = await readFile(file).catch(() => undefined);
  if (stored) {
    try {
      return parseModel(stored);
    } catch {
      // Falls through to training: the file is only a copy.
    }
  }
  const model = train();
  await mkdir(dir, { recursive: true });
  await writeFile(`${file}.${process.pid}`, serializeModel(model));
  await rename(`${file}.${process.pid}`, file);
  return model;
}
