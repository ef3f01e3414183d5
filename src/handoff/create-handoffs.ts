import type { Bus } from '../bus/bus.ts';
import type { WorkingHours } from '../domain/counselor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Speaker, Voice } from '../reply/voice.ts';
import type { Stores } from '../storage/stores.ts';
import { createChanges } from './changes.ts';
import { createDesk } from './create-desk.ts';
import { createHandoffService } from './create-service.ts';
import type { Desk } from './desk.ts';
import { loadHolidays } from './holidays.ts';
import { type ChannelHub, createChannelHub } from './hub.ts';
import { createKeeper } from './keeper.ts';
import { createOfficeHours, type OfficeHours } from './office-hours.ts';
import type { Rounds } from './rounds.ts';
import type { HandoffService } from './service.ts';

/** Milliseconds, but for the last one. */
export interface HandoffSettings {
  readonly waitLimitMs: number;
  readonly vanishedMs: number;
  readonly handoffRetentionMs: number;
  readonly caseRetentionMs: number;
  readonly conversationRetentionMs: number;
  /** Characters. */
  readonly maxTextLength: number;
}

export interface HandoffsParts {
  readonly stores: Stores;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly voice: Voice;
  readonly office: OfficeHours;
  readonly settings: HandoffSettings;
}

/** The live desk's rules, ready for use. */
export interface Handoffs {
  /** For counselors. */
  readonly service: HandoffService;
  /** For the bot. */
  readonly desk: Desk;
  readonly keeper: Rounds;
}

/** No instance runs longer than that without a new start. */
const YEARS_AHEAD = 10;

/** When the office is open; holidays are worked out meanwhile. */
export async function openOffice(
  { officeHours, closedDays }: { readonly officeHours: readonly WorkingHours[]; readonly closedDays: readonly string[] },
  clock: Clock,
): Promise<OfficeHours> {
  const year = new Date(clock.nowMs()).getUTCFullYear();
  return createOfficeHours({ hours: officeHours, closedDays, holidays: await loadHolidays(year - 1, year + YEARS_AHEAD) });
}

/** Our own desk. */
export function createHandoffs({ stores, bus, clock, log, voice, office, settings }: HandoffsParts): Handoffs {
  const changes = createChanges({ handoffs: stores.handoffs, bus, clock });
  const shared = { stores, changes, bus, clock, voice, office, ...settings };
  return {
    service: createHandoffService(shared),
    desk: createDesk({ ...shared, leftRetentionMs: settings.conversationRetentionMs }),
    keeper: createKeeper({ ...shared, log }),
  };
}

/** Another hub in its place. @param bot who speaks to it */
export function createHub({ stores, bus, clock, log, voice, office, settings }: HandoffsParts, bot: Speaker): ChannelHub {
  const changes = createChanges({ handoffs: stores.handoffs, bus, clock });
  return createChannelHub({ stores, changes, clock, log, voice, office, bot, ...settings });
}
