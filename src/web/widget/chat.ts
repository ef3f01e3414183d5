import type { Connection, Status } from './connection.ts';
import type { Session } from './direct-line.ts';
import { RequestError } from './http.ts';
import * as transcripts from './transcript.ts';
import type { Activity, FeedbackValue, OutgoingActivity } from './wire.ts';

/** What is kept so that a reload goes on with the conversation. */
export interface Kept {
  readonly session?: Session | undefined;
  /** The language that the user chose. */
  readonly locale?: string | undefined;
  readonly unsent?: readonly transcripts.Unsent[] | undefined;
  /** The way back into the conversation outlives the browser's tab: a counselor will answer, perhaps days later. */
  readonly stays?: boolean | undefined;
  /** Position of the last message that the user has seen. */
  readonly seen?: number | undefined;
}

export interface ChatState {
  readonly transcript: transcripts.Transcript;
  readonly status: Status;
  /** Everything said so far has been fetched: from now on, what comes is new. */
  readonly isLoaded: boolean;
  /** As `Kept.stays`. */
  readonly stays: boolean;
}

export interface ChatOptions {
  readonly kept: Kept;
  readonly keep: (kept: Kept) => void;
  readonly locale: string;
  readonly createId: () => string;
  /** Calls back once after `ms`; the result cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly connect: (hooks: {
    readonly session: Session | undefined;
    readonly locale: () => string;
    readonly onActivities: (activities: readonly Activity[]) => void;
    readonly onStatus: (status: Status) => void;
    readonly onSession: (session: Session | undefined) => void;
  }) => Connection;
}

/** Something on its way to the service. */
interface Parcel {
  readonly activity: OutgoingActivity;
  readonly onFailure: () => void;
  cancelDeadline: () => void;
}

/** How long a message may wait for the connection before the user is told that it was not sent. */
export const PATIENCE_MS = 10_000;
const TYPING_MS = 8_000;
/** Who is writing tells a counselor at most this often. */
const TELL_TYPING_MS = 3_000;

/** The conversation as the window works with it: state to show, and what the user can do. Knows no DOM. */
export class Chat {
  readonly #options: ChatOptions;
  readonly #connection: Connection;
  readonly #listeners = new Set<() => void>();
  /** Sent one after another, so that two quick messages keep their order. */
  #outbox: Parcel[] = [];
  #isFlushing = false;
  #session: Session | undefined;
  #locale: string;
  #chosenLocale: string | undefined;
  #cancelTyping = () => {};
  #hasToldTyping = false;
  #isLookedAt = true;
  #seen: number;
  #state: ChatState;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#session = options.kept.session;
    this.#chosenLocale = options.kept.locale;
    this.#locale = options.locale;
    this.#seen = options.kept.seen ?? 0;
    const unsent = options.kept.unsent ?? [];
    this.#state = { transcript: transcripts.restore(unsent), status: 'connecting', isLoaded: false, stays: options.kept.stays ?? false };
    this.#connection = options.connect({
      session: this.#session,
      locale: () => this.#locale,
      onActivities: (activities) => this.#receive(activities),
      onStatus: (status) => this.#changeStatus(status),
      onSession: (session) => {
        this.#session = session;
        this.#update(session ? {} : { stays: false });
      },
    });
    for (const { clientId, text, failed } of unsent) if (!failed) this.#sendMessage(clientId, text);
  }

  get state(): ChatState {
    return this.#state;
  }

  get connection(): Pick<Connection, 'start' | 'stop' | 'wake' | 'suspend'> {
    return this.#connection;
  }

  /** Calls back after every change of `state`; the result ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(text: string): void {
    this.#hasToldTyping = false;
    const clientId = this.#options.createId();
    this.#update({ transcript: transcripts.compose(this.#state.transcript, clientId, text) });
    this.#sendMessage(clientId, text);
  }

  /** "Not sent, try again" */
  retry(clientId: string): void {
    const message = this.#state.transcript.messages.find(({ key }) => key === clientId);
    if (message?.delivery !== 'failed') return;
    this.#update({ transcript: transcripts.retry(this.#state.transcript, clientId) });
    this.#sendMessage(clientId, message.text);
    this.#connection.wake();
  }

  /** The user is writing: a counselor who has the conversation sees it. */
  tellTyping(): void {
    if (this.#hasToldTyping || this.#state.status !== 'online' || this.#state.transcript.handoff.state !== 'active') return;
    this.#hasToldTyping = true;
    this.#options.after(TELL_TYPING_MS, () => {
      this.#hasToldTyping = false;
    });
    const channelData = { clientActivityID: this.#options.createId() };
    // A passing sign: if it gets lost, the next one tells the same.
    this.#connection.post({ type: 'typing', locale: this.#locale, channelData }).catch(() => undefined);
  }

  /** Whether the user sees the window. What came unseen is kept on the device until it has been seen. */
  look(isLookedAt: boolean): void {
    this.#isLookedAt = isLookedAt;
    this.#update({});
  }

  /** "Was this helpful?" */
  rate(message: transcripts.Message, helpful: boolean): void {
    const replyToId = message.id;
    if (!replyToId) return;
    this.#update({ transcript: transcripts.rate(this.#state.transcript, replyToId, helpful) });
    const value: FeedbackValue = { entry: message.entry, helpful, replyToId };
    this.#sendEvent('wegweiser/feedback', value, () =>
      this.#update({ transcript: transcripts.rate(this.#state.transcript, replyToId, undefined) }),
    );
  }

  /** The user chose a language: kept, and told to the service, which says its last answer again. */
  chooseLanguage(locale: string): void {
    this.#locale = locale;
    this.#chosenLocale = locale;
    this.#keep();
    this.#sendEvent('wegweiser/language', { locale }, () => undefined);
  }

  /** Leaves the conversation to the service, so that nobody finds it on this device any more. @param parting what is said before, if anything */
  async forget(parting: string | undefined): Promise<void> {
    const channelData = { clientActivityID: this.#options.createId() };
    // Without a connection nobody is held up who wants to leave no traces.
    if (parting && this.#state.status === 'online')
      await this.#connection.post({ type: 'message', text: parting, locale: this.#locale, channelData }).catch(() => undefined);
    this.#restart([]);
  }

  /** Begins a new conversation; what has not been sent goes there. */
  startNew(): void {
    this.#restart(transcripts.unsentOf(this.#state.transcript));
  }

  #restart(unsent: readonly transcripts.Unsent[]): void {
    this.#cancelAll();
    this.#state = {
      transcript: transcripts.restore(unsent.map((one) => ({ ...one, failed: false }))),
      status: 'connecting',
      isLoaded: false,
      stays: false,
    };
    for (const { clientId, text } of unsent) this.#sendMessage(clientId, text);
    this.#update({});
    this.#connection.restart();
  }

  #sendMessage(clientId: string, text: string): void {
    this.#enqueue({ type: 'message', text, locale: this.#locale, channelData: { clientActivityID: clientId } }, () =>
      this.#update({ transcript: transcripts.fail(this.#state.transcript, clientId) }),
    );
  }

  #sendEvent(name: NonNullable<OutgoingActivity['name']>, value: unknown, onFailure: () => void): void {
    const channelData = { clientActivityID: this.#options.createId() };
    this.#enqueue({ type: 'event', name, value, locale: this.#locale, channelData }, onFailure);
  }

  #enqueue(activity: OutgoingActivity, onFailure: () => void): void {
    const parcel: Parcel = { activity, onFailure, cancelDeadline: () => {} };
    parcel.cancelDeadline = this.#options.after(PATIENCE_MS, () => this.#giveUp(parcel));
    this.#outbox.push(parcel);
    void this.#flush();
  }

  #giveUp(parcel: Parcel): void {
    this.#drop(parcel);
    parcel.onFailure();
  }

  #drop(parcel: Parcel): void {
    parcel.cancelDeadline();
    this.#outbox = this.#outbox.filter((other) => other !== parcel);
  }

  #cancelAll(): void {
    for (const parcel of this.#outbox) parcel.cancelDeadline();
    this.#outbox = [];
  }

  /** Posts what waits, in order, until there is nothing left or no way to the service. */
  async #flush(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    try {
      for (let parcel = this.#outbox[0]; parcel && this.#state.status === 'online'; parcel = this.#outbox[0]) {
        if (!(await this.#deliver(parcel))) return;
      }
    } finally {
      this.#isFlushing = false;
    }
  }

  /** @returns whether to go on with the next */
  async #deliver(parcel: Parcel): Promise<boolean> {
    const clientId = parcel.activity.channelData.clientActivityID;
    try {
      const id = await this.#connection.post(parcel.activity);
      this.#drop(parcel);
      this.#update({ transcript: transcripts.acknowledge(this.#state.transcript, clientId, id) });
      return true;
    } catch (error) {
      const passing = error instanceof RequestError && error.passing;
      if (!passing) {
        if (this.#state.status !== 'gone') this.#giveUp(parcel);
        return true;
      }
      // The deadline is still running: another attempt soon, or as soon as the connection is back.
      if (this.#outbox.includes(parcel)) this.#options.after(error.retryAfterMs ?? 1_000, () => void this.#flush());
      return false;
    }
  }

  #receive(activities: readonly Activity[]): void {
    const transcript = transcripts.receive(this.#state.transcript, activities);
    const arrived = new Set(activities.map((activity) => activity.channelData?.clientActivityID));
    for (const parcel of this.#outbox) if (arrived.has(parcel.activity.channelData.clientActivityID)) this.#drop(parcel);
    this.#cancelTyping();
    if (transcript.typing) {
      this.#cancelTyping = this.#options.after(TYPING_MS, () =>
        this.#update({ transcript: transcripts.stopTyping(this.#state.transcript) }),
      );
    }
    this.#update({ transcript });
  }

  #changeStatus(status: Status): void {
    if (status === 'gone') for (const parcel of [...this.#outbox]) this.#giveUp(parcel);
    this.#update({ status, isLoaded: this.#state.isLoaded || status === 'online' });
    if (status === 'online') void this.#flush();
  }

  #update(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    this.#state = { ...this.#state, stays: this.#staysOnDevice() };
    const { transcript, isLoaded } = this.#state;
    if (isLoaded && this.#isLookedAt) this.#seen = Math.max(0, ...transcript.messages.map(({ sequence }) => sequence ?? 0));
    this.#keep();
    for (const listener of this.#listeners) listener();
  }

  /** From the queue, or a message left, until the end has been seen; what was kept before stays so until everything said is known. */
  #staysOnDevice(): boolean {
    const { stays, transcript, isLoaded, status } = this.#state;
    if (status === 'gone') return false;
    if (transcript.handoff.state !== 'none') return true;
    return stays && !(isLoaded && this.#isLookedAt);
  }

  #keep(): void {
    const { transcript, stays } = this.#state;
    const unsent = transcripts.unsentOf(transcript);
    this.#options.keep({ session: this.#session, locale: this.#chosenLocale, unsent, stays, seen: this.#seen });
  }
}
