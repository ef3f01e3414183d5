import { DirectLineRequests, type OpenConversation, type Session } from './direct-line.ts';
import { RequestError } from './http.ts';
import { listen, type Socket, type Stream } from './stream.ts';
import type { Activity, ActivitySet, OutgoingActivity } from './wire.ts';

/**
 * - `connecting`: the first attempt
 * - `online`: what the service says arrives
 * - `reconnecting`: it did, and will again
 * - `unavailable`: it never did in several attempts; they go on
 * - `gone`: the service no longer knows the conversation; `restart` begins a new one
 */
export type Status = 'connecting' | 'online' | 'reconnecting' | 'unavailable' | 'gone';

/** What the connection needs from its surroundings; handed in, so that it knows no browser. */
export interface Services {
  readonly fetch: typeof fetch;
  readonly openSocket: (url: string) => Socket;
  /** Calls back once after `ms`; the result cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** 0 to 1. */
  readonly random: () => number;
}

export interface ConnectionOptions {
  readonly baseUrl: string;
  /** A conversation to go on with. */
  readonly session: Session | undefined;
  /** The language of the welcome in a new conversation. */
  readonly locale: () => string;
  readonly services: Services;
  readonly onActivities: (activities: readonly Activity[]) => void;
  readonly onStatus: (status: Status) => void;
  /** The session to keep; `undefined` when there is none any more. */
  readonly onSession: (session: Session | undefined) => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Attempts before a user who has never been connected is told. */
const PATIENT_ATTEMPTS = 2;
/** Sockets in a row that never opened, after which a proxy is in the way and we ask at intervals instead. */
const SOCKET_ATTEMPTS = 2;
const POLL_MS = 3_000;
const POLL_AFTER_POST_MS = 700;
/** A post without any word from the stream in this time: the stream may be dead without having been closed. */
const ECHO_PATIENCE_MS = 4_000;
const SILENCE_MS = 45_000;

/** One conversation with the service, kept open over lost connections and expired tokens. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #requests: DirectLineRequests;
  #session: Session | undefined;
  /** Everything up to here has been handed on. */
  #watermark: string | undefined;
  #renewal: Promise<void> | undefined;
  #cancelRefresh = () => {};
  /** Ends the pause that the connection is in, or the stream that it follows. */
  #wake: (() => void) | undefined;
  #stream: Stream | undefined;
  #socketFailures = 0;
  #quickPolls = 0;
  /** Counts runs; an older one that wakes up late sees that it is over. */
  #run = 0;
  #wasOnline = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#session = options.session;
    this.#requests = new DirectLineRequests(options.baseUrl, options.services.fetch);
  }

  /** Connects, and reconnects until `stop`. */
  start(): void {
    this.stop();
    void this.#keepConnected(this.#run);
  }

  stop(): void {
    this.#run += 1;
    this.#cancelRefresh();
    this.#stream?.end();
    this.#wake?.();
  }

  /** Leaves the conversation behind and begins a new one. */
  restart(): void {
    this.#forget();
    this.#wasOnline = false;
    this.start();
  }

  /** The network is back, or the page is looked at again: don't wait any longer. */
  wake(): void {
    if (this.#stream) void this.#check(this.#stream);
    else this.#wake?.();
  }

  /** The network is gone: an open stream is dead, whatever it says. */
  suspend(): void {
    this.#stream?.end();
  }

  /** Sends an activity. @returns its id. @throws {RequestError} */
  async post(activity: OutgoingActivity): Promise<string> {
    if (!this.#session) throw new RequestError(0, 'NotConnected');
    const run = this.#run;
    try {
      const id = await this.#authorized((session) => this.#requests.post(session, activity));
      // That somebody is writing comes back to nobody.
      if (activity.type !== 'typing') this.#expectEcho();
      return id;
    } catch (error) {
      if (isGone(error) && run === this.#run) {
        this.stop();
        this.#options.onStatus('gone');
      }
      throw error;
    }
  }

  async #keepConnected(run: number): Promise<void> {
    this.#options.onStatus(this.#wasOnline ? 'reconnecting' : 'connecting');
    for (let failures = 0; run === this.#run; failures += 1) {
      let pauseMs: number | undefined;
      try {
        const { streamUrl } = await this.#join();
        if (run !== this.#run) return;
        await this.#follow(run, streamUrl, () => {
          failures = 0;
          this.#wasOnline = true;
          this.#options.onStatus('online');
        });
      } catch (error) {
        if (run !== this.#run) return;
        if (isGone(error)) {
          if (this.#watermark !== undefined) return this.#options.onStatus('gone');
          // Nothing of it has been shown: the user is best served with a new one.
          this.#forget();
        }
        pauseMs = error instanceof RequestError ? error.retryAfterMs : undefined;
      }
      if (run !== this.#run) return;
      if (this.#wasOnline) this.#options.onStatus('reconnecting');
      else if (failures + 1 >= PATIENT_ATTEMPTS) this.#options.onStatus('unavailable');
      await this.#pause(pauseMs ?? this.#backoffMs(failures));
    }
  }

  /** Opens the conversation, a new one if there is none. */
  async #join(): Promise<OpenConversation> {
    const open = this.#session
      ? await this.#authorized((session) => this.#requests.reconnect(session, this.#watermark))
      : await this.#requests.start(this.#options.locale());
    this.#accept(open);
    return open;
  }

  /** Hands on what the service says, until the stream ends. */
  async #follow(run: number, streamUrl: string | undefined, onLive: () => void): Promise<void> {
    if (streamUrl === undefined || this.#socketFailures >= SOCKET_ATTEMPTS) return this.#poll(run, onLive);
    let caughtUp = false;
    let heardBefore = -1;
    const stream = listen(this.#options.services, streamUrl, (set) => this.#receive(set, caughtUp));
    this.#stream = stream;
    try {
      await stream.opened;
      this.#socketFailures = 0;
      await this.#catchUp();
      caughtUp = true;
      onLive();
      const watch = () => {
        if (stream.heard() === heardBefore) void this.#check(stream);
        heardBefore = stream.heard();
        cancelWatch = this.#options.services.after(SILENCE_MS, watch);
      };
      let cancelWatch = this.#options.services.after(SILENCE_MS, watch);
      await stream.ended;
      cancelWatch();
    } catch (error) {
      if (!stream.hasOpened()) this.#socketFailures += 1;
      throw error;
    } finally {
      stream.end();
      this.#stream = undefined;
    }
  }

  async #poll(run: number, onLive: () => void): Promise<void> {
    while (run === this.#run) {
      await this.#catchUp();
      onLive();
      this.#quickPolls -= 1;
      await this.#pause(this.#quickPolls > 0 ? POLL_AFTER_POST_MS : POLL_MS);
    }
  }

  /** Fetches everything after the watermark, page by page. @returns whether there was anything */
  async #catchUp(): Promise<boolean> {
    for (let found = false; ; ) {
      const before = this.#watermark;
      const set = await this.#authorized((session) => this.#requests.activities(session, before));
      this.#receive(set, true);
      found ||= Boolean(set.activities?.length);
      if (set.watermark === undefined || set.watermark === before) return found;
    }
  }

  /** While older activities are still being fetched, the watermark of newer ones must not be kept: a break now would skip the gap. */
  #receive(set: ActivitySet, keepWatermark: boolean): void {
    if (keepWatermark && set.watermark !== undefined) this.#watermark = set.watermark;
    if (set.activities?.length) this.#options.onActivities(set.activities);
  }

  /** Asks whether a silent stream has missed something; if so, or without an answer, it is dead. */
  async #check(stream: Stream): Promise<void> {
    const missed = await this.#catchUp().catch(() => true);
    if (missed) stream.end();
  }

  #expectEcho(): void {
    this.#quickPolls = 10;
    const stream = this.#stream;
    if (!stream) {
      this.#wake?.();
      return;
    }
    const heard = stream.heard();
    this.#options.services.after(ECHO_PATIENCE_MS, () => {
      if (this.#stream === stream && stream.heard() === heard) void this.#check(stream);
    });
  }

  /** Runs a request with the session's token, once more with a new one if the token has expired. */
  async #authorized<T>(send: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#session;
    if (!session) throw new RequestError(0, 'NotConnected');
    try {
      return await send(session);
    } catch (error) {
      if (!(error instanceof RequestError) || (error.status !== 401 && error.status !== 403)) throw error;
      if (this.#session === session) {
        this.#renewal ??= this.#renew(session).finally(() => {
          this.#renewal = undefined;
        });
        await this.#renewal;
      }
      return send(this.#session ?? session);
    }
  }

  async #renew(session: Session): Promise<void> {
    const open = await this.#requests.reopen(session);
    if (this.#session === session) this.#accept(open);
  }

  #accept({ session, expiresInSeconds }: OpenConversation): void {
    this.#session = session;
    this.#options.onSession(session);
    this.#cancelRefresh();
    if (!expiresInSeconds) return;
    // At half its life; should that fail or come too late, the expired token reopens the conversation.
    this.#cancelRefresh = this.#options.services.after(expiresInSeconds * 500, () => {
      this.#requests.refresh(session).then(
        (open) => this.#session === session && this.#accept(open),
        () => undefined,
      );
    });
  }

  #forget(): void {
    this.#session = undefined;
    this.#watermark = undefined;
    this.#options.onSession(undefined);
  }

  /** Twice as long after each failure; half of it random, so that clients don't all come back at the same moment. */
  #backoffMs(failures: number): number {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    return longest * (0.5 + this.#options.services.random() / 2);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        cancel();
        this.#wake = undefined;
        resolve();
      };
      const cancel = this.#options.services.after(ms, finish);
      this.#wake = finish;
    });
  }
}

/** The conversation doesn't exist, or isn't ours even with a new token. */
function isGone(error: unknown): boolean {
  return error instanceof RequestError && [401, 403, 404, 410].includes(error.status);
}
