import type { Bus, Listener, Signal } from './bus.ts';

/** The listeners of this process. */
export interface LocalBus extends Bus {
  /** Tells every listener that signals may have been missed. */
  reportGap(): void;
}

/** The bus of a single instance. */
export function createLocalBus(): LocalBus {
  const listeners = new Map<string, Set<Listener>>();
  return {
    publish(signal: Signal) {
      for (const listener of [...(listeners.get(signal.conversationId) ?? [])]) listener.onSignal(signal);
    },
    subscribe(conversationId, listener) {
      const group = listeners.get(conversationId) ?? new Set();
      listeners.set(conversationId, group.add(listener));
      return () => {
        group.delete(listener);
        if (group.size === 0 && listeners.get(conversationId) === group) listeners.delete(conversationId);
      };
    },
    reportGap() {
      for (const group of [...listeners.values()]) for (const listener of [...group]) listener.onGap();
    },
    close: () => Promise.resolve(),
  };
}
