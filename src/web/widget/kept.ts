import type { Kept } from './chat.ts';

const KEY = 'wegweiser';

/**
 * What the tab remembers (`sessionStorage`): it outlives a reload and ends with the tab, so that nobody reads on at a shared computer. Only while a
 * counselor's answer is to come, the way back into the conversation is kept on the device (`localStorage`), never a text. Where the browser forbids
 * either, the chat works without.
 */
export function readKept(): Kept {
  const kept = read('sessionStorage');
  return kept.session ? kept : { ...kept, ...readOnDevice() };
}

/** What outlives the tab. */
export function readOnDevice(): Kept {
  return read('localStorage');
}

export function writeKept(kept: Kept): void {
  const { session, locale, stays, seen } = kept;
  const before = read('sessionStorage').session;
  write('sessionStorage', kept);
  if (session && stays) {
    write('localStorage', { session, locale, stays, seen });
    return;
  }
  // Another tab's conversation is not ours to forget.
  const onDevice = readOnDevice().session?.conversationId;
  if (onDevice !== undefined && [session, before].some((one) => one?.conversationId === onDevice)) write('localStorage', undefined);
}

type Storage = 'sessionStorage' | 'localStorage';

function read(storage: Storage): Kept {
  try {
    const kept = JSON.parse(window[storage].getItem(KEY) ?? '{}') as Kept | null;
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

function write(storage: Storage, kept: Kept | undefined): void {
  try {
    if (kept) window[storage].setItem(KEY, JSON.stringify(kept));
    else window[storage].removeItem(KEY);
  } catch {
    // Without memory a reload begins a new conversation.
  }
}
