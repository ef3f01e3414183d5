// npm run chat: talk to the bot in the terminal. Nothing is kept; buttons are shown as numbered lines, and their number chooses them.
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Activity, MemoryStorage, TestAdapter } from 'botbuilder';
import { createBot } from '../bot/bot.ts';
import { loadInterpreter } from '../knowledge/interpreter.ts';
import { loadTexts } from '../reply/i18n.ts';
import { loadUnsupported } from '../reply/unsupported.ts';

const { values } = parseArgs({ options: { locale: { type: 'string' }, marks: { type: 'boolean', default: false } } });
const root = join(import.meta.dirname, '../..');
const localesDir = join(root, 'locales');

const { knowledge, languages, interpreter } = await loadInterpreter(root);
const bot = createBot({
  knowledge,
  interpreter,
  languages,
  texts: await loadTexts(localesDir, languages),
  unsupported: await loadUnsupported(localesDir),
  service: { name: process.env['SERVICE_NAME'] ?? 'Wegweiser' },
  report: (error) => console.error(error),
  now: () => new Date(),
});

const storage = new MemoryStorage();
const adapter = new TestAdapter((context) => bot.onTurn(context, storage), { channelId: 'test' });

/** Lets the bot take a turn and shows what it says. */
async function turn(activity: Partial<Activity>): Promise<void> {
  await adapter.processActivity({ ...activity, locale: values.locale ?? '' });
  while (adapter.activeQueue.length > 0) show(adapter.activeQueue.shift() ?? {});
}

function show(reply: Partial<Activity>): void {
  console.log(`\n${reply.text ?? ''}`);
  const buttons = reply.suggestedActions?.actions ?? [];
  if (buttons.length > 0) console.log(`\n${buttons.map((button, index) => `  [${index + 1}] ${button.title}`).join('\n')}`);
  if (values.marks && reply.entities) console.log(JSON.stringify(reply.entities));
}

console.log('Write a message; Ctrl+D ends.');
await turn({ type: 'conversationUpdate', membersAdded: [{ id: 'user', name: 'User' }] });
const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' });
terminal.prompt();
for await (const line of terminal) {
  await turn({ type: 'message', text: line });
  terminal.prompt();
}
