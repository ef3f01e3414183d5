import type { Bus } from './bus/bus.ts';
import { botAccount } from './channel/directline/protocol.ts';
import type { Config } from './config.ts';
import { createHandoffs, createHub, type HandoffsParts } from './handoff/create-handoffs.ts';
import type { Desk } from './handoff/desk.ts';
import type { OfficeHours } from './handoff/office-hours.ts';
import type { Rounds } from './handoff/rounds.ts';
import type { HandoffService } from './handoff/service.ts';
import type { Content } from './load-bot.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { createActions } from './reply/actions.ts';
import { createRenderer } from './reply/activity.ts';
import { createVoice } from './reply/voice.ts';
import type { Stores } from './storage/stores.ts';

/** What the desk stands on. */
export interface DeskSurroundings {
  readonly config: Config;
  readonly stores: Stores;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly office: OfficeHours;
  /** Longest message of a counselor, in characters. */
  readonly maxTextLength: number;
}

/** How people reach a counselor here. */
export interface LoadedDesk {
  /** For the bot. */
  readonly desk: Desk;
  /** Looks after who waits. */
  readonly keeper: Rounds;
  /** For counselors; absent where another hub has the desk's place. */
  readonly service?: HandoffService | undefined;
}

/** Builds what the settings say: the rules of our own desk, the way to another hub, or nothing. */
export function loadDesk(content: Content, surroundings: DeskSurroundings): LoadedDesk | undefined {
  const { config, maxTextLength, ...others } = surroundings;
  if (config.desk.hub === 'off') return undefined;
  const { texts, knowledge, languages } = content;
  const bot = { ...botAccount(config.service.name), role: 'bot' } as const;
  const render = createRenderer(texts, languages);
  const actions = createActions(knowledge, texts, languages);
  const parts: HandoffsParts = {
    ...others,
    voice: createVoice({ texts, render, actions, knowledge, languages, bot, clock: others.clock }),
    settings: { ...config.desk, conversationRetentionMs: config.conversationRetentionMs, maxTextLength },
  };
  if (config.desk.hub === 'desk') return createHandoffs(parts);
  const hub = createHub(parts, bot);
  return { desk: hub, keeper: hub.keeper };
}
