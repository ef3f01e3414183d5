import type { ActivitySet } from './wire.ts';

/** What we need of a `WebSocket`. */
export type Socket = Pick<WebSocket, 'onopen' | 'onclose' | 'onmessage' | 'close'>;

/** A conversation's stream of activities. */
export interface Stream {
  /** Fulfilled once the stream is open; rejected if it ends before. */
  readonly opened: Promise<void>;
  /** Fulfilled when the stream is over, however it came. */
  readonly ended: Promise<void>;
  hasOpened(): boolean;
  /** How many messages came, the service's signs of life among them. */
  heard(): number;
  /** Ends the stream at once, without waiting for the other side: on a dead network that takes minutes. */
  end(): void;
}

const OPEN_PATIENCE_MS = 10_000;

/** Opens a WebSocket and hands on what comes. */
export function listen(
  services: { readonly openSocket: (url: string) => Socket; readonly after: (ms: number, callback: () => void) => () => void },
  url: string,
  onSet: (set: ActivitySet) => void,
): Stream {
  let isOpen = false;
  let heard = 0;
  let finish = () => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const socket = services.openSocket(url);
  const end = () => {
    cancel();
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
    finish();
  };
  const cancel = services.after(OPEN_PATIENCE_MS, end);
  const opened = new Promise<void>((resolve, reject) => {
    socket.onopen = () => {
      isOpen = true;
      cancel();
      resolve();
    };
    void ended.then(() => reject(new Error('The stream ended before it opened')));
  });
  opened.catch(() => undefined);
  socket.onclose = end;
  socket.onmessage = ({ data }) => {
    heard += 1;
    const set = readSet(data);
    if (set) onSet(set);
  };
  return { opened, ended, hasOpened: () => isOpen, heard: () => heard, end };
}

/** The service keeps a stream alive with empty messages. */
function readSet(data: unknown): ActivitySet | undefined {
  if (typeof data !== 'string' || data === '') return undefined;
  try {
    return JSON.parse(data) as ActivitySet;
  } catch {
    return undefined;
  }
}
