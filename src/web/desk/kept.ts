import type { DeskState, Outgoing } from './state.ts';

/** What survives a reload of the page, for one person in one tab; gone when the tab is closed or the person signs out. */
export interface Kept {
  readonly counselorId: string;
  readonly drafts: DeskState['drafts'];
  readonly outbox: readonly Outgoing[];
}

/** How somebody likes the desk; stays in the browser. */
export interface Settings {
  readonly language: 'de' | 'en';
  readonly hasSound: boolean;
  readonly hasShortcuts: boolean;
  readonly hasNotifications: boolean;
}

const KEPT = 'wegweiser.desk';
const SETTINGS = 'wegweiser.desk.settings';
const STANDARD: Settings = { language: 'de', hasSound: true, hasShortcuts: true, hasNotifications: false };

export function readKept(): Kept | undefined {
  return readJson<Kept>(() => sessionStorage, KEPT);
}

export function writeKept(kept: Kept | undefined): void {
  write(() => sessionStorage, KEPT, kept);
}

export function readSettings(): Settings {
  return { ...STANDARD, ...readJson<Settings>(() => localStorage, SETTINGS) };
}

export function writeSettings(settings: Settings): void {
  write(() => localStorage, SETTINGS, settings);
}

/** Storage can be switched off in the browser, or full; the desk works without it. */
function readJson<T>(storage: () => Storage, key: string): T | undefined {
  try {
    return (JSON.parse(storage().getItem(key) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(storage: () => Storage, key: string, value: unknown): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // as above
  }
}
