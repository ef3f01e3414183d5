// The service with the echo bot as a process of its own, for tests that kill it. Prints its port when it listens.
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { echoBot } from './echo-bot.ts';

const app = createApp(readConfig(process.env, process.cwd()), { bot: echoBot });
const { port } = await app.start();
console.log(JSON.stringify({ port }));
process.on('SIGTERM', () => void app.stop().then((isClean) => process.exit(isClean ? 0 : 1)));
