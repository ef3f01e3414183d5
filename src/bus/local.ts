import type { Bus, Listener, Signal } from './bus.ts';

/** The listeners of this process. */
export interface LocalBus extends Bus {
  /** Tells every listener that signals may have been missed. */
  reportGap(): void;
}

/** The desk's place among the conversations; no conversation's id is empty. */
const DESK = '';

/** The bus of a single instance. */
export function createLocalBus(): LocalBus {
  const listeners = new Map<string, Set<Listener>>();

  function subscribe(topic: string, listener: Listener): () => void {
    const group = listeners.get(topic) ?? new Set();
    listeners.set(topic, group.add(listener));
    return () => {
      group.delete(listener);
      if (group.size === 0 && listeners.get(topic) === group) listeners.delete(topic);
    };
  }

  return {
    publish(signal: Signal) {
      const topic = signal.kind === 'desk' ? DESK : signal.conversationId;
      for (const listener of [...(listeners.get(topic) ?? [])]) listener.onSignal(signal);
    },
    subscribe,
    subscribeDesk: (listener) => subscribe(DESK, listener),
    reportGap() {
      for (const group of [...listeners.values()]) for (const listener of [...group]) listener.onGap();
    },
    close: () => Promise.resolve(),
  };
}
