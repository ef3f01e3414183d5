import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ActivityJson } from '../../src/storage/stores.ts';
import { until } from './until.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever comes back
  readonly body: any;
}

/** One request with a JSON body and a bearer token. */
export async function send(
  method: string,
  url: string,
  token?: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

/** A plain client of our Direct Line, for one conversation. */
export class Client {
  readonly url: string;
  token: string;
  readonly conversationId: string;
  streamUrl: string;

  constructor(url: string, conversation: { token: string; conversationId: string; streamUrl: string }) {
    this.url = url;
    this.token = conversation.token;
    this.conversationId = conversation.conversationId;
    this.streamUrl = conversation.streamUrl;
  }

  static async start(url: string, locale?: string): Promise<Client> {
    const { body: issued } = await send('POST', `${url}/api/token`);
    const { body } = await send('POST', `${url}/v3/directline/conversations`, issued.token, locale ? { locale } : undefined);
    return new Client(url, body);
  }

  /** The same conversation at another instance or after a restart. */
  at(url: string): Client {
    return new Client(url, this);
  }

  get path(): string {
    return `${this.url}/v3/directline/conversations/${this.conversationId}`;
  }

  post(activity: Record<string, unknown>): Promise<Answer> {
    return send('POST', `${this.path}/activities`, this.token, activity);
  }

  say(text: string, clientActivityID?: string): Promise<Answer> {
    return this.post({ type: 'message', text, ...(clientActivityID ? { channelData: { clientActivityID } } : {}) });
  }

  async activities(watermark = ''): Promise<ActivityJson[]> {
    return (await send('GET', `${this.path}/activities?watermark=${watermark}`, this.token)).body.activities;
  }

  async texts(): Promise<unknown[]> {
    return (await this.activities()).map((activity) => activity['text']);
  }

  /** Waits until the log holds this text, and returns all texts. */
  async heard(text: string): Promise<unknown[]> {
    await until(async () => (await this.texts()).includes(text));
    return this.texts();
  }

  reconnect(watermark = ''): Promise<Answer> {
    return send('GET', `${this.path}?watermark=${watermark}`, this.token);
  }
}

/** What a stream has sent. */
export interface Listening {
  readonly socket: WebSocket;
  readonly activities: ActivityJson[];
  readonly watermarks: string[];
  texts(): unknown[];
}

/** Opens a stream. @throws if it is refused */
export async function listen(streamUrl: string): Promise<Listening> {
  const socket = new WebSocket(streamUrl);
  const activities: ActivityJson[] = [];
  const watermarks: string[] = [];
  socket.on('message', (data) => {
    if (!String(data)) return;
    const set = JSON.parse(String(data)) as { activities: ActivityJson[]; watermark?: string };
    activities.push(...set.activities);
    if (set.watermark) watermarks.push(set.watermark);
  });
  await once(socket, 'open');
  return { socket, activities, watermarks, texts: () => activities.map((activity) => activity['text']) };
}
