import type { ConversationAnswer, TokenAnswer } from '../../channel/directline/protocol.ts';
import { RequestError, requestJson } from './http.ts';
import type { ActivitySet, OutgoingActivity } from './wire.ts';

/** What reopens a conversation: kept over a reload. */
export interface Session {
  readonly conversationId: string;
  readonly token: string;
}

/** A conversation that is open: its session, the address of its stream, how long the token lasts. */
export interface OpenConversation {
  readonly session: Session;
  readonly streamUrl: string | undefined;
  readonly expiresInSeconds: number | undefined;
}

const TIMEOUT_MS = 20_000;

/** The requests of a Direct Line client, and of our token endpoint. Each rejects with a `RequestError`. */
export class DirectLineRequests {
  readonly #baseUrl: string;
  readonly #fetch: typeof fetch;

  /** @param baseUrl where the service is, with a slash at the end */
  constructor(baseUrl: string, send: typeof fetch) {
    this.#baseUrl = baseUrl;
    this.#fetch = send;
  }

  /** Starts a new conversation. `locale` is the language of the welcome. */
  async start(locale: string): Promise<OpenConversation> {
    const { token } = await this.#send<TokenAnswer>('POST', 'api/token', undefined, {});
    const answer = await this.#send<ConversationAnswer>('POST', 'v3/directline/conversations', token, { locale });
    return this.#open({ conversationId: answer.conversationId, token }, answer);
  }

  /** Opens the stream of a conversation again. */
  async reconnect(session: Session, watermark: string | undefined): Promise<OpenConversation> {
    return this.#open(session, await this.#send<ConversationAnswer>('GET', withWatermark(pathOf(session), watermark), session.token));
  }

  /** A new token for the same conversation, while the old one still counts. */
  async refresh(session: Session): Promise<OpenConversation> {
    return this.#open(session, await this.#send<TokenAnswer>('POST', 'v3/directline/tokens/refresh', session.token, {}));
  }

  /** A new token for the same conversation after the old one has expired. @throws {RequestError} 404 when the service can't reopen it. */
  async reopen(session: Session): Promise<OpenConversation> {
    const answer = await this.#send<TokenAnswer>('POST', 'api/token', undefined, { token: session.token });
    if (answer.conversationId !== session.conversationId) throw new RequestError(404, 'ConversationNotFound');
    return this.#open(session, answer);
  }

  activities(session: Session, watermark: string | undefined): Promise<ActivitySet> {
    return this.#send('GET', withWatermark(`${pathOf(session)}/activities`, watermark), session.token);
  }

  /** @returns the id that the service gave the activity */
  async post(session: Session, activity: OutgoingActivity): Promise<string> {
    const body = { ...activity, from: { id: 'user', role: 'user' } };
    const { id } = await this.#send<{ id: string }>('POST', `${pathOf(session)}/activities`, session.token, body);
    return id;
  }

  #open(session: Session, answer: TokenAnswer & Partial<ConversationAnswer>): OpenConversation {
    return {
      session: { conversationId: session.conversationId, token: answer.token },
      streamUrl: answer.streamUrl === undefined ? undefined : this.#onOurHost(answer.streamUrl),
      expiresInSeconds: answer.expires_in,
    };
  }

  /** The stream's address at the host that we reach the service by: behind a proxy the service may not know that name. */
  #onOurHost(streamUrl: string): string {
    const base = new URL(this.#baseUrl);
    const url = new URL(streamUrl, base);
    url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    url.host = base.host;
    return url.href;
  }

  #send<T>(method: 'GET' | 'POST', path: string, token: string | undefined, body?: unknown): Promise<T> {
    return requestJson<T>(this.#fetch, { method, url: this.#baseUrl + path, token, body, timeoutMs: TIMEOUT_MS });
  }
}

function pathOf(session: Session): string {
  return `v3/directline/conversations/${encodeURIComponent(session.conversationId)}`;
}

function withWatermark(path: string, watermark: string | undefined): string {
  return watermark === undefined ? path : `${path}?watermark=${encodeURIComponent(watermark)}`;
}
