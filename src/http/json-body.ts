import type { IncomingMessage } from 'node:http';
import { AppError } from '../platform/errors.ts';

export interface JsonBodyOptions {
  readonly maxBytes: number;
  /** An empty body is fine and reads as `{}`. */
  readonly optional?: boolean | undefined;
}

/** Deeper than anything a client of ours sends; far from what would exhaust the stack when it's walked. */
const MAX_DEPTH = 50;
const SWALLOW_MS = 500;

/**
 * Reads a request's body as a JSON object. Counts bytes as they come, because a length can be missing or wrong.
 * @throws {AppError} 400 malformed, 413 too large, 415 not JSON; the message never repeats what was sent
 */
export async function readJsonBody(request: IncomingMessage, options: JsonBodyOptions): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, options.maxBytes);
  if (bytes.length === 0 && options.optional) return {};
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type) || encoding !== 'identity') {
    throw new AppError(415, 'UnsupportedMediaType', 'Send the body as JSON, uncompressed, with the header Content-Type: application/json.');
  }
  const body = parse(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badJson('The body must be a JSON object.');
  return body as Record<string, unknown>;
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let count = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    count += chunk.length;
    if (count > maxBytes) {
      swallow(request);
      throw new AppError(413, 'MessageSizeTooBig', `The body is too large; at most ${maxBytes} bytes are taken.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, count);
}

/** Reads on for a moment, so that the answer gets through to a client that is still sending; then hangs up. */
function swallow(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.destroy(), SWALLOW_MS);
  request.once('close', () => clearTimeout(timer));
}

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (depth(text) > MAX_DEPTH) throw badJson(`The body is nested too deeply; at most ${MAX_DEPTH} levels are taken.`);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw badJson('The body is not valid JSON in UTF-8.'); // the parser's own message would quote the body
  }
}

function badJson(message: string): AppError {
  return new AppError(400, 'BadArgument', message);
}

/** How deeply brackets are nested, those in strings not counted. */
function depth(json: string): number {
  let [level, deepest, inString] = [0, 0, false];
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++level);
    else if (character === '}' || character === ']') level -= 1;
  }
  return deepest;
}
