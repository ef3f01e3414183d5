import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Api } from './api.ts';
import type { Desk } from './desk.ts';
import type { Settings } from './kept.ts';
import type { DeskState } from './state.ts';
import type { Code, Strings } from './strings.ts';

/** What every part of the page may use. */
export interface DeskUse {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly strings: Strings;
  /** The language of the page. */
  readonly tag: Code;
  readonly settings: Settings;
  readonly setSettings: (settings: Settings) => void;
}

export const DeskContext = createContext<DeskUse>(undefined as unknown as DeskUse);

export function useDesk(): DeskUse {
  return useContext(DeskContext);
}

/** The time, renewed as often as what is shown by it can change. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Something fetched for a view. `load` again by `reload`. */
export interface Fetched<T> {
  readonly value: T | undefined;
  readonly isLoading: boolean;
  /** The sentence to show; `undefined` if all is well. */
  readonly problem: string | undefined;
  readonly reload: () => void;
}

/** Fetches a path when the view appears and whenever it changes; nothing without one. */
export function useFetched<T>(path: string | undefined): Fetched<T> {
  return useFetchedBy(path, (api) => api.get<T>(path!));
}

/**
 * Fetches when the view appears and whenever `key` changes; answers that come too late are dropped. Nothing is fetched without a key.
 * What was shown stays until the new answer is there.
 */
export function useFetchedBy<T>(key: string | undefined, fetch: (api: Api) => Promise<T>): Fetched<T> {
  const { desk, strings } = useDesk();
  const [round, setRound] = useState(0);
  const [result, setResult] = useState<{ readonly value?: T; readonly error?: unknown; readonly done?: string }>({});
  const attempt = `${round} ${key}`;
  useEffect(() => {
    if (key === undefined) return;
    let isCurrent = true;
    fetch(desk.api).then(
      (value) => isCurrent && setResult({ value, done: attempt }),
      (error) => isCurrent && setResult((before) => ({ ...before, error, done: attempt })),
    );
    return () => {
      isCurrent = false;
    };
  }, [attempt]);
  const isLoading = key !== undefined && result.done !== attempt;
  const problem = isLoading || result.error === undefined ? undefined : sentenceOf(result.error, strings);
  return { value: result.value, isLoading, problem, reload: () => setRound((count) => count + 1) };
}

/** What to tell of a failed request: the service's own sentence if there is one. */
export function sentenceOf(error: unknown, { problem }: Strings): string {
  const { status, message } = error as { status?: number; message?: string };
  if (status === 0 || status === undefined) return problem.offline;
  return message || problem.unknown;
}
