import type { Locale } from './locale.ts';

export const KINDS = ['principle', 'offer', 'guide', 'safety', 'meta'] as const;
export type EntryKind = (typeof KINDS)[number];

export const HANDOFFS = ['none', 'offered', 'recommended'] as const;
export type Handoff = (typeof HANDOFFS)[number];

/** The ways in which people put a question; example messages are kept by style so that their spread is visible. */
export const STYLES = ['polite', 'chatty', 'story', 'short', 'mixed'] as const;
export type Style = (typeof STYLES)[number];

export interface Contact {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly address?: string | undefined;
  /** Date of the information: YYYY, YYYY-MM, YYYY-MM-DD or `undated`. */
  readonly asOf: string;
}

export interface Source {
  readonly title: string;
  readonly url: string;
  readonly asOf: string;
}

/** What the offer finder can ask for. */
export interface Facets {
  readonly need?: readonly string[] | undefined;
  readonly audience?: readonly string[] | undefined;
  readonly level?: readonly string[] | undefined;
  readonly cost?: 'free' | 'low' | 'paid' | 'depends' | undefined;
  readonly childcare?: boolean | undefined;
  readonly format?: readonly string[] | undefined;
}

/** An entry's text in one locale. */
export interface EntryText {
  readonly locale: Locale;
  readonly title: string;
  readonly summary: string;
  /** The answer: Markdown with paragraphs, lists, links and bold only. */
  readonly body: string;
  readonly questions: Readonly<Record<Style, readonly string[]>>;
  readonly status: 'draft' | 'reviewed';
  /** Hash of the German text that a translation was made from; absent in German. */
  readonly basedOn?: string | undefined;
}

/** One thing the bot can answer. */
export interface Entry {
  /** Stable, path-like: `language/integration-course`. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly handoff: Handoff;
  readonly facets: Facets;
  readonly contacts: readonly Contact[];
  readonly sources: readonly Source[];
  readonly related: readonly string[];
  /** Dates, YYYY-MM-DD. */
  readonly reviewed: string;
  readonly reviewBy: string;
  readonly texts: Readonly<Record<Locale, EntryText>>;
}

/** A concept of the thesaurus: one meaning, its names in many languages, and the entries it points to. */
export interface Concept {
  readonly id: string;
  readonly broader: readonly string[];
  readonly related: readonly string[];
  readonly entries: readonly string[];
  readonly labels: Readonly<Record<Locale, readonly string[]>>;
}

/** Messages that must not be answered, by kind (weather, recipes, ...), in one locale. */
export interface OutOfScope {
  readonly locale: Locale;
  readonly messages: readonly { readonly kind: string; readonly text: string }[];
}

/** Short messages whose meaning is in their form rather than their topic, in one locale. */
export interface Cues {
  readonly locale: Locale;
  /** Make sense only after an answer: "how much?", "and for my wife?". */
  readonly followUp: readonly string[];
  /** Look for an offer in general: start the offer finder. */
  readonly offers: readonly string[];
  /** Words with which a message goes on from what was said: "and", "ok". */
  readonly connectors: readonly string[];
  /** Words that point back to what was said: "it", "there". */
  readonly back: readonly string[];
}

/** The whole knowledge base, checked. */
export interface Knowledge {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly concepts: readonly Concept[];
  readonly outOfScope: readonly OutOfScope[];
  readonly cues: readonly Cues[];
  /** Changes when anything in the knowledge base changes. */
  readonly hash: string;
}
