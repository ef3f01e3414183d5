import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How many versions of a file are kept: two processes with different contents (before and after an update) must not take each other's away. */
const KEPT_VERSIONS = 3;

/** Reads a kept file and notes that it is in use; `undefined` when it is not there. */
export async function readCached(dir: string, name: string): Promise<Buffer | undefined> {
  const content = await readFile(join(dir, name)).catch(() => undefined);
  const now = new Date();
  // Where the folder can only be read, the copy is as good.
  if (content) await utimes(join(dir, name), now, now).catch(() => undefined);
  return content;
}

/**
 * Keeps a file under its content-dependent name, and of the ones that were kept for other contents only those used last.
 * @param prefix beginning of `name` that all versions of the file share
 */
export async function writeCached(dir: string, prefix: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(dir, { recursive: true });
  // Written aside and renamed, so that a second process never reads half a file.
  const aside = join(dir, `.${name}.${process.pid}`);
  await writeFile(aside, bytes);
  await rename(aside, join(dir, name));
  const others = (await readdir(dir)).filter((other) => other.startsWith(prefix) && other !== name);
  // A file that another process has just dropped counts as the oldest.
  const usedAt = async (other: string) => (await stat(join(dir, other)).catch(() => undefined))?.mtimeMs ?? 0;
  const dated = await Promise.all(others.map(async (other) => ({ other, at: await usedAt(other) })));
  dated.sort((a, b) => b.at - a.at);
  for (const { other } of dated.slice(KEPT_VERSIONS - 1)) await rm(join(dir, other), { force: true });
}
