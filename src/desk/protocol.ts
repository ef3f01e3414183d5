import type { Counselor, Presence } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { Locale } from '../domain/locale.ts';

export type { CannedReply } from '../storage/counselors.ts';

/**
 * The desk's API, shared by the server and the page. All under `/desk/api`. The session is a cookie (HttpOnly, SameSite=Strict); everything that
 * isn't GET carries the header `X-CSRF-Token`. Errors are `{ "error": { "code", "message" } }`: 401 `SignedOut`, at the sign-in `WrongPassword`,
 * 403 `Forbidden` or `StalePage` (CSRF), 404, 409 `Conflict` (taken, ended ... meanwhile), 413, 429 (with `Retry-After`). `message` is German, for
 * the screen. The way back from an OpenID Connect provider ends at `/desk/`, or at `/desk/?problem=...` with an `OpenIdProblem`.
 *
 * | method and path | body | answer |
 * | --- | --- | --- |
 * | GET /sign-in | | `SignInOptions` |
 * | POST /sign-in | `{ login, password }` | `Me` |
 * | GET /sign-in/openid, GET /sign-in/openid/return | | redirects |
 * | POST /sign-out | | 204 |
 * | GET /me | | `Me` |
 * | POST /me/presence | `{ presence }` | 204 |
 * | POST /me/profile | `{ languages, topics, hours, displayName, capacity }` | `Me` |
 * | POST /me/password | `{ current, next }` | 204 |
 * | GET /colleagues | | `Colleague[]` |
 * | GET /handoffs?states=waiting,active | | `HandoffSummary[]` |
 * | GET /handoffs/:id | | `HandoffSummary` |
 * | GET /handoffs/:id/activities?after=0 | | `DeskMessage[]`, at most 200 |
 * | POST /handoffs/:id/{claim,end,reopen} | | `HandoffSummary` |
 * | POST /handoffs/:id/transfer | `{ counselorId }` or `{ language }` | `HandoffSummary` |
 * | POST /handoffs/:id/messages | `{ text, clientId }` or `{ entry, clientId }` | `DeskMessage` |
 * | POST /handoffs/:id/answer | `{ text, clientId }` or `{ entry, clientId }` (a case) | `HandoffSummary` |
 * | POST /handoffs/:id/case | `{ state: 'open' or 'answered' }` | `HandoffSummary` |
 * | POST /handoffs/:id/read | `{ seq }` | 204 |
 * | POST /handoffs/:id/typing | | 204 |
 * | GET /entries?query=... | | `EntryHit[]`: by German title or text; without a query all |
 * | GET /entries/:category/:name?locale=tr | | `EntryPreview` |
 * | POST /understand | `{ text, locale }` | `Understood`: what the bot makes of a message, in German |
 * | GET /canned, POST /canned `CannedReply`, DELETE /canned/:id | | `CannedReply[]` |
 * | GET /insights?from=2026-11-01&to=2026-11-30 (editor) | | `Insights`; with `&format=csv` a CSV file |
 * | GET /questions?state=open (editor), POST /questions/settle `{ ids, state }` | | `QuestionGroup[]` |
 * | GET /accounts, POST /accounts, POST /accounts/:id (admin) | `AccountChange` | `Counselor[]`, `Counselor` |
 * | GET /audit?before=... (admin) | | `AuditLine[]` |
 * | GET /stream | | server-sent events: `data: DeskEvent` |
 */
export const DESK_API = '/desk/api';

export interface SignInOptions {
  readonly password: boolean;
  /** What the button of the OpenID Connect provider says; absent if there is none. */
  readonly openId?: string | undefined;
  readonly serviceName: string;
}

/** Why signing in at the provider failed: took too long or started elsewhere; the provider refused or can't be reached; no role here; disabled here. */
export const OPEN_ID_PROBLEMS = ['expired', 'provider', 'no-role', 'disabled'] as const;
export type OpenIdProblem = (typeof OPEN_ID_PROBLEMS)[number];

export interface Me {
  readonly counselor: Counselor;
  /** To be sent as `X-CSRF-Token`. */
  readonly csrf: string;
  /** Whether the account has a password to change. */
  readonly hasPassword: boolean;
  /** Locales of the service with their names in German. */
  readonly languages: readonly { readonly code: Locale; readonly name: string }[];
  /** Categories of the knowledge base with their names in German. */
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  readonly maxTextLength: number;
  readonly office: { readonly isOpen: boolean; readonly opensAt?: string | undefined };
}

export interface Colleague {
  readonly id: string;
  readonly displayName: string;
  readonly presence: Presence;
  readonly languages: readonly Locale[];
  readonly topics: readonly string[];
  /** Conversations at the moment. */
  readonly active: number;
  readonly capacity: number;
}

/** A handoff as the desk shows it. */
export interface HandoffSummary extends Handoff {
  /** German title of the topic's entry. */
  readonly topicTitle?: string | undefined;
  /** Category of the topic. */
  readonly category?: string | undefined;
  /** Last message of the user or a counselor, shortened. Like name and contact only for handoffs that the counselor may read. */
  readonly preview?: string | undefined;
  readonly lastSeq: number;
  /** User messages after `readSeq`; a case is one message, however it came about. */
  readonly unread: number;
  /** How the owner is called. */
  readonly counselorName?: string | undefined;
}

export interface DeskMessage {
  readonly seq: number;
  readonly at: string;
  readonly author: 'user' | 'bot' | 'counselor' | 'system';
  /** Name of the counselor who wrote it. */
  readonly name?: string | undefined;
  /** Markdown for the bot and entries, plain text for people. */
  readonly text: string;
  /** Tag of the text's language. */
  readonly language?: string | undefined;
  /** The entry that was said. */
  readonly entry?: string | undefined;
  readonly entryTitle?: string | undefined;
  /** For what counselors sent. `stored`: safe with us; `delivered`: the user's client has it; `failed`: the channel refused it. */
  readonly delivery?: 'stored' | 'delivered' | 'failed' | undefined;
  readonly clientId?: string | undefined;
}

export interface EntryHit {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Locales in which it exists. */
  readonly locales: readonly Locale[];
}

export interface EntryPreview {
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly locale: Locale;
  readonly direction: 'ltr' | 'rtl';
}

/** What the bot makes of a message that the counselor can't read; entries that are very unlikely are left out. */
export interface Understood {
  /** German name of the language. */
  readonly language: string;
  /** German labels of the concepts found. */
  readonly concepts: readonly string[];
  readonly entries: readonly { readonly id: string; readonly title: string; readonly probability: number }[];
}

export interface Insights {
  readonly from: string;
  readonly to: string;
  readonly days: readonly { readonly day: string; readonly outcomes: Readonly<Record<string, number>> }[];
  readonly entries: readonly {
    readonly id: string;
    readonly title: string;
    readonly count: number;
    readonly helpful: number;
    readonly unhelpful: number;
  }[];
  readonly languages: readonly { readonly code: Locale; readonly name: string; readonly count: number }[];
}

/** Questions without an answer that seem to be about the same thing. */
export interface QuestionGroup {
  /** German label: the concepts they share, or the bot's best guess. */
  readonly label: string;
  readonly questions: readonly { readonly id: string; readonly askedAt: string; readonly locale: Locale; readonly text: string }[];
  /** The bot's best guesses with German titles. */
  readonly guesses: readonly { readonly id: string; readonly title: string }[];
}

export type AccountChange = Omit<Counselor, 'id' | 'presence' | 'seenAt' | 'createdAt'> & {
  /** Only to set a new one. */
  readonly password?: string | undefined;
};

export interface AuditLine {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly handoffId?: string | undefined;
  readonly detail?: string | undefined;
}

/** What the stream says: look again at the named thing. `hello` comes first and after a gap: fetch everything. */
export type DeskEvent =
  | { readonly kind: 'hello' }
  | { readonly kind: 'queue' | 'presence' }
  | { readonly kind: 'handoff'; readonly id: string; readonly change: 'state' | 'activities' | 'typing' | 'delivered' | 'erased' }
  /** The session has ended. */
  | { readonly kind: 'signed-out' };
