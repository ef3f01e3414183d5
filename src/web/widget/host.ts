import { readMessage, type ToFrame, type ToPage } from './frame-protocol.ts';

/** The page around the frame. */
export interface Host {
  tell(message: ToPage): void;
}

/**
 * Connects the chat with the page that embeds it, or returns `undefined` when it is a page of its own. Only messages from the parent window and from
 * exactly the origin that this frame was opened for count.
 */
export function connectHost(origin: string | undefined, onMessage: (message: ToFrame) => void): Host | undefined {
  if (window.parent === window || !origin) return undefined;
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== origin) return;
    const message = readMessage<ToFrame>(event.data);
    if (message) onMessage(message);
  });
  // A page opened from a file has the origin "null", which can't be addressed; what we tell the page is no secret.
  const target = origin === 'null' ? '*' : origin;
  return { tell: (message) => window.parent.postMessage(message, target) };
}
