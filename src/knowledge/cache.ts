import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads a kept file; `undefined` when it is not there. */
export async function readCached(dir: string, name: string): Promise<Buffer | undefined> {
  return readFile(join(dir, name)).catch(() => undefined);
}

/**
 * Keeps a file under its content-dependent name and drops the ones that were kept for earlier contents.
 * @param prefix beginning of `name` that all versions of the file share
 */
export async function writeCached(dir: string, prefix: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(dir, { recursive: true });
  // Written aside and renamed, so that a second process never reads half a file.
  const aside = join(dir, `.${name}.${process.pid}`);
  await writeFile(aside, bytes);
  await rename(aside, join(dir, name));
  for (const old of await readdir(dir)) if (old.startsWith(prefix) && old !== name) await rm(join(dir, old), { force: true });
}
