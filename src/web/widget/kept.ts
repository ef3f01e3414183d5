import type { Kept } from './chat.ts';

const KEY = 'wegweiser';

/**
 * The tab's memory (`sessionStorage`): it outlives a reload and ends with the tab, so that nobody reads on at a shared computer. Where the browser
 * forbids it, the chat works without.
 */
export function readKept(): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Kept | null;
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

export function writeKept(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Without memory a reload begins a new conversation.
  }
}
