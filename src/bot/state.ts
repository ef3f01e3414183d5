import type { Storage, TurnContext } from 'botbuilder';
import { freshMemory, type Memory } from '../../dialogs/turn.ts';

type Upgrade = (memory: Record<string, unknown>) => Record<string, unknown>;

/** The first turns memory of version 1 into version 2, the next 2 into 3, and so on. Never change one that was in use: add the next. */
const UPGRADES: readonly Upgrade[] = [];

/** What is remembered of a conversation, for one turn. */
export interface State {
  readonly memory: Memory;
  /** Writes the memory. @throws what the storage throws, for instance if another turn has written meanwhile */
  save(): Promise<void>;
}

/**
 * Reads the conversation's memory. It is written with the version tag that was read, so a storage that checks tags refuses to overwrite
 * what another turn has written (the SDK's own state classes write regardless).
 * @throws what the storage throws
 */
export async function openState(context: TurnContext, storage: Storage): Promise<State> {
  const { channelId, conversation } = context.activity;
  const key = `${channelId}/conversations/${conversation.id}`;
  const item: { eTag?: string } | undefined = (await storage.read([key]))[key];
  const memory = readMemory(item);
  return {
    memory,
    save: () =>
      storage.write({ [key]: { version: UPGRADES.length + 1, memory, ...(item?.eTag === undefined ? {} : { eTag: item.eTag }) } }),
  };
}

/**
 * Brings stored memory to the present version. What a newer version of the bot has written, or what is damaged, is given up except for the
 * language: a roll-back must not lock people out of their conversation.
 */
export function readMemory(item: unknown, upgrades: readonly Upgrade[] = UPGRADES): Memory {
  const fresh = freshMemory();
  if (!isRecord(item) || !isRecord(item['memory'])) return fresh;
  const { version, memory } = item;
  if (typeof version !== 'number' || version < 1 || version > upgrades.length + 1) {
    return typeof memory['locale'] === 'string' ? { ...fresh, locale: memory['locale'] } : fresh;
  }
  return { ...fresh, ...upgrades.slice(version - 1).reduce((older, upgrade) => upgrade(older), memory) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
