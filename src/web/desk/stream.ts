import type { DeskEvent } from '../../desk/protocol.ts';

/** What we need of an `EventSource`. */
export type Source = Pick<EventSource, 'onopen' | 'onmessage' | 'onerror' | 'close'>;

export interface StreamServices {
  readonly openSource: (url: string) => Source;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly random: () => number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/** The desk's stream of events, opened again as long as it is wanted. */
export interface Stream {
  /** Tries at once instead of waiting on: the network is back, or the page is looked at again. */
  wake(): void;
  /** Takes the stream for broken: the browser says that there is no network. */
  cut(): void;
  stop(): void;
}

/**
 * Listens, and after a break tries again with growing pauses, spread by chance so that not all pages come back at the same moment.
 * `EventSource` would try by itself, but at a fixed pace, and not at all after a refusal.
 * @param onBreak it has ended, or could not be opened
 */
export function openStream(services: StreamServices, url: string, onEvent: (event: DeskEvent) => void, onBreak: () => void): Stream {
  let source: Source | undefined;
  let cancelWait = () => {};
  let isWaiting = false;
  let waitMs = FIRST_WAIT_MS;

  const open = () => {
    isWaiting = false;
    const own = services.openSource(url);
    source = own;
    own.onmessage = ({ data }) => {
      const event = readEvent(data);
      if (!event) return;
      waitMs = FIRST_WAIT_MS;
      onEvent(event);
    };
    own.onerror = () => fail(own);
  };
  const fail = (own: Source) => {
    own.close();
    if (source !== own) return;
    source = undefined;
    wait();
    onBreak();
  };
  const wait = () => {
    isWaiting = true;
    cancelWait = services.after(waitMs * (0.5 + services.random() / 2), open);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  };
  open();
  return {
    wake() {
      if (!isWaiting) return;
      cancelWait();
      open();
    },
    cut() {
      if (source) fail(source);
    },
    stop() {
      cancelWait();
      isWaiting = false;
      source?.close();
      source = undefined;
    },
  };
}

function readEvent(data: unknown): DeskEvent | undefined {
  try {
    return JSON.parse(String(data)) as DeskEvent;
  } catch {
    return undefined;
  }
}
