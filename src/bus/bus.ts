/** What instances of the service tell each other. Signals carry no texts: who needs those reads them from the store. */
export type Signal =
  /** New activities are in the log of this conversation. */
  | { readonly kind: 'activities'; readonly conversationId: string }
  /** Somebody (`from` is the sender's id) is writing in this conversation. */
  | { readonly kind: 'typing'; readonly conversationId: string; readonly from: string }
  /** This conversation was deleted. */
  | { readonly kind: 'erased'; readonly conversationId: string }
  /** For the counselors' pages. */
  | DeskSignal;

/** Something at the desk has changed: the queue as a whole, who is here, or one handoff (its state, what is said, who is writing, that it was erased). */
export interface DeskSignal {
  readonly kind: 'desk';
  readonly change: 'queue' | 'presence' | 'state' | 'activities' | 'typing' | 'delivered' | 'erased';
  readonly handoffId?: string | undefined;
}

export interface Listener {
  onSignal(signal: Signal): void;
  /** Signals may have been missed: look into the store. */
  onGap(): void;
}

/** Carries signals between the parts of one instance, and between instances. */
export interface Bus {
  /** Delivers at once to listeners of this instance and soon to those of others. Never fails: a listener that misses a signal hears of the gap. */
  publish(signal: Signal): void;
  /** Listens to one conversation; the result ends it. */
  subscribe(conversationId: string, listener: Listener): () => void;
  /** Listens to what concerns the desk; the result ends it. */
  subscribeDesk(listener: Listener): () => void;
  close(): Promise<void>;
}
