import { decide, type Thresholds } from '../understanding/decision/decide.ts';
import { fitRanker, type RankerWeights, rank } from '../understanding/decision/ranker.ts';
import { OUT_OF_SCOPE } from '../understanding/signals.ts';
import type { Calibration } from '../understanding/understand.ts';
import type { HeldOut } from './cross-validation.ts';
import { percent } from './format.ts';

/**
 * What an outcome costs, in wrong answers: a danger overlooked is far worse than a wrong answer, a question back costs a little, and so
 * does an "I don't know" to something that could have been answered.
 */
const COST = { wrong: 1, intruded: 1, offered: 0.22, unanswered: 0.5, missedDanger: 12, falseAlarm: 2.5 } as const;

/** How much more often than in the examples people write something that no entry answers: the knowledge base holds few such messages. */
const OUT_OF_SCOPE_WEIGHT = 2;

interface Case {
  readonly target: string;
  readonly probabilities: ReadonlyMap<string, number>;
}

function costOf({ target, probabilities }: Case, thresholds: Thresholds): number {
  const { route, entries } = decide(probabilities, thresholds);
  const danger = target.startsWith('safety/');
  if (target === OUT_OF_SCOPE) {
    if (route === 'emergency') return COST.falseAlarm * OUT_OF_SCOPE_WEIGHT;
    return route === 'none' ? 0 : (route === 'clarify' ? COST.offered : COST.intruded) * OUT_OF_SCOPE_WEIGHT;
  }
  if (danger && route !== 'emergency') return COST.missedDanger;
  if (!danger && route === 'emergency') return COST.falseAlarm;
  if (route === 'none') return COST.unanswered;
  if (route === 'clarify') return entries.some(({ id }) => id === target) ? COST.offered : COST.unanswered + COST.offered;
  return entries[0]?.id === target ? 0 : COST.wrong;
}

const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

/** The thresholds with the lowest total cost, on a grid. */
function fitThresholds(cases: readonly Case[]): Thresholds {
  const total = (thresholds: Thresholds) => cases.reduce((sum, one) => sum + costOf(one, thresholds), 0);
  let best: Thresholds = { emergency: 0.3, answer: 0.5, clarify: 0.4 };
  let least = total(best);
  // Danger is decided before anything else, so its threshold is found first; then the two others together.
  const consider = (thresholds: Thresholds) => {
    const cost = total(thresholds);
    if (cost < least) {
      least = cost;
      best = thresholds;
    }
  };
  for (const emergency of range(0.04, 0.8, 0.02)) consider({ ...best, emergency });
  for (const answer of range(0.2, 0.9, 0.02)) for (const clarify of range(0.1, 0.9, 0.05)) consider({ ...best, answer, clarify });
  const round = (value: number) => Math.round(value * 100) / 100;
  return { emergency: round(best.emergency), answer: round(best.answer), clarify: round(best.clarify) };
}

/** Fits the ranker's weights on one half of the held-out messages and the thresholds on the other. */
export function fitCalibration(heldOut: readonly HeldOut[]): { readonly calibration: Calibration; readonly summary: string } {
  const first = heldOut.filter((_, index) => index % 2 === 0);
  const second = heldOut.filter((_, index) => index % 2 === 1);
  const ranker: RankerWeights = fitRanker(first.map(({ example, reading }) => ({ candidates: reading.candidates, target: example.label })));
  const cases = second.map(({ example, reading }): Case => {
    const shares = rank(reading.candidates, ranker);
    return { target: example.label, probabilities: new Map(reading.candidates.map((candidate, i) => [candidate.label, shares[i]!])) };
  });
  const thresholds = fitThresholds(cases);
  const routes = cases.map((one) => ({ one, ...decide(one.probabilities, thresholds) }));
  const share = (test: (item: (typeof routes)[number]) => boolean, of: (item: (typeof routes)[number]) => boolean) => {
    const group = routes.filter(of);
    return percent(group.filter(test).length / Math.max(1, group.length));
  };
  const inScope = ({ one }: (typeof routes)[number]) => one.target !== OUT_OF_SCOPE;
  const danger = ({ one }: (typeof routes)[number]) => one.target.startsWith('safety/');
  const summary = [
    `right entry first ${share(({ one, entries }) => entries[0]?.id === one.target, inScope)}`,
    `answered right ${share(({ one, route, entries }) => !['none', 'clarify'].includes(route) && entries[0]?.id === one.target, inScope)}`,
    `wrong ${share(({ one, route, entries }) => !['none', 'clarify'].includes(route) && entries[0]?.id !== one.target, inScope)}`,
    `out of scope answered ${share(
      ({ route }) => !['none', 'clarify'].includes(route),
      (item) => !inScope(item),
    )}`,
    `danger recognised ${share(({ route }) => route === 'emergency', danger)}`,
    `false alarms ${share(
      ({ route }) => route === 'emergency',
      (item) => !danger(item),
    )}`,
  ].join(', ');
  return { calibration: { ranker, thresholds }, summary: `On held-out example messages: ${summary}` };
}
