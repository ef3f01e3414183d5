// Builds the pages of src/web into dist/web, compresses them ahead and fails if they have grown over their budget. Newcomers are on
// prepaid phones: what a page costs them is a promise, so it is checked on every build.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { builds } from '../vite.config.ts';

const KIB = 1024;
const LOADER_BUDGET_BYTES = 3 * KIB;
const WIDGET_BUDGET_BYTES = 35 * KIB;
const out = fileURLToPath(new URL('../dist/web', import.meta.url));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const config of builds) await build(config);

/** Size on the wire by file, with the smaller of the two compressions that every browser takes. */
const sizes = new Map();
for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath, entry.name);
  const content = readFileSync(file);
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  const gzip = gzipSync(content, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  sizes.set(relative(out, file), { plain: content.length, brotli: brotli.length, gzip: gzip.length });
}

const kilobytes = (bytes) => `${(bytes / KIB).toFixed(1).padStart(6)} KB`;
console.log(`${'dist/web'.padEnd(36)}    plain       gzip     brotli`);
for (const [name, size] of sizes)
  console.log(`${name.padEnd(36)}${kilobytes(size.plain)}  ${kilobytes(size.gzip)}  ${kilobytes(size.brotli)}`);

// A user loads the words of one language; the largest counts.
const words = [...sizes].filter(([name]) => /^widget\/assets\/words-/.test(name)).map(([, size]) => size.brotli);
const app = [...sizes].filter(([name]) => name.startsWith('widget/') && !/\/words-/.test(name)).map(([, size]) => size.brotli);
const loader = sizes.get('widget.js').brotli;
const total = loader + app.reduce((sum, bytes) => sum + bytes, 0) + Math.max(...words);
console.log(
  `loader ${kilobytes(loader)} of ${LOADER_BUDGET_BYTES / KIB}; all of the chat ${kilobytes(total)} of ${WIDGET_BUDGET_BYTES / KIB} (brotli)`,
);
if (words.length === 0) throw new Error('No words were built: the chat would be speechless. Does locales/*/widget.json exist?');
if (loader > LOADER_BUDGET_BYTES) throw new Error(`widget.js has ${loader} bytes compressed, at most ${LOADER_BUDGET_BYTES} are allowed.`);
if (total > WIDGET_BUDGET_BYTES) throw new Error(`The chat has ${total} bytes compressed, at most ${WIDGET_BUDGET_BYTES} are allowed.`);
