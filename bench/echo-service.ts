// Our server around a bot that only echoes, for bench/turns.ts: shows what the server costs without the bot's thinking. Prints its port.
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

const app = createApp(readConfig(process.env, process.cwd()), {
  bot: {
    async onTurn(context) {
      if (context.activity.type === 'message') await context.sendActivity(`Echo: ${context.activity.text}`);
    },
  },
});
const { port } = await app.start();
console.log(JSON.stringify({ port }));
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
