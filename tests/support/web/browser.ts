import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const packageFolder = join(root, 'node_modules/@sparticuz/chromium');

/** Starts the Chromium that came with the project's dependencies; nothing has to be installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackChromium();
  const executablePath = join(folder, 'chromium');
  const own = {
    ...process.env,
    LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
  };
  const needsOwnLibraries = await run(executablePath, ['--version']).then(
    () => false,
    () => true,
  );
  const env = {
    ...(needsOwnLibraries ? own : process.env),
    ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
}

/**
 * Unpacks the browser once into `.cache/`. The package unpacks into the folder for temporary files only and takes a half-written file for
 * a finished one, so a process of its own unpacks into a new folder, which then gets its name in one step: also with two test workers at once.
 */
async function unpackChromium(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const cache = join(root, '.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'unpacking-'));
  const entry = pathToFileURL(join(packageFolder, 'build/esm/index.js')).href;
  const script = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath();`;
  // The name of this environment makes the package unpack its libraries as well.
  const env = { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  await run(process.execPath, ['--input-type=module', '--eval', script], { env });
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // otherwise another worker was faster
  }
  return folder;
}
