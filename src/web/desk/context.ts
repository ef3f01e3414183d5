import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Desk } from './desk.ts';
import type { Settings } from './kept.ts';
import type { DeskState } from './state.ts';
import type { Code, Strings } from './words.ts';

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

/**
 * Fetches when the view appears and whenever `path` changes; answers that come too late are dropped. Nothing is fetched without a path.
 * What was shown stays until the new answer is there.
 */
export function useFetched<T>(path: string | undefined): Fetched<T> {
  const { desk, strings } = useDesk();
  const [round, setRound] = useState(0);
  const [result, setResult] = useState<{ readonly value?: T; readonly problem?: string; readonly done?: string }>({});
  const key = `${round} ${path}`;
  useEffect(() => {
    if (path === undefined) return;
    let isCurrent = true;
    desk.api.get<T>(path).then(
      (value) => isCurrent && setResult({ value, done: key }),
      (error) => isCurrent && setResult((before) => ({ ...before, problem: sentenceOf(error, strings), done: key })),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  const isLoading = path !== undefined && result.done !== key;
  return { value: result.value, isLoading, problem: isLoading ? undefined : result.problem, reload: () => setRound((count) => count + 1) };
}

/** What to tell of a failed request: the service's own sentence if there is one. */
export function sentenceOf(error: unknown, { problem }: Strings): string {
  const { status, message } = error as { status?: number; message?: string };
  if (status === 0 || status === undefined) return problem.offline;
  return message || problem.unknown;
}
