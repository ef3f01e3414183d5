import { isGivenName, isNameAnywhere } from './given-names.ts';
import * as markers from './name-markers.ts';
import { isOrdinary, looksLikeNoun, looksLikeThing } from './not-names.ts';
import type { Span } from './span.ts';

const WORD = /[\p{L}\p{M}]+(?:['’ʼ-][\p{L}\p{M}]+)*/uy;
const PARTICLE =
  /^(?:von|van|de|del|della|di|da|dos|der|den|zu|al|el|ul|bin|ben|bint|ibn|abu|abd|umm|ould|oğlu|عبد|بن|ابن|ابو|أبو|ال|ام|أم)$/iu;
/** The others also mean "from". */
const ARABIC_PARTICLE = /^(?:al|el|ul|bint|ibn|abu|abd|umm|ould|عبد|بن|ابن|ابو|أبو|ام|أم)$/iu;
const MOST_WORDS = 4;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How sure it is that a name comes: `sure` takes words in small letters too, `title` one such word, `capital` words that are written like a name, `known` only
 * names from the list.
 */
type Trust = 'sure' | 'title' | 'capital' | 'known';

const isCapital = ({ text }: Word) => /^\p{Lu}/u.test(text);
/** Arabic, Hebrew, Devanagari ... know no capital letters. */
const isCaseless = ({ text }: Word) => /^\p{Lo}/u.test(text);
const isKnown = ({ text }: Word) => isGivenName(text) || isGivenName(text.split(/['’ʼ-]/)[0]!);
const isOrdinaryWord = ({ text }: Word) => isOrdinary(text.split(/['’ʼ]/)[0]!);

/** The word at a place, behind at most `gap`. */
function wordAt(text: string, index: number, gap: RegExp): Word | undefined {
  gap.lastIndex = index;
  const start = index + (gap.exec(text)?.[0].length ?? 0);
  WORD.lastIndex = start;
  const found = WORD.exec(text)?.[0];
  return found === undefined ? undefined : { text: found, start, end: start + found.length };
}

const BEFORE_FIRST = /[\s:"„“«»'’–(-]{0,6}(?:(?:herrn?|frau|dr\.?|mr\.?|mrs\.?|ms\.?|der|die|ο|η|هو|هي)\s{1,2})?/iuy;
const BETWEEN = /[ \t]{0,2}(?:-\s?)?/y;

function isFirstName(word: Word, trust: Trust): boolean {
  if (isKnown(word)) return true;
  if (trust === 'known' || isOrdinaryWord(word)) return false;
  return trust === 'sure' || trust === 'title' || (isCapital(word) && !looksLikeNoun(word.text));
}

/** Whether a name goes on with this word. */
function goesOn(word: Word, first: Word, count: number, trust: Trust): boolean {
  if (isOrdinaryWord(word) || looksLikeThing(word.text)) return false;
  if (isCapital(word)) return true;
  if (isCaseless(word)) return count < 2 && (trust === 'sure' || isKnown(word));
  return trust === 'sure' ? !isCapital(first) && count < 2 : isKnown(word) && !isCapital(first);
}

/** The name that begins at a place, if there is one. */
function nameAt(text: string, index: number, trust: Trust, before = BEFORE_FIRST): Span | undefined {
  let first = wordAt(text, index, before);
  // "Abdul", "von", "al": part of a name only if the rest of it follows.
  let lead: Word | undefined;
  const particle = trust === 'sure' || trust === 'title' ? PARTICLE : ARABIC_PARTICLE;
  if (first && particle.test(first.text) && !isKnown(first)) {
    lead = first;
    first = wordAt(text, first.end, BETWEEN);
    if (first && isOrdinaryWord(first) && !isKnown(first)) return undefined;
  }
  if (!first || !isFirstName(first, trust)) return undefined;
  let end = first.end;
  for (let count = 1; count < MOST_WORDS; count += 1) {
    let next = wordAt(text, end, BETWEEN);
    if (next && PARTICLE.test(next.text)) next = wordAt(text, next.end, BETWEEN);
    if (!next || next.start === end || !goesOn(next, first, count, trust)) break;
    end = next.end;
  }
  return { start: (lead ?? first).start, end, label: 'Name' };
}

interface Marker {
  readonly regex: RegExp;
  readonly trust: (match: RegExpExecArray, text: string) => Trust | undefined;
}

const marker = (list: string, end: string, trust: Marker['trust']): Marker => ({
  regex: new RegExp(`(?<![\\p{L}\\p{N}'’])(?:${list})${end}`, 'giu'),
  trust,
});
const WHOLE = '(?![\\p{L}\\p{N}])';

/** "Frau" is a title only where it isn't somebody's wife or a woman in general. */
const BELONGS = /(?:mein|dein|sein|ihr|unser|euer|ein|kein|jed|dies|als|die|der|zur|von|arme|alleinstehende|schwangere)\p{L}{0,3}\s$/iu;
/** In small letters "frau" is a title behind "bei" and the like, or before a name that does something. */
const SMALL_TITLE = /(?:bei|an|liebe|geehrte) frau |frau \p{L}+ (?:vom|hat|sagt|sagte|ist|antwortet|meldet|schreibt|wollte) /u;
const STEP = /(?:ilk|bir|sonraki|her|ikinci|önemli|hangi|adım)\s$/iu;

function titleTrust({ 0: title, index }: RegExpExecArray, text: string): Trust | undefined {
  const before = text.slice(Math.max(0, index - 20), index);
  if (/^frau$/i.test(title))
    return BELONGS.test(before)
      ? 'known'
      : title === 'Frau'
        ? 'capital'
        : SMALL_TITLE.test(text.slice(Math.max(0, index - 10), index + 60))
          ? 'title'
          : 'known';
  // In small letters: "I miss my family", "don" (do not), "pan" (bread) ...
  if (/^(?:miss|don|pani?|pana|fam\.|ms|sig\.|sr\.|κ\.|familie|пан|doktor|madame)$/iu.test(title))
    return /^\p{Lu}/u.test(title) || /^(?:пан|pani?|pana)$/u.test(title) ? 'capital' : 'known';
  return /^(?:ال)?(?:دكتور|دكتورة|استاذ|أستاذ)$/u.test(title) ? 'known' : 'title';
}

const MARKERS: readonly Marker[] = [
  marker(markers.MY_NAME_IS, WHOLE, ({ 0: found }) =>
    /^(?:ismi|esmi)$/iu.test(found) ? 'capital' : found === 'نام من' ? 'known' : 'sure',
  ),
  marker(markers.THEIR_NAME_IS, WHOLE, () => 'sure'),
  marker(markers.FORM_LABEL, '\\s?[:=]', () => 'sure'),
  marker(markers.PERHAPS_NAMED, WHOLE, ({ index }, text) =>
    STEP.test(text.slice(Math.max(0, index - 10), index)) ? undefined : 'capital',
  ),
  marker(markers.I_AM, WHOLE, ({ 0: found }) =>
    /^(?:i['’ ]?am|i'm|im|ich bin.*|hier ist|this is|bu|it['’]s|c['’]est|это|це|ana|ya|معكم?)$/iu.test(found) ? 'known' : 'capital',
  ),
  marker(markers.KIN, `${WHOLE},?`, () => 'capital'),
  marker(markers.KIN_WITHOUT_HINT, `${WHOLE},?`, () => 'known'),
  marker(markers.TITLE, `${WHOLE}\\.?`, titleTrust),
];

function* announced(text: string): Generator<Span> {
  for (const { regex, trust } of MARKERS) {
    for (const match of text.matchAll(regex)) {
      const how = trust(match, text);
      const name = how && nameAt(text, match.index + match[0].length, how);
      if (name) yield name;
    }
  }
}

/** "Ich bin Xy Zett", "I am Xy Zett": two words that are written like a name, though neither is known. */
const TWO_CAPITALS =
  /(?<![\p{L}\p{N}])(?:ich bin|i am|i'm|this is|hier ist)\s{1,2}(?<first>\p{Lu}\p{Ll}[\p{L}'’-]*)(?:\s{1,2}(?<second>\p{Lu}\p{Ll}[\p{L}'’-]*))?/diu;

/** An unknown name behind "I am": with a capital letter, unlike nouns, peoples and roles. */
function* introduced(text: string): Generator<Span> {
  for (const match of text.matchAll(new RegExp(TWO_CAPITALS.source, 'dgu'.concat('i')))) {
    const { first = '', second } = match.groups ?? {};
    const [start, firstEnd] = match.indices!.groups!['first']!;
    const isName = (word: string) => /^\p{Lu}/u.test(word) && !isOrdinary(word) && !looksLikeNoun(word);
    if (!isName(first)) continue;
    const isRole = /(?:er|in|or|e|ist|ant|ent|an|i)$/u.test(first);
    if (second !== undefined && isName(second)) yield { start, end: match.indices!.groups!['second']![1], label: 'Name' };
    else if (!isRole) yield { start, end: firstEnd, label: 'Name' };
  }
}

/** "mein Sohn Xy (5 Jahre)", "meine Tochter, Xy, 7". */
const WITH_AGE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${markers.KIN_WITHOUT_HINT}),? (?<it>\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?),? \\(?\\d{1,2}(?!\\d)`,
  'dgiu',
);
const BEFORE_TITLE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<it>\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?) (?:${markers.TITLE_AFTER})(?![\\p{L}\\p{N}])`,
  'dgiu',
);
const SIGNED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${markers.CLOSING})[\\s,.!-]{1,6}(?<it>[\\p{L}\\p{M}][\\p{L}\\p{M}.'’-]+(?: [\\p{L}\\p{M}.'’-]+){0,2})\\s{0,20}$`,
  'diu',
);

function* inPlace(text: string): Generator<Span> {
  const signed = SIGNED.exec(text);
  for (const match of [...text.matchAll(WITH_AGE), ...text.matchAll(BEFORE_TITLE), ...(signed ? [signed] : [])]) {
    const it = match.groups?.['it'] ?? '';
    const [start, end] = match.indices!.groups!['it']!;
    const words = it.split(/\s+/);
    const isWritten = words.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
    if (isWritten && !words.some((word) => isOrdinary(word.replace(/[.,!]+$/u, '')))) yield { start, end, label: 'Name' };
  }
}

/** Names that mean nothing else, wherever they stand; not as part of a street's or school's name. */
function* anywhere(text: string): Generator<Span> {
  for (const { 0: found, index } of text.matchAll(/(?<![\p{L}\p{M}-])[\p{L}\p{M}]{3,}(?![\p{L}\p{M}-])/gu)) {
    const isInSentence = /[\p{Ll},]\s$/u.test(text.slice(Math.max(0, index - 2), index));
    if (isNameAnywhere(found, isInSentence))
      yield nameAt(text, index, 'known', /(?:)/y) ?? { start: index, end: index + found.length, label: 'Name' };
  }
}

/** Whether capital letters say nothing: somebody shouts, or begins every word with one. */
function isLoud(text: string): boolean {
  const letters = text.match(/[\p{Lu}\p{Ll}]/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const words = text.match(/(?<![\p{L}])[\p{Lu}\p{Ll}]\p{L}*/gu) ?? [];
  const withCapital = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return (letters > 10 && capitals > 0.6 * letters) || (words.length >= 6 && withCapital > 0.85 * words.length);
}

/** In small letters, every letter at its place. */
function quiet(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter));
}

/** Who somebody is. */
export function* nameSpans(original: string): Generator<Span> {
  const text = isLoud(original) ? quiet(original) : original;
  yield* announced(text);
  yield* introduced(text);
  yield* inPlace(text);
  yield* anywhere(text);
}
