import type { DeskEvent, Me } from '../../src/desk/protocol.ts';
import { PASSWORD } from './desk-account.ts';
import { until } from './until.ts';

export interface DeskAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all kinds.
  readonly body: any;
}

/** A counselor's browser: it keeps cookies, and sends the CSRF value once signed in. */
export class DeskClient {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  csrf: string | undefined;
  #me: Me | undefined;

  constructor(url: string) {
    this.url = url;
  }

  /** Signs in. @throws if that fails */
  static async signIn(url: string, login: string): Promise<DeskClient> {
    const client = new DeskClient(url);
    const { status, body } = await client.post('/sign-in', { login, password: PASSWORD });
    if (status !== 200) throw new Error(`Signing in failed: ${status} ${JSON.stringify(body)}`);
    client.#me = body;
    client.csrf = body.csrf;
    return client;
  }

  get me(): Me {
    if (!this.#me) throw new Error('Nobody is signed in.');
    return this.#me;
  }

  get = (path: string) => this.send('GET', path);
  delete = (path: string) => this.send('DELETE', path);
  post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) => this.send('POST', path, body, headers);

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<DeskAnswer> {
    const response = await this.fetch(`${this.url}/desk/api${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.csrf && method !== 'GET' ? { 'x-csrf-token': this.csrf } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: text && isJson ? JSON.parse(text) : text };
  }

  /** As a browser does: cookies go along, and those that come back are kept. Redirects are not followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { ...init.headers, ...(cookie ? { cookie } : {}) } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line) || value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Opens the stream and collects what it says. */
  async listen(): Promise<DeskListening> {
    const controller = new AbortController();
    const response = await this.fetch(`${this.url}/desk/api/stream`, { signal: controller.signal });
    if (response.status !== 200) throw new Error(`The stream was refused: ${response.status}`);
    const events: DeskEvent[] = [];
    const seen = { text: '', hasEnded: false };
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body!) {
        seen.text += decoder.decode(chunk as Uint8Array, { stream: true });
        events.splice(0, events.length, ...[...seen.text.matchAll(/^data: (.*)\n\n/gm)].map(([, json]) => JSON.parse(json!)));
      }
    };
    read()
      .catch(() => {})
      .finally(() => {
        seen.hasEnded = true;
      });
    return {
      response,
      events,
      text: () => seen.text,
      heard: (kind) => until(() => events.some((event) => event.kind === kind)),
      ended: () => until(() => seen.hasEnded),
      stop: () => controller.abort(),
    };
  }
}

export interface DeskListening {
  readonly response: Response;
  readonly events: readonly DeskEvent[];
  text(): string;
  /** Waits for an event of this kind. */
  heard(kind: DeskEvent['kind']): Promise<void>;
  /** Waits until the service has ended it. */
  ended(): Promise<void>;
  stop(): void;
}
