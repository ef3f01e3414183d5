// Brings a checkout to a state in which it runs: dependencies installed, web parts built. Plain JavaScript without dependencies,
// because it runs before anything is installed, on any Node >= 20. What is up to date is skipped, judged by content, not by date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Hash over the contents of files and folders, in a fixed order. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    const children = readdirSync(full, { withFileTypes: true, recursive: false });
    for (const child of children.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (child.isDirectory()) add(join(path, child.name));
      else hash.update(join(path, child.name)).update(readFileSync(join(full, child.name)));
    }
  };
  for (const path of paths) {
    const full = join(root, path);
    if (existsSync(full) && !path.includes('.')) add(path);
    else if (existsSync(full)) hash.update(path).update(readFileSync(full));
  }
  return hash.digest('hex');
}

/** Runs `step` unless the stamp file says that it ran on the same inputs. */
function once(label, stampFile, stamp, step) {
  const file = join(root, stampFile);
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  console.log(`${label} ...`);
  const started = Date.now();
  step();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
  console.log(`${label}: done in ${Math.round((Date.now() - started) / 1000)} s`);
}

function run(command, args, advice) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error(`\n"${command} ${args.join(' ')}" failed. ${advice}`);
    process.exit(result.status ?? 1);
  }
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`Wegweiser needs Node 20 or newer to install itself; this is ${process.versions.node}. Get it from https://nodejs.org.`);
  process.exit(1);
}

// `npm install`, not `npm ci`: ci refuses the lock file wherever the registry lacks the optional packages of some other platform.
once(
  'Installing what Wegweiser needs (a few minutes the first time)',
  'node_modules/.wegweiser-installed',
  fingerprint(['package.json', 'package-lock.json']),
  () => run('npm', ['install', '--no-audit', '--no-fund'], 'Is the network reachable and the disk not full? Then run the command again.'),
);
once(
  'Building the web pages',
  'dist/.built',
  fingerprint(['src/web', 'src/domain', 'locales', 'vite.config.ts', 'scripts/build-web.mjs', 'package-lock.json']),
  () =>
    run(join(root, 'node_modules/.bin/node'), [join(root, 'scripts/build-web.mjs')], 'The messages above say what is wrong in src/web.'),
);
once(
  'Learning from the knowledge base (half a minute after a change)',
  '.cache/.prepared',
  fingerprint(['knowledge', 'src/understanding', 'src/knowledge', 'locales/languages.json']),
  () =>
    run(join(root, 'node_modules/.bin/node'), [join(root, 'src/tools/prepare.ts')], 'The messages above name the file and line to repair.'),
);
