import type { Entry } from '../src/domain/entry.ts';
import type { Route } from '../src/domain/interpretation.ts';
import type { Option } from '../src/reply/actions.ts';
import { composeAnswer } from '../src/reply/compose.ts';
import { perhapsInDanger } from './danger.ts';
import { Statement } from './kinds.ts';
import { isSomebodyHere } from './person.ts';
import { topicOptions } from './topics.ts';
import type { Turn } from './turn.ts';

export interface AnswerOptions {
  readonly entry: string;
  readonly route: Route;
  readonly confidence: number;
}

const MOST_RELATED = 3;

/** Says an entry, with what could help next. */
export class AnswerDialog extends Statement<AnswerOptions> {
  static readonly ID = 'answer.v1';

  constructor() {
    super(AnswerDialog.ID);
  }

  protected override async tell(turn: Turn, { entry: id, route, confidence }: AnswerOptions): Promise<void> {
    const { knowledge, texts } = turn.services;
    const entry = knowledge.entries.get(id);
    if (!entry) throw new Error(`There is no entry ${id} to answer with.`);
    turn.memory.failures = 0;
    // Small talk between two questions must not hide what they are about.
    if (entry.kind !== 'meta') turn.memory.lastEntry = id;
    // Whoever is in danger is offered a counselor too, if one is here.
    const isPersonOffered =
      entry.kind === 'safety' && entry.handoff === 'none' && turn.status.state === 'none' && (await isSomebodyHere(turn));
    const steps = entry.kind === 'safety' ? nextSteps(entry, turn) : [...nextSteps(entry, turn), ...perhapsInDanger(turn)];
    const person = turn.services.actions.standing('person', turn.locale);
    turn.say(composeAnswer(entry, turn.locale, { route, confidence }, texts), isPersonOffered ? [person, ...steps] : steps);
  }
}

/** Says what to do in the danger that was understood, without a change of what the conversation is about. */
export function sayDanger(turn: Turn): void {
  const [best] = turn.interpretation?.entries ?? [];
  const entry = best && turn.services.knowledge.entries.get(best.id);
  if (!entry) return;
  turn.say(composeAnswer(entry, turn.locale, { route: 'emergency', confidence: best.probability }, turn.services.texts));
  turn.happened({ outcome: 'danger', entry: entry.id });
}

function nextSteps(entry: Entry, turn: Turn): Option[] {
  const { actions } = turn.services;
  const person = actions.standing('person', turn.locale);
  if (entry.kind === 'meta') return metaSteps(entry, turn);
  const related = entry.related
    .map((id) => actions.entry(id, turn.locale))
    .filter((option) => option !== undefined)
    .slice(0, MOST_RELATED);
  if (entry.handoff === 'none') return related;
  return entry.handoff === 'recommended' ? [person, ...related] : [...related, person];
}

function metaSteps(entry: Entry, turn: Turn): Option[] {
  const { actions } = turn.services;
  const { locale } = turn;
  switch (entry.id) {
    case 'meta/greeting':
      return topicOptions(turn);
    case 'meta/what-can-you-do':
      return [...topicOptions(turn), actions.standing('offers', locale), actions.standing('languages', locale)];
    case 'meta/privacy':
      return [actions.standing('erase', locale), actions.standing('show', locale)];
    default:
      return entry.handoff === 'none' ? [] : [actions.standing('person', locale)];
  }
}
