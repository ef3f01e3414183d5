import type { RankedEntry, Route } from '../../domain/interpretation.ts';
import { OUT_OF_SCOPE } from '../signals.ts';
import { isDanger } from './danger.ts';

/** Thresholds on calibrated probabilities, as `npm run calibrate` measured them; see `weights.json`. */
export interface Thresholds {
  /** All safety entries together at least this: emergency. */
  readonly emergency: number;
  /** The best entry at least this: answer. */
  readonly answer: number;
  /** The best three entries together at least this: ask which. */
  readonly clarify: number;
}

export interface Decision {
  readonly route: Route;
  readonly entries: readonly RankedEntry[];
  /** One sentence for people. */
  readonly because: string;
}

const TALK_TO_HUMAN = 'meta/talk-to-human';

/** What the bot does, from the probability of each meaning (entry ids and `OUT_OF_SCOPE`). */
export function decide(probabilities: ReadonlyMap<string, number>, thresholds: Thresholds): Decision {
  const ranked = [...probabilities]
    .filter(([label]) => label !== OUT_OF_SCOPE)
    .map(([id, probability]) => ({ id, probability }))
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
  const [best] = ranked;
  if (!best) return { route: 'none', entries: [], because: 'no signal proposed an entry' };
  const entries = ranked.slice(0, 5);
  const danger = ranked.filter(({ id }) => isDanger(id));
  const inDanger = danger.reduce((sum, { probability }) => sum + probability, 0);
  const [first] = danger;
  if (first && inDanger >= thresholds.emergency) {
    const others = ranked.filter((entry) => entry !== first).slice(0, 4);
    return { route: 'emergency', entries: [first, ...others], because: `danger ${percent(inDanger)} >= ${percent(thresholds.emergency)}` };
  }
  if (best.probability >= thresholds.answer) {
    const why = `best entry ${percent(best.probability)} >= ${percent(thresholds.answer)}`;
    if (best.id === TALK_TO_HUMAN) return { route: 'counselor', entries, because: why };
    return { route: best.id.startsWith('meta/') ? 'smalltalk' : 'answer', entries, because: why };
  }
  const three = entries.slice(0, 3).reduce((sum, { probability }) => sum + probability, 0);
  if (three >= thresholds.clarify && entries.length > 1) {
    const why = `best entry ${percent(best.probability)} < ${percent(thresholds.answer)}, best three ${percent(three)} >= ${percent(thresholds.clarify)}`;
    return { route: 'clarify', entries: entries.slice(0, 3), because: why };
  }
  return { route: 'none', entries, because: `best three entries ${percent(three)} < ${percent(thresholds.clarify)}` };
}

function percent(probability: number): string {
  return `${Math.round(probability * 1000) / 10} %`;
}
