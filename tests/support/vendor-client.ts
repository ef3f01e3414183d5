import { type Activity, ConnectionStatus, DirectLine, type DirectLineOptions } from 'botframework-directlinejs';
import { WebSocket } from 'ws';

/** As much of a browser's XMLHttpRequest as the vendor's client uses, on `fetch`. */
class FetchXhr {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onreadystatechange: (() => void) | undefined;
  onerror: ((error: unknown) => void) | undefined;
  ontimeout: (() => void) | undefined;
  readonly upload = {};
  readonly #headers = new Headers();
  #method = 'GET';
  #url = '';
  #answer = new Headers();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }
  getResponseHeader(name: string): string | null {
    return this.#answer.get(name);
  }
  abort(): void {}
  send(body?: string): void {
    fetch(this.#url, { method: this.#method, headers: this.#headers, ...(body ? { body } : {}) })
      .then(async (answer) => {
        this.#answer = answer.headers;
        this.status = answer.status;
        this.response = JSON.parse((await answer.text()) || 'null');
      })
      .catch(() => {
        this.status = 0;
      })
      .finally(() => {
        this.readyState = 4;
        this.onreadystatechange?.();
      });
  }
}

/** The vendor's client, and everything that came through it. */
export interface VendorClient {
  readonly directLine: DirectLine;
  readonly activities: Activity[];
  readonly statuses: ConnectionStatus[];
  /** What ended the flow of activities. */
  readonly failures: unknown[];
  texts(): unknown[];
  /** Posts a message. @returns its id */
  say(text: string): Promise<string>;
  end(): void;
}

/** Connects the vendor's client (`botframework-directlinejs`) as a browser would, but coming back as early as it can. */
export function vendorClient(url: string, options: DirectLineOptions): VendorClient {
  Object.assign(globalThis, { XMLHttpRequest: FetchXhr });
  const directLine = new DirectLine({
    domain: `${url}/v3/directline`,
    pollingInterval: 200,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    random: () => 0,
    ...options,
  });
  const activities: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const failures: unknown[] = [];
  const follow = directLine.activity$.subscribe(
    (activity) => activities.push(activity),
    (error) => failures.push(error),
  );
  directLine.connectionStatus$.subscribe((status) => statuses.push(status));
  return {
    directLine,
    activities,
    statuses,
    failures,
    texts: () => activities.map((activity) => ('text' in activity ? activity.text : undefined)),
    say: (text) =>
      new Promise((resolve, reject) => {
        directLine.postActivity({ type: 'message', text, from: { id: 'ignored' } }).subscribe(resolve, reject);
      }),
    end() {
      follow.unsubscribe();
      directLine.end();
    },
  };
}

export { ConnectionStatus };
