import { type Entry, type EntryText, STYLES, type Style } from '../domain/entry.ts';
import type { ReadKnowledge } from './load.ts';
import type { Problem, Severity } from './problem.ts';
import { normalizeMessage, similarPairs } from './similarity.ts';
import { translationHash } from './text-file.ts';

/** Example messages that an entry needs in each locale, by style. */
export const EXAMPLES_AT_LEAST: Readonly<Record<Style, number>> = { polite: 3, chatty: 7, story: 4, short: 3, mixed: 3 };

/** Words of an answer. Translations get some room: Turkish says in 35 words what German says in 50, French needs 140 for 120. */
const ANSWER_WORDS = { german: [40, 120], translated: [30, 150], safety: [20, 130], meta: [20, 130], simple: [30, 150] } as const;

const SIMPLE_SENTENCE_WORDS = 12;

/** Messages of two entries that are more alike than this belong to one of them. */
const COLLISION = 0.8;
const NEAR_DUPLICATE = 0.85;

/**
 * Editorial checks on a knowledge base whose form is right: lengths, links, example messages, translations, review dates.
 * @param today YYYY-MM-DD
 */
export function checkKnowledge(read: ReadKnowledge, today: string): Problem[] {
  const problems: Problem[] = [];
  const { entries } = read.knowledge;
  const locales = new Set([...entries.values()].flatMap((entry) => Object.keys(entry.texts)));
  for (const entry of entries.values()) {
    const report = (severity: Severity, message: string, line = 1) =>
      problems.push({ severity, file: `${entry.id}/entry.yaml`, line, message });
    if (entry.kind !== 'meta' && entry.sources.length === 0) report('todo', 'has no source: name the page that the answer rests on');
    if (entry.kind === 'offer' && !entry.facets.need) report('todo', 'facets.need is missing: the offer finder can not find it');
    if (entry.related.includes(entry.id)) report('error', 'related: names the entry itself');
    if (entry.reviewed > today) report('error', `reviewed: ${entry.reviewed} lies in the future`);
    if (entry.reviewBy <= entry.reviewed) report('error', 'reviewBy: must be after reviewed');
    if (entry.reviewBy < today) report('note', `was due for review on ${entry.reviewBy}`);
    for (const locale of locales) {
      const text = entry.texts[locale];
      if (text) checkText(read, entry, text, problems);
      else
        problems.push({
          severity: 'todo',
          file: `${entry.id}/${locale}.md`,
          line: 1,
          message: 'is missing: other entries are translated into this language',
        });
    }
  }
  for (const locale of locales) checkExamples(read, locale, problems);
  return problems;
}

function checkText(read: ReadKnowledge, entry: Entry, text: EntryText, problems: Problem[]): void {
  const file = `${entry.id}/${text.locale}.md`;
  const lines = read.files.get(`${entry.id}/${text.locale}`);
  const report = (severity: Severity, message: string, line = 1) => problems.push({ severity, file, line, message });
  const bodyLine = (offset: number) => (lines?.bodyLine ?? 1) + text.body.slice(0, offset).split('\n').length - 1;
  const german = entry.texts['de']!;

  if (text.locale !== 'de') {
    const line = lines?.lineOf(['basedOn']) ?? 1;
    if (!text.basedOn)
      report('todo', `basedOn is missing: compare with de.md, then npm run knowledge -- --stamp ${text.locale} ${entry.id}`, line);
    else if (text.basedOn !== translationHash(german))
      report(
        'todo',
        `is stale: de.md has changed since. Bring it up to date, then npm run knowledge -- --stamp ${text.locale} ${entry.id}`,
        line,
      );
  }

  const words = text.body.split(/\s+/).length;
  const [least, most] =
    entry.kind === 'safety'
      ? ANSWER_WORDS.safety
      : entry.kind === 'meta'
        ? ANSWER_WORDS.meta
        : text.locale === 'de'
          ? ANSWER_WORDS.german
          : text.locale === 'de-simple'
            ? ANSWER_WORDS.simple
            : ANSWER_WORDS.translated;
  if (words < least || words > most) report('todo', `the answer has ${words} words; it should have ${least} to ${most}`, lines?.bodyLine);

  for (const match of text.body.matchAll(/\[([^\]]*)\]\(([^)]*)\)/g))
    if (!match[1]?.trim() || !/^https:\/\/[^\s]+\.[^\s]+$|^tel:[+\d]+$/.test(match[2] ?? ''))
      report('error', `link "${match[0]}" must be [text](https://...)`, bodyLine(match.index));
  const bare = /(?<!\]\()https?:\/\/\S+/.exec(text.body);
  if (bare) report('todo', `write the address ${bare[0]} as a link: [text](${bare[0]})`, bodyLine(bare.index));
  const unknown = /^(#{1,6} |>|\||```|\d+\) |\* )|<[a-z/]/im.exec(text.body);
  if (unknown)
    report('error', `"${unknown[0]}": only paragraphs, lists with "- " or "1. ", links and **bold** are shown`, bodyLine(unknown.index));
  const phone = /(?<![\d/])\+?\d[\d /-]{6,}\d/.exec(text.body.replace(/\]\([^)]*\)/g, (link) => ' '.repeat(link.length)));
  if (phone && !/^\d{4}\s*[-/–]\s*\d{2,4}$/.test(phone[0].trim()) && phone[0].replaceAll(/\D/g, '').length >= 7 && entry.kind !== 'safety')
    report('todo', `"${phone[0].trim()}" looks like a phone number: it belongs into contacts of entry.yaml`, bodyLine(phone.index));
  if (text.locale === 'de-simple') checkSimpleGerman(text, report, bodyLine(0));
}

function checkSimpleGerman(text: EntryText, report: (severity: Severity, message: string, line?: number) => void, firstLine: number): void {
  const plain = text.body.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  plain.split('\n').forEach((line, index) => {
    for (const sentence of line.split(/(?<=[.!?:])\s+/)) {
      const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
      if (words.length > SIMPLE_SENTENCE_WORDS)
        report(
          'todo',
          `a sentence of ${words.length} words (at most ${SIMPLE_SENTENCE_WORDS}): "${words.slice(0, 5).join(' ')} ..."`,
          firstLine + index,
        );
    }
  });
}

/** Where an example message stands. */
interface Example {
  readonly id: string;
  readonly style: Style;
  readonly index: number;
  readonly text: string;
  readonly normalized: string;
}

function checkExamples(read: ReadKnowledge, locale: string, problems: Problem[]): void {
  const examples: Example[] = [];
  for (const entry of read.knowledge.entries.values()) {
    const text = entry.texts[locale];
    if (!text) continue;
    const openings = new Map<string, Example>();
    for (const style of STYLES) {
      const messages = text.questions[style];
      if (messages.length < EXAMPLES_AT_LEAST[style])
        problems.push({
          severity: 'todo',
          file: `${entry.id}/${locale}.md`,
          line: read.files.get(`${entry.id}/${locale}`)?.lineOf(['questions', style]) ?? 1,
          message: `${messages.length} example messages of style ${style}; at least ${EXAMPLES_AT_LEAST[style]} are needed`,
        });
      messages.forEach((message, index) => {
        const normalized = normalizeMessage(message);
        const example = { id: entry.id, style, index, text: message, normalized };
        const opening = normalized.split(' ').slice(0, 3).join(' ');
        const other = normalized.split(' ').length > 3 ? openings.get(opening) : undefined;
        if (other)
          problems.push(place(read, locale, example, `begins with the same three words as "${other.text}"; say it in another way`));
        openings.set(opening, example);
        examples.push(example);
      });
    }
  }
  const texts = examples.map((example) => example.normalized);
  for (const { a, b, similarity } of similarPairs(texts, COLLISION)) {
    const first = examples[a]!;
    const second = examples[b]!;
    if (first.id !== second.id)
      problems.push(
        place(
          read,
          locale,
          second,
          `"${second.text}" collides with "${first.text}" of ${first.id}; keep it where it belongs, make the other more specific`,
        ),
      );
    else if (similarity >= NEAR_DUPLICATE)
      problems.push(place(read, locale, second, `"${second.text}" is nearly the same as "${first.text}"; drop one`));
  }
}

function place(read: ReadKnowledge, locale: string, example: Example, message: string): Problem {
  const line = read.files.get(`${example.id}/${locale}`)?.lineOf(['questions', example.style, example.index]) ?? 1;
  return { severity: 'todo', file: `${example.id}/${locale}.md`, line, message };
}
