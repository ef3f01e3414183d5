import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.ts';

/** A YAML text read and checked: the value if it fits the schema, the problems if it doesn't, and where each key stands. */
export interface YamlResult<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  /** Line of the node at `path` (or of its nearest parent); 1 is the file's first line. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/**
 * Parses YAML against a zod schema, with line numbers for whatever is wrong.
 * @param firstLine line of the file on which `source` begins
 */
export function readYaml<T>(source: string, file: string, schema: z.ZodType<T>, firstLine = 1): YamlResult<T> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const lineOf = (path: readonly (string | number)[]): number => {
    let node: unknown = document.contents;
    let offset = isNode(node) && node.range ? node.range[0] : 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(key));
        if (!pair) break;
        if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(key)];
        if (!isNode(node) || !node.range) break;
        offset = node.range[0];
      } else break;
    }
    return at(offset);
  };
  const faults = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    offset: pos[0],
    message: `not valid YAML: ${message.replaceAll('\n', ' ')}. Text with ": " or " #" in it needs double quotes.`,
  }));
  if (faults.length === 0) faults.push(...references(document));
  if (faults.length > 0) {
    const problems = faults.map(({ offset, message }): Problem => ({ severity: 'error', file, line: at(offset), message }));
    return { value: undefined, problems, lineOf };
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, problems: [], lineOf };
  const problems = parsed.error.issues.map((issue): Problem => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    return { severity: 'error', file, line: lineOf(path), message: `${path.join('.') || 'the file'}: ${issue.message}` };
  });
  return { value: undefined, problems, lineOf };
}

/** Aliases and anchors: nobody here needs them, and a line that begins with "*" or "&" was meant as text. */
function references(document: Document): { readonly offset: number; readonly message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const [sign, name] = isAlias(node) ? ['*', node.source] : ['&', node.anchor];
    if (name) found.push({ offset: node.range?.[0] ?? 0, message: `"${sign}${name}" is not read as text; put the line in double quotes.` });
  });
  return found;
}
