import { join } from 'node:path';
import { createApp } from './app.ts';
import { type Config, ConfigError, loadSettings } from './config.ts';
import { createLog, type Log } from './platform/log.ts';

const root = join(import.meta.dirname, '..');

/** Reads the settings; prints what is wrong with them and ends if they can't be used. */
function readSettings(): Config {
  try {
    return loadSettings(root);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Says where the service can be reached. */
function announce(config: Config, port: number, log: Log): void {
  const host = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(config.host) ? 'localhost' : config.host;
  const url = config.publicUrl ?? `http://${host}:${port}`;
  log.info({ port, url }, `${config.service.name} is ready. Open ${url}/ in a browser.`);
  log.info(`On your own page: <script src="${url}/widget.js" defer></script>`);
  log.info(`For the Bot Framework's development tools: ${url}/api/messages`);
}

const config = readSettings();
const log = createLog(config.log);
const app = createApp(config, { log });

async function stop(exitCode: number): Promise<void> {
  const isClean = await app.stop();
  process.exit(isClean ? exitCode : 1);
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, 'The service stops because of a mistake in it.');
    void stop(1);
  });
}

try {
  const { port } = await app.start();
  announce(config, port, log);
  // A signal may come twice, from the terminal and from npm; the second changes nothing.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info(`${signal}: stopping; open turns come to their end.`);
      void stop(0);
    });
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') console.error(`Port ${config.port} is taken by another program. Stop it, or set PORT to another one.`);
  else if (code === 'EACCES')
    console.error(`Listening on port ${config.port} of ${config.host} is not allowed. Set PORT to one above 1023.`);
  else console.error(`The service can't start: ${message}${describeCause(error)}`);
  process.exit(1);
}

function describeCause(error: unknown): string {
  const { cause } = error as Error;
  return cause instanceof Error ? `\n  ${cause.message}` : '';
}
