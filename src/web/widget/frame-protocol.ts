/** What the page with the open button (`embed.ts`) and the chat in its frame tell each other. Neither side tells the other what was said. */
export type ToFrame =
  /** The panel was opened: take the focus. */
  | { readonly wegweiser: 'opened' }
  | { readonly wegweiser: 'closed' }
  /** Ask this, as if the user had typed it. */
  | { readonly wegweiser: 'ask'; readonly text: string };

export type ToPage =
  /** Listening; what was asked before can be said now. */
  | { readonly wegweiser: 'ready' }
  | { readonly wegweiser: 'close' }
  /** A message came while the panel was closed, or a counselor's while the tab was in the background. */
  | { readonly wegweiser: 'unread' }
  /** Whether a counselor's answer is to come, for which later visits of the page should look. */
  | { readonly wegweiser: 'kept'; readonly isKept: boolean }
  /** The chat speaks this language now. */
  | { readonly wegweiser: 'language'; readonly code: string };

/** A message of ours, or `undefined`: any script may post anything. */
export function readMessage<T extends ToFrame | ToPage>(data: unknown): T | undefined {
  return typeof data === 'object' && data !== null && typeof (data as { wegweiser?: unknown }).wegweiser === 'string'
    ? (data as T)
    : undefined;
}

/** What the frame is told in its address, after `#`, so that no server sees it. */
export interface FrameHints {
  /** Origin of the page around the frame; `undefined` when the chat is a page of its own. */
  readonly host?: string | undefined;
  /** The embedding script's `data-lang`. */
  readonly fixed?: string | undefined;
  /** The page's own language. */
  readonly page?: string | undefined;
}

export function writeHints(hints: FrameHints): string {
  return `#${new URLSearchParams(Object.entries(hints).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))}`;
}

export function readHints(hash: string): FrameHints {
  const values = new URLSearchParams(hash.slice(1));
  return { host: values.get('host') ?? undefined, fixed: values.get('fixed') ?? undefined, page: values.get('page') ?? undefined };
}
