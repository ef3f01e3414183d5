import type { Bus } from './bus/bus.ts';
import { botAccount } from './channel/directline/protocol.ts';
import type { Config } from './config.ts';
import { createHandoffs, type Handoffs, openOffice } from './handoff/create-handoffs.ts';
import type { OfficeHours } from './handoff/office-hours.ts';
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
  /** Longest message of a counselor, in characters. */
  readonly maxTextLength: number;
}

/** Our own desk, ready for use. */
export interface LoadedDesk extends Handoffs {
  readonly office: OfficeHours;
}

/** Builds the desk's rules. */
export async function loadDesk(content: Content, surroundings: DeskSurroundings): Promise<LoadedDesk> {
  const { config, maxTextLength, ...others } = surroundings;
  const { texts, knowledge, languages } = content;
  const voice = createVoice({
    texts,
    render: createRenderer(texts, languages),
    actions: createActions(knowledge, texts, languages),
    knowledge,
    languages,
    bot: { ...botAccount(config.service.name), role: 'bot' },
    clock: others.clock,
  });
  const office = await openOffice(config.desk, others.clock);
  const settings = { ...config.desk, conversationRetentionMs: config.conversationRetentionMs, maxTextLength };
  return { ...createHandoffs({ ...others, voice, office, settings }), office };
}
