import type { QuestionGroup } from '../desk/protocol.ts';
import type { OpenQuestion } from '../storage/insights.ts';

export interface GroupNames {
  /** German title of an entry; `undefined` if there is no such entry any more. */
  entryTitle(id: string): string | undefined;
  /** German label of a concept; `undefined` if there is no such concept any more. */
  conceptLabel(id: string): string | undefined;
}

/** Who shares nothing with anybody. */
const OTHERS = 'Sonstige Fragen';
const MOST_GUESSES = 3;

/**
 * Puts questions that seem to be about the same thing side by side, in a way that people can follow: the concept that most questions share makes
 * the first group, the one that most of the rest share the next, and so on; what is left goes by the bot's best guess, and then to "others".
 * Concepts that almost everything contains ("Stuttgart", "help") make no group.
 * @returns largest group first, "others" last; within a group latest first
 */
export function groupQuestions(questions: readonly OpenQuestion[], names: GroupNames): QuestionGroup[] {
  const groups: { label: string; questions: readonly OpenQuestion[] }[] = [];
  let rest = questions;
  const take = (label: string, belongs: (question: OpenQuestion) => boolean) => {
    groups.push({ label, questions: rest.filter(belongs) });
    rest = rest.filter((question) => !belongs(question));
  };

  const tooCommon = commonConcepts(questions);
  for (;;) {
    const concept = mostShared(rest, ({ concepts }) => concepts.filter((id) => !tooCommon.has(id) && names.conceptLabel(id) !== undefined));
    if (concept === undefined) break;
    take(labelOf(concept, rest, names), ({ concepts }) => concepts.includes(concept));
  }
  for (;;) {
    const guess = mostShared(rest, ({ guesses }) => guesses.slice(0, 1).filter((id) => names.entryTitle(id) !== undefined));
    if (guess === undefined) break;
    take(names.entryTitle(guess)!, ({ guesses }) => guesses[0] === guess);
  }
  groups.sort((a, b) => b.questions.length - a.questions.length);
  if (rest.length > 0) groups.push({ label: OTHERS, questions: rest });
  return groups.map(({ label, questions }) => ({
    label,
    questions: questions
      .toSorted((a, b) => b.askedAt.localeCompare(a.askedAt))
      .map(({ id, askedAt, locale, text }) => ({ id, askedAt, locale, text })),
    guesses: bestGuesses(questions, names),
  }));
}

/** What at least two share, and most do; of equals the first by id. */
function mostShared(questions: readonly OpenQuestion[], idsOf: (question: OpenQuestion) => readonly string[]): string | undefined {
  const [best] = tally(questions, idsOf);
  return best && best[1] > 1 ? best[0] : undefined;
}

/** How many questions have each id; most first. */
function tally(questions: readonly OpenQuestion[], idsOf: (question: OpenQuestion) => readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const question of questions) for (const id of new Set(idsOf(question))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].toSorted(([a, first], [b, second]) => second - first || a.localeCompare(b));
}

/** Concepts in more than half of all questions; of a handful of questions none. */
function commonConcepts(questions: readonly OpenQuestion[]): ReadonlySet<string> {
  if (questions.length < 8) return new Set();
  const counts = tally(questions, ({ concepts }) => concepts);
  return new Set(counts.filter(([, count]) => count > questions.length / 2).map(([id]) => id));
}

/** The concept's label, with a second one if all of the group have that too. */
function labelOf(concept: string, questions: readonly OpenQuestion[], { conceptLabel }: GroupNames): string {
  const group = questions.filter(({ concepts }) => concepts.includes(concept));
  const [second] = tally(group, ({ concepts }) => concepts).filter(
    ([id, count]) => id !== concept && count === group.length && conceptLabel(id) !== undefined,
  );
  return [concept, second?.[0]].flatMap((id) => (id === undefined ? [] : (conceptLabel(id) ?? []))).join(', ');
}

function bestGuesses(questions: readonly OpenQuestion[], { entryTitle }: GroupNames): QuestionGroup['guesses'] {
  return tally(questions, ({ guesses }) => guesses)
    .map(([id]) => ({ id, title: entryTitle(id) }))
    .filter((guess): guess is { id: string; title: string } => guess.title !== undefined)
    .slice(0, MOST_GUESSES);
}
