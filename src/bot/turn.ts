import { createHash } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import { freshMemory, type Memory, type Services, type Turn } from '../../dialogs/turn.ts';
import type { Interpretation } from '../domain/interpretation.ts';
import type { Locale } from '../domain/locale.ts';
import type { Reply } from '../domain/reply.ts';
import type { DeskStatus } from '../handoff/desk.ts';
import type { Action, Option } from '../reply/actions.ts';
import type { TurnEvent } from '../storage/insights.ts';
import { logPositionOf, requestForgetting } from './contract.ts';

/** A turn as the bot's steps see it: they fill in what the dialogs then read. */
export interface BotTurn extends Turn {
  readonly context: TurnContext;
  locale: Locale;
  interpretation: Interpretation | undefined;
  action: Action | undefined;
  status: DeskStatus;
  /** What is to be sent when the turn has succeeded. */
  readonly outbox: readonly Outgoing[];
  /** What is to be counted then. */
  readonly events: readonly TurnEvent[];
  /** Adds a button to the last reply, unless that asks a question: a question's buttons are its answers. */
  alsoOffer(option: Option): void;
}

export interface Outgoing {
  readonly reply: Reply;
  readonly asks: boolean;
}

/** One step of a turn. `done` ends the turn; later steps are not taken. */
export type Step = (turn: BotTurn) => Promise<'next' | 'done'> | 'next' | 'done';

/**
 * @param memory changed in place; it is saved only if the turn succeeds
 * @param locale in which to speak until something else is known
 */
export function createTurn(context: TurnContext, memory: Memory, services: Services, locale: Locale): BotTurn {
  const outbox: Outgoing[] = [];
  const events: TurnEvent[] = [];
  const { activity } = context;
  const log = logPositionOf(context);
  const turn: BotTurn = {
    context,
    services,
    memory,
    locale,
    previousLocale: memory.locale,
    text: messageText(activity),
    log,
    channelId: activity.channelId,
    id: turnId(log.conversationId, log.seq > 0 ? log.seq : activity.id),
    status: { state: 'none' },
    interpretation: undefined,
    action: undefined,
    outbox,
    events,
    say(reply, options = [], asks = false) {
      const suggestions = options.map(({ title, value }) => ({ title, value }));
      outbox.push({ reply: { locale: turn.locale, ...reply, suggestions }, asks: asks !== false });
      // Many clients show only the buttons of the last message.
      Object.assign(memory, { options, asked: asks !== false });
      if (asks === 'freely') memory.freely = true;
      else delete memory.freely;
    },
    stopAsking() {
      Object.assign(memory, { options: [], asked: false });
      delete memory.freely;
    },
    happened: (event) => {
      events.push({ ...event, locale: turn.locale });
    },
    alsoOffer(option) {
      const last = outbox.at(-1);
      if (!last || last.asks) return;
      const { title, value } = option;
      outbox.splice(-1, 1, { ...last, reply: { ...last.reply, suggestions: [...(last.reply.suggestions ?? []), { title, value }] } });
      memory.options = [...memory.options, option];
    },
    forget() {
      requestForgetting(context);
      const { locale: kept, localeChosen, greeted } = memory;
      for (const key of Object.keys(memory)) delete memory[key as keyof Memory];
      // The chat window is still open: how to speak to its user is no record of what was said.
      Object.assign(memory, freshMemory(), { localeChosen, greeted }, kept === undefined ? {} : { locale: kept });
    },
    speak(next, chosen) {
      turn.locale = next;
      memory.locale = next;
      memory.localeChosen = chosen;
    },
  };
  return turn;
}

function turnId(conversationId: string, position: number | string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([conversationId, position]))
    .digest('base64url')
    .slice(0, 22);
}

function messageText(activity: Partial<Activity>): string {
  return activity.type === 'message' && typeof activity.text === 'string' ? activity.text : '';
}
