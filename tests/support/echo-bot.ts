import type { Bot } from '../../src/bot/contract.ts';
import { requestForgetting } from '../../src/bot/contract.ts';

/**
 * A bot for testing what is around it: greets, counts the messages of a conversation in its storage, and repeats them. Some words make it do
 * more: `fail`, `trace`, `typing`, `twice`, `slow`, `forget`.
 */
export const echoBot: Bot = {
  async onTurn(context, storage) {
    const { type, text = '', name, membersAdded, conversation, channelId, locale } = context.activity;
    const key = `${channelId}/conversations/${conversation.id}`;
    const stored = (await storage.read([key]))[key] as { count?: number; eTag?: string } | undefined;
    const count = (stored?.count ?? 0) + 1;
    if (type === 'conversationUpdate') {
      if (membersAdded?.length) await context.sendActivity(`welcome ${locale ?? ''}`.trim());
      return;
    }
    if (type !== 'message') {
      await context.sendActivity(`${type} ${name ?? ''}`.trim());
      return;
    }
    if (text === 'typing') await context.sendActivity({ type: 'typing' });
    if (text === 'trace') await context.sendActivity({ type: 'trace', name: 'memory', value: { secret: 'hush' } });
    if (text === 'slow') await new Promise((resolve) => setTimeout(resolve, 300));
    if (text === 'twice') await context.sendActivity('once');
    if (text === 'forget') requestForgetting(context);
    await context.sendActivity(`${count}: ${text}`);
    await storage.write({ [key]: { count: text === 'forget' ? 0 : count, ...(stored?.eTag ? { eTag: stored.eTag } : {}) } });
    if (text === 'fail') throw new Error('The bot broke.');
  },
};
