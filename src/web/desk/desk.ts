import type { Colleague, DeskEvent, DeskMessage, HandoffSummary, Me } from '../../desk/protocol.ts';
import type { Presence } from '../../domain/counselor.ts';
import type { HandoffState } from '../../domain/handoff.ts';
import type { Api, ApiError } from './api.ts';
import type { Kept } from './kept.ts';
import { type Alert, alertsBetween, mayRead } from './lists.ts';
import type { Content, DeskState, Outgoing } from './state.ts';
import * as change from './state.ts';
import type { Stream } from './stream.ts';

export interface DeskParts {
  readonly api: Api;
  readonly listen: (onEvent: (event: DeskEvent) => void, onBreak: () => void) => Stream;
  readonly kept: Kept | undefined;
  readonly keep: (kept: Kept | undefined) => void;
  readonly createId: () => string;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly nowMs: () => number;
  /** Whether the counselor has the page before their eyes. */
  readonly isWatched: () => boolean;
  readonly alert: (alerts: readonly Alert[]) => void;
}

const LIVE: readonly HandoffState[] = ['waiting', 'active'];
/** Fetched apart, so that a long past does not push the present out of a list. */
const GROUPS: readonly (readonly HandoffState[])[] = [LIVE, ['open'], ['answered'], ['ended', 'left', 'erased']];
/** Signals that come together are answered by one request. */
const GATHER_MS = 60;
const TYPING_EVERY_MS = 3_000;
/** Until the next attempt when the service can't be reached at the start. */
const AWAY_MS = 5_000;
/** A network that is gone without a word is noticed so. */
const PROBE_EVERY_MS = 30_000;
/** After a message was lost although the stream is open. */
const RETRY_MS = 3_000;

/** The desk between page and service: holds the state, fetches what the stream names, sends what counselors write. */
export class Desk {
  state: DeskState = change.START;
  readonly api: Api;
  readonly #parts: DeskParts;
  readonly #listeners = new Set<() => void>();
  readonly #gathering = new Set<string>();
  /** Conversations that are being fetched, with the position from which to fetch once more. */
  readonly #loading = new Map<string, { again: number }>();
  #kept: Kept | undefined;
  #stream: Stream | undefined;
  #cancelProbe = () => {};
  #typedAtMs = 0;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#kept = parts.kept;
    this.api = parts.api;
  }

  /** @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Finds out whether somebody is signed in. */
  async start(): Promise<void> {
    try {
      this.#welcome(await this.api.get<Me>('/me'));
    } catch (error) {
      if ((error as ApiError).status === 401) return;
      this.#set({ ...this.state, phase: 'away' });
      this.#parts.after(AWAY_MS, () => this.state.phase === 'away' && void this.start());
    }
  }

  /** @throws {ApiError} with the sentence to show */
  async signIn(login: string, password: string): Promise<void> {
    const me = await this.api.post<Me>('/sign-in', { login, password });
    this.#welcome(me);
    // Who signs in to talk to people is here; saying so once more would be forgotten.
    if (isCounselor(me) && me.counselor.presence === 'away') await this.setPresence('here').catch(() => undefined);
  }

  async signOut(): Promise<void> {
    await this.api.post('/sign-out');
    this.#kept = undefined;
    this.#parts.keep(undefined);
    this.#stop();
    this.#set({ ...change.START, phase: 'signed-out' });
  }

  /** The session is over, whoever noticed it. Drafts stay for the same person. */
  sessionEnded(): void {
    this.#stop();
    if (this.state.phase !== 'signed-out') this.#set(change.signedOut(this.state));
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    if (this.state.phase === 'away') void this.start();
    this.#stream?.wake();
    this.#markRead();
  }

  /** The browser has no network any more. */
  suspend(): void {
    this.#stream?.cut();
  }

  /** After a stale token: the service gives a new one. */
  async renew(): Promise<void> {
    const me = await this.api.get<Me>('/me');
    this.#set({ ...this.state, me });
  }

  async setPresence(presence: Presence): Promise<void> {
    await this.api.post('/me/presence', { presence });
    await this.renew();
  }

  /** What the service answered to a change of the profile. */
  setMe(me: Me): void {
    this.#set({ ...this.state, me });
  }

  select(id: string | undefined): void {
    if (id === this.state.selected) return;
    this.#set(change.select(this.state, id));
    if (id !== undefined && this.state.phase === 'ready') void this.loadMessages(id);
  }

  draft(id: string, text: string): void {
    this.#set(change.draft(this.state, id, text));
    const now = this.#parts.nowMs();
    const isOwn = this.#find(id)?.state === 'active';
    if (text === '' || !isOwn || !this.state.isConnected || now - this.#typedAtMs < TYPING_EVERY_MS) return;
    this.#typedAtMs = now;
    this.api.post(`/handoffs/${id}/typing`).catch(() => undefined);
  }

  /** Sends at once, or as soon as there is a connection. */
  send(id: string, content: Content): void {
    this.#set(change.compose(this.state, id, this.#parts.createId(), content));
    this.#flush();
  }

  retry(clientId: string): void {
    this.#set(change.retry(this.state, clientId));
    this.#flush();
  }

  discard(clientId: string): void {
    this.#set(change.confirmed(this.state, clientId));
  }

  /**
   * Changes a handoff at the service: `claim`, `end`, `reopen`, `transfer`, `case`. A refusal is shown at the handoff, and the lists are fetched again.
   * @returns whether it worked
   */
  async act(id: string, action: 'claim' | 'end' | 'reopen' | 'transfer' | 'case', body?: unknown): Promise<boolean> {
    this.#set(change.problem(this.state, id, undefined));
    try {
      const handoff = await this.api.post<HandoffSummary>(`/handoffs/${id}/${action}`, body);
      this.#set(change.receiveHandoff(this.state, handoff));
      if (id === this.state.selected) void this.loadMessages(id);
      return true;
    } catch (error) {
      const { status, message } = error as ApiError;
      if (status !== 401) this.#set(change.problem(this.state, id, message));
      if (status === 409 || status === 404 || status === 403) void this.#loadLists();
      return false;
    }
  }

  /** Fetches what is said in a conversation from the last known message on. */
  async loadMessages(id: string, after = lastSeqOf(this.state, id)): Promise<void> {
    const handoff = this.#find(id);
    if (handoff && !mayRead(handoff, this.state.me?.counselor.id)) return;
    const running = this.#loading.get(id);
    if (running) {
      running.again = Math.min(running.again, after);
      return;
    }
    const load = { again: Number.POSITIVE_INFINITY };
    this.#loading.set(id, load);
    try {
      for (let from = after; ; ) {
        const messages = await this.api.get<readonly DeskMessage[]>(`/handoffs/${id}/activities?after=${from}`);
        this.#set(change.receiveMessages(this.state, id, messages));
        // Not everything in the log is a message, so a short page need not be the last one.
        const last = messages.at(-1)?.seq ?? from;
        if (last === from || last >= (this.#find(id)?.lastSeq ?? 0)) break;
        from = last;
      }
    } catch (error) {
      const { status } = error as ApiError;
      // It was taken or deleted meanwhile, which its state will say.
      if (status === 403 || status === 404) await this.#loadHandoff(id);
      else if (status !== 401) this.#set(change.failedToLoad(this.state, id));
    } finally {
      this.#loading.delete(id);
    }
    this.#markRead();
    if (Number.isFinite(load.again)) await this.loadMessages(id, load.again);
  }

  /** Fetches everything: at the start, and after a gap. */
  async refresh(): Promise<void> {
    const { selected } = this.state;
    await Promise.all([
      this.renew().catch(() => undefined),
      this.#loadLists(),
      this.#loadColleagues(),
      selected === undefined ? undefined : this.loadMessages(selected, oldestUndelivered(this.state, selected)),
    ]);
    this.#flush();
  }

  #welcome(me: Me): void {
    const kept = this.#kept?.counselorId === me.counselor.id ? this.#kept : undefined;
    this.#kept = undefined;
    const { selected } = this.state;
    let state = change.signedIn(this.state, me);
    if (kept) state = { ...state, drafts: { ...kept.drafts, ...state.drafts }, outbox: [...kept.outbox, ...state.outbox] };
    this.#set(selected === undefined ? state : change.select({ ...state, selected: undefined }, selected));
    if (!isCounselor(me)) return;
    this.#stop();
    this.#stream = this.#parts.listen(
      (event) => this.#onEvent(event),
      () => void this.#onBreak(),
    );
    this.#probe();
  }

  /** Asks from time to time: a dead network doesn't break the stream at once, and the office opens and closes without an event. */
  #probe(): void {
    this.#cancelProbe = this.#parts.after(PROBE_EVERY_MS, () => {
      this.#probe();
      this.renew().catch(({ status }: ApiError) => {
        if (status === 0) this.#stream?.cut();
      });
    });
  }

  #stop(): void {
    this.#cancelProbe();
    this.#stream?.stop();
    this.#stream = undefined;
  }

  #onEvent(event: DeskEvent): void {
    switch (event.kind) {
      case 'hello':
        this.#set(change.connected(this.state, true));
        void this.refresh();
        break;
      case 'queue':
        this.#gather('queue', () => this.#loadLists([LIVE, ['open']]));
        break;
      case 'presence':
        this.#gather('presence', async () => {
          await Promise.all([this.#loadColleagues(), this.renew()]);
        });
        break;
      case 'signed-out':
        this.sessionEnded();
        break;
      case 'handoff':
        this.#onHandoff(event.id, event.change);
    }
  }

  #onHandoff(id: string, what: Extract<DeskEvent, { kind: 'handoff' }>['change']): void {
    const isLoaded = this.state.conversations[id] !== undefined;
    if (what === 'typing') {
      this.#set(change.userTypes(this.state, id, this.#parts.nowMs()));
      this.#parts.after(change.TYPING_MS + 50, () => this.#set({ ...this.state }));
      return;
    }
    if (what === 'erased') this.#set(change.erased(this.state, id));
    this.#gather(`handoff ${id}`, () => this.#loadHandoff(id));
    if (!isLoaded || what === 'erased') return;
    if (what === 'delivered') {
      this.#gather(`delivered ${id}`, () => this.loadMessages(id, oldestUndelivered(this.state, id)));
    } else {
      this.#gather(`activities ${id}`, () => this.loadMessages(id));
    }
  }

  async #onBreak(): Promise<void> {
    this.#set(change.connected(this.state, false));
    // An ended session breaks the stream as a lost network does; the API tells them apart.
    await this.renew().catch(() => undefined);
  }

  #gather(key: string, load: () => Promise<void>): void {
    if (this.#gathering.has(key)) return;
    this.#gathering.add(key);
    this.#parts.after(GATHER_MS, () => {
      this.#gathering.delete(key);
      if (this.state.phase === 'ready') load().catch(() => undefined);
    });
  }

  async #loadLists(groups = GROUPS): Promise<void> {
    try {
      await Promise.all(
        groups.map(async (states) => {
          const list = await this.api.get<readonly HandoffSummary[]>(`/handoffs?states=${states.join(',')}`);
          this.#receive(change.receiveList(this.state, states, list));
        }),
      );
    } catch (error) {
      if ((error as ApiError).status !== 401 && this.state.list === 'loading') this.#set({ ...this.state, list: 'failed' });
    }
  }

  async #loadHandoff(id: string): Promise<void> {
    try {
      const handoff = await this.api.get<HandoffSummary>(`/handoffs/${id}`);
      this.#receive(change.receiveHandoff(this.state, handoff));
      this.#markRead();
    } catch (error) {
      const { status } = error as ApiError;
      const isErased = this.#find(id)?.state === 'erased';
      if ((status === 404 || status === 403) && !isErased) this.#set(change.removeHandoff(this.state, id));
    }
  }

  async #loadColleagues(): Promise<void> {
    try {
      const colleagues = await this.api.get<readonly Colleague[]>('/colleagues');
      this.#set({ ...this.state, colleagues });
    } catch {
      // They are fetched again with the next change; who is here matters at a transfer only, which the service checks.
    }
  }

  #receive(state: DeskState): void {
    const alerts = alertsBetween(this.state, state, this.#parts.nowMs());
    this.#set(state);
    const unseen = alerts.filter(({ id }) => id !== this.state.selected || !this.#parts.isWatched());
    if (unseen.length > 0) this.#parts.alert(unseen);
  }

  #markRead(): void {
    const id = this.state.selected;
    const handoff = id === undefined ? undefined : this.#find(id);
    if (!handoff || handoff.counselorId !== this.state.me?.counselor.id || handoff.state !== 'active' || !this.#parts.isWatched()) return;
    const seq = lastSeqOf(this.state, handoff.id);
    if (seq <= handoff.readSeq) return;
    this.#set(change.read(this.state, handoff.id, seq));
    this.api.post(`/handoffs/${handoff.id}/read`, { seq }).catch(() => undefined);
  }

  #flush(): void {
    if (this.state.phase !== 'ready' || !this.state.isConnected) return;
    const { state, sent } = change.dispatch(this.state);
    if (sent.length === 0) return;
    this.#set(state);
    for (const item of sent) void this.#transmit(item);
  }

  async #transmit({ clientId, handoffId, content }: Outgoing): Promise<void> {
    try {
      const body = content.kind === 'text' ? { text: content.text, clientId } : { entry: content.entry, clientId };
      if (this.#find(handoffId)?.kind === 'case') {
        const handoff = await this.api.post<HandoffSummary>(`/handoffs/${handoffId}/answer`, body);
        this.#receive(change.receiveHandoff(this.state, handoff));
        await this.loadMessages(handoffId);
        this.#set(change.confirmed(this.state, clientId));
      } else {
        const message = await this.api.post<DeskMessage>(`/handoffs/${handoffId}/messages`, body);
        this.#set(change.confirmed(change.receiveMessages(this.state, handoffId, [message]), clientId));
      }
    } catch (error) {
      const { status, message, isPassing } = error as ApiError;
      if (status === 401) return; // it waits for the sign-in
      if (isPassing && status !== 429) {
        this.#set(change.lost(this.state, clientId));
        this.#parts.after(RETRY_MS, () => this.#flush());
        return;
      }
      this.#set(change.refused(this.state, clientId, message));
      if (status === 409 || status === 404) void this.#loadLists();
    }
    this.#flush();
  }

  #find(id: string): HandoffSummary | undefined {
    return this.state.handoffs.find((handoff) => handoff.id === id);
  }

  #set(state: DeskState): void {
    if (state === this.state) return;
    const isKeptChanged = state.drafts !== this.state.drafts || state.outbox !== this.state.outbox;
    this.state = state;
    const counselorId = state.me?.counselor.id;
    if (isKeptChanged && counselorId !== undefined) {
      const outbox = state.outbox.map((item) => (item.status === 'sending' ? { ...item, status: 'waiting' as const } : item));
      this.#parts.keep({ counselorId, drafts: state.drafts, outbox });
    }
    for (const listener of this.#listeners) listener();
  }
}

export function isCounselor(me: Me | undefined): boolean {
  return me?.counselor.roles.includes('counselor') ?? false;
}

function lastSeqOf(state: DeskState, id: string): number {
  return state.conversations[id]?.messages.at(-1)?.seq ?? 0;
}

/** Before the first message that is only stored: from here on a report of its delivery may be new. */
function oldestUndelivered(state: DeskState, id: string): number {
  const message = state.conversations[id]?.messages.find(({ delivery }) => delivery === 'stored');
  return message ? message.seq - 1 : lastSeqOf(state, id);
}
