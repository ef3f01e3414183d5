import { createHash } from 'node:crypto';
import type { EntryText } from '../domain/entry.ts';
import type { Locale } from '../domain/locale.ts';
import type { Problem } from './problem.ts';
import { frontMatterSchema } from './schema.ts';
import { readYaml } from './yaml.ts';

export interface TextFile {
  readonly text: EntryText | undefined;
  readonly problems: readonly Problem[];
  /** Line of a front matter key, see `YamlResult.lineOf`. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** Line on which the answer begins. */
  readonly bodyLine: number;
}

/** Reads one locale's text of an entry: YAML front matter between `---` lines, then the answer in Markdown. */
export function readTextFile(source: string, file: string, locale: Locale): TextFile {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(source.replace(/^\uFEFF/, ''));
  if (!match) {
    const problem: Problem = {
      severity: 'error',
      file,
      line: 1,
      message:
        'must begin with a front matter between two lines "---" (title, summary, status, questions), then the answer. See docs/editors.md.',
    };
    return { text: undefined, problems: [problem], lineOf: () => 1, bodyLine: 1 };
  }
  const [, front = '', rest = ''] = match;
  const { value, problems, lineOf } = readYaml(front, file, frontMatterSchema, 2);
  const above = rest.slice(0, rest.length - rest.trimStart().length);
  const bodyLine = front.split('\n').length + 2 + above.split('\n').length;
  if (!value) return { text: undefined, problems, lineOf, bodyLine };
  return { text: { ...value, locale, body: rest.trim().replaceAll('\r\n', '\n') }, problems, lineOf, bodyLine };
}

/** Short hash of what a translation is made from: title, summary and answer, but not the example messages, which are not translated. */
export function translationHash(text: Pick<EntryText, 'title' | 'summary' | 'body'>): string {
  return createHash('sha256').update(`${text.title}\n${text.summary}\n${text.body}`).digest('hex').slice(0, 10);
}
