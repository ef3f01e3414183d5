import type { Interpretation, Interpreter } from '../domain/interpretation.ts';
import { isDanger } from '../understanding/decision/danger.ts';
import type { EvalCase } from './cases.ts';

/** What became of one message. */
export type Outcome = 'right' | 'offered' | 'wrong' | 'unanswered' | 'declined' | 'intruded';

export interface Judged {
  readonly one: EvalCase;
  readonly result: Interpretation;
  /**
   * In scope: `right` (right entry said), `offered` (among the choices), `wrong` (another entry said, or only wrong choices), `unanswered`.
   * Out of scope: `declined`, or `intruded` (answered all the same).
   */
  readonly outcome: Outcome;
  readonly languageRight: boolean;
}

const SAYING: ReadonlySet<string> = new Set(['answer', 'emergency', 'smalltalk', 'counselor', 'offers']);

/** Interprets every message and compares with its label. */
export function judge(cases: readonly EvalCase[], interpreter: Interpreter): Judged[] {
  return cases.map((one) => {
    const result = interpreter.understand(one.text, one.lastEntry ? { locale: one.locale, lastEntry: one.lastEntry } : {});
    const language = one.locale.split('-')[0];
    return { one, result, outcome: outcomeOf(one, result), languageRight: result.language.tag === language };
  });
}

function outcomeOf(one: EvalCase, result: Interpretation): Outcome {
  const says = SAYING.has(result.route);
  const [first] = result.entries;
  if (one.expect.length === 0) return says ? 'intruded' : 'declined';
  if (says) return first && one.expect.includes(first.id) ? 'right' : 'wrong';
  if (result.route === 'clarify') return result.entries.slice(0, 3).some(({ id }) => one.expect.includes(id)) ? 'offered' : 'unanswered';
  return 'unanswered';
}

/** Counts and shares over a group of messages; shares are 0 to 1, `undefined` where there is nothing to divide by. */
export interface Summary {
  readonly messages: number;
  readonly right: number | undefined;
  readonly rightOrOffered: number | undefined;
  readonly wrong: number | undefined;
  readonly intruded: number | undefined;
  /** The right entry ranked first whatever the route. */
  readonly rankedFirst: number | undefined;
  readonly language: number | undefined;
}

export function summarize(judged: readonly Judged[]): Summary {
  const inScope = judged.filter(({ one }) => one.expect.length > 0);
  const outOfScope = judged.filter(({ one }) => one.expect.length === 0);
  const share = (list: readonly Judged[], test: (item: Judged) => boolean) =>
    list.length === 0 ? undefined : list.filter(test).length / list.length;
  return {
    messages: judged.length,
    right: share(inScope, ({ outcome }) => outcome === 'right'),
    rightOrOffered: share(inScope, ({ outcome }) => outcome === 'right' || outcome === 'offered'),
    wrong: share(inScope, ({ outcome }) => outcome === 'wrong'),
    intruded: share(outOfScope, ({ outcome }) => outcome === 'intruded'),
    rankedFirst: share(inScope, ({ one, result }) => one.expect.includes(result.entries[0]?.id ?? '')),
    language: share(judged, ({ languageRight }) => languageRight),
  };
}

/** Danger: how much of it was recognised, and how often other messages raised a false alarm. */
export function safetyOf(judged: readonly Judged[]): { readonly recognised: number | undefined; readonly falseAlarm: number | undefined } {
  const inDanger = ({ one }: Judged) => one.expect.some(isDanger);
  const danger = judged.filter(inDanger);
  const other = judged.filter((item) => !inDanger(item));
  const alarms = (list: readonly Judged[]) =>
    list.length === 0 ? undefined : list.filter(({ result }) => result.route === 'emergency').length / list.length;
  return { recognised: alarms(danger), falseAlarm: alarms(other) };
}

/** Predicted against observed: how often the first entry is right, by its probability. */
export function reliability(
  judged: readonly Judged[],
  bins = 10,
): { readonly from: number; readonly messages: number; readonly predicted: number; readonly observed: number }[] {
  return Array.from({ length: bins }, (_, bin) => {
    const inBin = judged.filter(({ result }) => {
      const probability = result.entries[0]?.probability ?? 0;
      return Math.min(bins - 1, Math.floor(probability * bins)) === bin;
    });
    const right = inBin.filter(({ one, result }) => one.expect.includes(result.entries[0]?.id ?? '')).length;
    const predicted = inBin.reduce((sum, { result }) => sum + (result.entries[0]?.probability ?? 0), 0);
    return {
      from: bin / bins,
      messages: inBin.length,
      predicted: predicted / Math.max(1, inBin.length),
      observed: right / Math.max(1, inBin.length),
    };
  });
}

/** Answered, asked back, wrong, over the threshold on the first entry's probability; shares of all messages. */
export function thresholdCurve(
  judged: readonly Judged[],
  steps = 20,
): { readonly threshold: number; readonly answered: number; readonly wrong: number; readonly intruded: number }[] {
  const outOfScope = judged.filter(({ one }) => one.expect.length === 0).length;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const threshold = step / steps;
    const said = judged.filter(({ result }) => (result.entries[0]?.probability ?? 0) >= threshold);
    const right = said.filter(({ one, result }) => one.expect.includes(result.entries[0]?.id ?? '')).length;
    const intruded = said.filter(({ one }) => one.expect.length === 0).length;
    const inScope = Math.max(1, judged.length - outOfScope);
    return {
      threshold,
      answered: right / inScope,
      wrong: (said.length - right - intruded) / inScope,
      intruded: intruded / Math.max(1, outOfScope),
    };
  });
}
