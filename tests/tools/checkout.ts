import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Tree, writeTree } from '../knowledge/sample.ts';
import { temporaryFolder } from '../support/folder.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a command printed and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A checkout with our sources and a knowledge base of its own, in which commands run as they do in the real one. */
export function buildCheckout(knowledge: Tree): {
  path: string;
  run(script: string, args?: readonly string[], input?: string): Promise<Run>;
  remove(): void;
} {
  const { path, remove } = temporaryFolder();
  for (const name of ['src', 'locales', 'node_modules', 'package.json']) symlinkSync(join(ROOT, name), join(path, name));
  mkdirSync(join(path, 'knowledge'));
  writeTree(join(path, 'knowledge'), knowledge);
  return {
    path,
    remove,
    async run(script, args = [], input = '') {
      // The links are kept, so that the sources find this checkout's knowledge base and not the one that they were linked from.
      const child = spawn(process.execPath, ['--preserve-symlinks', '--preserve-symlinks-main', join('src/tools', script), ...args], {
        cwd: path,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
      });
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        out += chunk;
      });
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        err += chunk;
      });
      child.stdin.on('error', () => {}).end(input);
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, out, err };
    },
  };
}
