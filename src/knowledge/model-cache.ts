import { gunzipSync, gzipSync } from 'node:zlib';
import type { Model } from '../understanding/build.ts';
import { readCached, writeCached } from './cache.ts';

/** Typed arrays that a model holds, by the name under which JSON refers to them. */
const ARRAYS = { Int8Array, Int32Array, Float32Array } as const;

interface ArrayReference {
  readonly array: keyof typeof ARRAYS;
  /** In elements. */
  readonly length: number;
}

/**
 * Puts a model into bytes: the length of a JSON text, that text with references in place of the typed arrays, then the arrays' bytes in the order
 * in which they occur; all compressed.
 */
export function serializeModel(model: Model): Buffer {
  const parts: Buffer[] = [];
  const json = JSON.stringify(model, (_, value) => {
    if (!ArrayBuffer.isView(value)) return value;
    const array = value as Int8Array;
    parts.push(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
    return { array: array.constructor.name, length: array.length } satisfies { array: string; length: number };
  });
  const text = Buffer.from(json, 'utf8');
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  return gzipSync(Buffer.concat([head, text, ...parts]), { level: 1 });
}

/** Reads a model back. @throws if the bytes are not a whole model */
export function parseModel(bytes: Buffer): Model {
  const content = gunzipSync(bytes);
  const length = content.readUInt32LE(0);
  let offset = 4 + length;
  const isReference = (value: unknown): value is ArrayReference =>
    typeof value === 'object' && value !== null && 'array' in value && (value.array as string) in ARRAYS;
  const revive = (value: unknown): unknown => {
    if (isReference(value)) {
      const type = ARRAYS[value.array];
      const size = value.length * type.BYTES_PER_ELEMENT;
      if (offset + size > content.length) throw new Error('The stored model is incomplete.');
      // Copied, because typed arrays need an aligned beginning.
      const array = new type(content.buffer.slice(content.byteOffset + offset, content.byteOffset + offset + size));
      offset += size;
      return array;
    }
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
    // In writing order, so that the arrays come back in the order in which they were put.
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
  };
  return revive(JSON.parse(content.toString('utf8', 4, 4 + length))) as Model;
}

/** The model for `key` from `dir`, or made by `train` and kept there. A damaged file is made anew. */
export async function cachedModel(dir: string, key: string, train: () => Model): Promise<Model> {
  const name = `model-${key}.bin.gz`;
  const stored = await readCached(dir, name);
  if (stored) {
    try {
      return parseModel(stored);
    } catch {
      // Falls through to training: the file is only a copy.
    }
  }
  const model = train();
  await writeCached(dir, 'model-', name, serializeModel(model));
  return model;
}
