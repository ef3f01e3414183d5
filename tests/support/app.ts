import { type App, createApp, type Overrides } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { echoBot } from './echo-bot.ts';
import { temporaryFolder } from './folder.ts';
import { silentLog } from './log.ts';

export interface TestApp {
  readonly url: string;
  readonly port: number;
  stop(): Promise<boolean>;
}

/** The whole service on a free port, with the echo bot and a database in memory unless told otherwise. */
export async function startApp(environment: Record<string, string> = {}, overrides: Overrides = {}): Promise<TestApp> {
  const folder = temporaryFolder();
  const config = readConfig({ PORT: '0', DATABASE_URL: 'memory:', MESSAGES_PER_MINUTE: '10000', ...environment }, folder.path);
  const app: App = createApp(config, { bot: echoBot, log: silentLog, ...overrides });
  const { port } = await app.start();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      const isClean = await app.stop();
      folder.remove();
      return isClean;
    },
  };
}
