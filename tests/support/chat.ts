import { join } from 'node:path';
import { type Activity, MemoryStorage, type Storage, TestAdapter } from 'botbuilder';
import { type BotDependencies, createBot } from '../../src/bot/bot.ts';
import { setLogPosition } from '../../src/bot/contract.ts';
import { loadLanguages } from '../../src/knowledge/languages.ts';
import { loadTexts } from '../../src/reply/i18n.ts';
import { loadUnsupported } from '../../src/reply/unsupported.ts';

const LOCALES = join(import.meta.dirname, '../../locales');

export const languages = await loadLanguages(LOCALES);
export const texts = await loadTexts(LOCALES, languages);
export const unsupported = await loadUnsupported(LOCALES);

/** A conversation with the real bot over the SDK's test adapter; every turn reads and writes the storage, as in service. */
export interface Chat {
  /** Sends a message and returns what the bot says to it. */
  say(text: string): Promise<Replies>;
  /** Taps a button of the last reply by its title. @throws if there is none */
  tap(title: string): Promise<Replies>;
  event(name: string, value: unknown): Promise<Replies>;
  send(activity: Partial<Activity>): Promise<Replies>;
  /** The user opens the chat. */
  join(): Promise<Replies>;
  readonly storage: Storage;
  readonly failures: unknown[];
}

/** What the bot said in one turn. */
export interface Replies {
  readonly activities: readonly Partial<Activity>[];
  /** All texts of the turn. */
  readonly text: string;
  readonly locale: string | undefined;
  /** Titles of the last reply's buttons. */
  readonly buttons: readonly string[];
  /** Ids of the entries that were answered. */
  readonly entries: readonly string[];
}

/** @param dependencies replaces the standard ones; knowledge and interpreter have no standard */
export function openChat(
  dependencies: Pick<BotDependencies, 'knowledge' | 'interpreter'> & Partial<BotDependencies>,
  { locale = '', storage = new MemoryStorage() as Storage, channelId = 'directline' } = {},
): Chat {
  const failures: unknown[] = [];
  const bot = createBot({
    languages,
    texts,
    unsupported,
    service: { name: 'Wegweiser' },
    report: (error) => failures.push(error),
    now: () => new Date('2026-11-23T10:00:00Z'),
    ...dependencies,
  });
  // As the channels count: every message and every reply has its position, and a turn that fails is taken again at the same one.
  let seq = 1;
  const adapter = new TestAdapter(
    (context) => {
      setLogPosition(context, { conversationId: context.activity.conversation.id, seq });
      return bot.onTurn(context, storage);
    },
    { channelId },
  );
  let last: Replies = replies([]);

  const send = async (activity: Partial<Activity>) => {
    await adapter.processActivity({ ...activity, locale });
    last = replies(adapter.activeQueue.splice(0));
    seq += 1 + last.activities.length;
    return last;
  };
  return {
    storage,
    failures,
    send,
    say: (text) => send({ type: 'message', text }),
    event: (name, value) => send({ type: 'event', name, value }),
    join: () => send({ type: 'conversationUpdate', membersAdded: [{ id: 'user', name: '' }] }),
    tap(title) {
      const button = last.activities.at(-1)?.suggestedActions?.actions.find((action) => action.title === title);
      if (!button) throw new Error(`No button "${title}" among: ${last.buttons.join(', ')}`);
      return send({ type: 'message', text: String(button.value) });
    },
  };
}

function replies(activities: readonly Partial<Activity>[]): Replies {
  return {
    activities,
    text: activities.map(({ text }) => text ?? '').join('\n\n'),
    locale: activities.at(-1)?.locale,
    buttons: activities.at(-1)?.suggestedActions?.actions.map(({ title }) => title) ?? [],
    entries: activities
      .flatMap(({ entities = [] }) => entities)
      .filter(({ type }) => type === 'wegweiser/answer')
      .map((entity) => String((entity as { entry?: unknown }).entry)),
  };
}
