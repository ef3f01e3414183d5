import type { Locale } from '../src/domain/locale.ts';
import { type Action, comparable, type Option } from '../src/reply/actions.ts';
import { type AllWordLists, messageWords, type WordLists } from './word-lists.ts';

/** A message that chooses has few words; longer ones are new questions. */
const LONGEST_CHOICE_WORDS = 6;
/** Words that begin alike for so many letters count as the same word: "Kosten", "kostet". */
const SAME_BEGINNING = 4;

/**
 * Which of the offered options a message chooses: by its text or its number (in any digits), and, while a question is open, also by
 * "the second one", yes, no, or words of its title. Strict: a message with anything more in it is a new question, not a choice.
 * @param asked whether the options answer a question that the bot has just put; `freely` if any other words are an answer to it, too
 */
export function choose(
  text: string,
  options: readonly Option[],
  asked: boolean | 'freely',
  locale: Locale,
  lists: AllWordLists,
): Option | undefined {
  if (options.length === 0) return undefined;
  const wanted = comparable(text);
  const exact = chooseExactly(text, options);
  if (exact) return exact;
  const found = messageWords(text);
  if (found.length === 0 || found.length > LONGEST_CHOICE_WORDS) return undefined;
  const inOrder = lists.from(locale);
  const numbered = first(inOrder, (list) => byDigits(found, options, list));
  if (numbered || !asked) return numbered;
  if (asked === 'freely') return first(inOrder, (list) => byRole(wanted, options, list));
  return (
    first(inOrder, (list) => byNumberWord(found, options, list)) ??
    first(inOrder, (list) => byRole(wanted, options, list)) ??
    byTitle(found, options, inOrder[0])
  );
}

/** The option that a message is the text of: what a tapped button sends. */
export function chooseExactly(text: string, options: readonly Option[]): Option | undefined {
  const wanted = comparable(text);
  const says = (title: string) => comparable(title) === wanted;
  return options.find(({ title, value }) => says(value) || (title !== value && says(title)));
}

/** "2", "(2)", "Nummer 2 bitte". */
function byDigits(found: readonly string[], options: readonly Option[], list: WordLists): Option | undefined {
  const digits = found.filter((word) => /^\d{1,2}$/.test(word));
  const [only] = digits;
  if (only === undefined || digits.length > 1 || !found.every((word) => word === only || list.fillers.has(word))) return undefined;
  return options[Number(only) - 1];
}

/** "the second one", "ikincisi", "zwei", "das letzte". Ordinals come first: in "the second one", "one" is no number. */
function byNumberWord(found: readonly string[], options: readonly Option[], list: WordLists): Option | undefined {
  for (const names of [list.ordinals, list.numbers]) {
    const positions = new Set(found.map((word) => names.get(word)).filter((position) => position !== undefined));
    if (positions.size === 0) continue;
    const [position] = positions;
    const clear = positions.size === 1 && found.every((word) => names.has(word) || list.fillers.has(word));
    return clear && position !== undefined ? options[position] : undefined;
  }
  const meansLast = found.some((word) => list.last.has(word)) && found.every((word) => list.last.has(word) || list.fillers.has(word));
  return meansLast ? options.findLast((option) => !['none', 'skip'].includes(roleOf(option.action) ?? '')) : undefined;
}

/** Yes, no, "none of these", "doesn't matter": the option that it stands for. */
function byRole(wanted: string, options: readonly Option[], list: WordLists): Option | undefined {
  const role = (name: Role) => {
    const those = options.filter((option) => roleOf(option.action) === name);
    return those.length === 1 ? those[0] : undefined;
  };
  return (
    (list.yes.has(wanted) ? role('yes') : undefined) ??
    (list.none.has(wanted) ? (role('none') ?? role('skip')) : undefined) ??
    (list.skip.has(wanted) ? role('skip') : undefined) ??
    // "No" to a question with several answers means none of them.
    (list.no.has(wanted) ? (role('no') ?? role('none') ?? role('skip')) : undefined)
  );
}

type Role = 'yes' | 'no' | 'none' | 'skip';

function roleOf(action: Action): Role | undefined {
  if (action.do === 'eraseYes' || action.do === 'messageYes') return 'yes';
  // A plain yes agrees to no more than was asked: to be connected.
  if (action.do === 'consentFromNow') return 'yes';
  if (action.do === 'eraseNo' || action.do === 'consentNo' || action.do === 'messageNo') return 'no';
  if (action.do === 'skipQuestion') return 'skip';
  if (action.do === 'none') return 'none';
  if (action.do === 'facet') return action.value === undefined ? 'skip' : 'yes';
  return undefined;
}

/** The one option whose title shares the most words with the message, if at least half of the message is in it. */
function byTitle(found: readonly string[], options: readonly Option[], list: WordLists | undefined): Option | undefined {
  const content = found.filter((word) => !list?.fillers.has(word) && word.length > 1);
  if (content.length === 0) return undefined;
  const scored = options
    .map((option) => {
      const title = messageWords(option.title);
      return { option, shared: content.filter((word) => title.some((other) => alike(word, other))).length };
    })
    .sort((a, b) => b.shared - a.shared);
  const [best, next] = scored;
  const clear = best !== undefined && best.shared > 0 && best.shared * 2 >= content.length && best.shared !== next?.shared;
  return clear ? best.option : undefined;
}

/** The same word, give or take its ending. */
function alike(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return a === b || (shared >= SAME_BEGINNING && shared >= Math.min(a.length, b.length) - 2);
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = find(item);
    if (result !== undefined) return result;
  }
  return undefined;
}
