import type { Locale } from './locale.ts';

/** Counselors take conversations and cases; editors see insights and the questions without an answer; admins also manage accounts and read the audit log. */
export const ROLES = ['counselor', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** `here`: takes conversations. `pause`: signed in, gets no new ones. `away`: not signed in or vanished. */
export const PRESENCES = ['here', 'pause', 'away'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Working hours in Europe/Berlin: weekday (1 Monday to 7 Sunday), from and to as `HH:MM`. */
export interface WorkingHours {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

export interface Counselor {
  readonly id: string;
  /** The name to sign in with. */
  readonly login: string;
  /** Shown to users. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Locales that the counselor writes. */
  readonly languages: readonly Locale[];
  /** Categories of the knowledge base (`language`, `work` ...); empty means all. */
  readonly topics: readonly string[];
  /** When the counselor is usually here; empty: at all office hours. */
  readonly hours: readonly WorkingHours[];
  /** Most conversations at once. */
  readonly capacity: number;
  readonly presence: Presence;
  /** Last sign of life of the counselor's page. */
  readonly seenAt?: string | undefined;
  /** A disabled account can't sign in. */
  readonly isActive: boolean;
  readonly createdAt: string;
}

const ACCOUNT = 'counselor:';

/** The id under which a counselor writes in conversations (`from.id` of activities). */
export function counselorAccountId(counselorId: string): string {
  return ACCOUNT + counselorId;
}

/** Whether a counselor wrote an activity. On other channels users may choose their own ids, but never their role. */
export function isByCounselor(activity: Readonly<Record<string, unknown>>): boolean {
  const { id, role } = (activity['from'] ?? {}) as { id?: unknown; role?: unknown };
  return role === 'bot' && counselorOfAccount(id) !== undefined;
}

/** The counselor who writes under this id; undefined for users and the bot. */
export function counselorOfAccount(accountId: unknown): string | undefined {
  return typeof accountId === 'string' && accountId.startsWith(ACCOUNT) ? accountId.slice(ACCOUNT.length) : undefined;
}
