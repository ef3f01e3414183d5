import { findLatinRuns } from './bidi.ts';

/** A piece of a line. `ltr` is a number, address or the like that keeps its order inside right-to-left text. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'ltr'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'bold'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBERED = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/;
/** Escaped signs, links, bold and bare addresses. Every repetition is bounded or excludes its own delimiter, so the search stays linear. */
const MARKUP =
  /\\[[\]*_\\`]|\[((?:\\.|[^[\]\\\n]){1,300})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?)\)|\*\*((?:\\.|[^*\\\n]){1,2000})\*\*|https?:\/\/[^\s<>"/][^\s<>"]{0,2000}/g;
const SAFE_LINK = /^(?:https?:\/\/[^/]|\/(?![/\\])|mailto:[^@]+@|tel:[+\d])/i;

/**
 * Reads the Markdown that answers are written in: paragraphs, lists, links and bold; a single line end is a line break. Anything else stays
 * visible as it was typed. Links lead to `http(s):`, `mailto:`, `tel:` and paths on the service itself only. Never throws.
 */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let items: string[] = [];
  let ordered = false;

  const endParagraph = () => {
    if (lines.length > 0) blocks.push({ type: 'paragraph', children: joinLines(lines) });
    lines = [];
  };
  const endList = () => {
    if (items.length > 0) blocks.push({ type: 'list', ordered, items: items.map((item) => parseInline(item)) });
    items = [];
  };

  for (const line of source.split(/\r\n?|\n/)) {
    const bullet = BULLET.exec(line);
    const numbered = bullet ? null : NUMBERED.exec(line);
    const item = (bullet ?? numbered)?.[1];
    if (item !== undefined) {
      endParagraph();
      if (items.length > 0 && ordered !== (numbered !== null)) endList();
      ordered = numbered !== null;
      items.push(item.trim());
    } else if (line.trim() === '') {
      endParagraph();
      endList();
    } else if (items.length > 0 && /^\s{2,}/.test(line)) {
      // An indented line goes on with the list item above it.
      items.push(`${items.pop()} ${line.trim()}`);
    } else {
      endList();
      lines.push(line.trim());
    }
  }
  endParagraph();
  endList();
  return blocks;
}

/** What is read out: the text without its markup, one line a paragraph or list item. */
export function plainText(blocks: readonly Block[]): string {
  const line = (inlines: readonly Inline[]): string =>
    inlines.map((part) => (part.type === 'break' ? '\n' : 'text' in part ? part.text : line(part.children))).join('');
  return blocks.map((block) => (block.type === 'list' ? block.items.map(line).join('\n') : line(block.children))).join('\n');
}

function joinLines(lines: readonly string[]): Inline[] {
  return lines.flatMap((line, index) => (index === 0 ? parseInline(line) : [{ type: 'break' } as const, ...parseInline(line)]));
}

function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  // Text between two pieces of markup, escaped signs included: gathered, so that a number with an escaped sign stays one number.
  let plain = '';
  let end = 0;
  const endPlain = () => {
    parts.push(...parseText(plain));
    plain = '';
  };
  for (const match of text.matchAll(MARKUP)) {
    const [whole, label, target, bold] = match;
    plain += text.slice(end, match.index);
    end = match.index + whole.length;
    if (label !== undefined && target !== undefined && SAFE_LINK.test(target)) {
      endPlain();
      parts.push({ type: 'link', href: target, children: parseText(unescapeSigns(label.replaceAll('**', ''))) });
    } else if (bold !== undefined && bold.trim() !== '') {
      endPlain();
      parts.push({ type: 'bold', children: parseInline(bold) });
    } else if (/^https?:/.test(whole)) {
      const address = withoutTrailingPunctuation(whole);
      end = match.index + address.length;
      endPlain();
      parts.push({ type: 'link', href: address, children: [{ type: 'ltr', text: address }] });
    } else {
      plain += unescapeSigns(whole);
    }
  }
  plain += text.slice(end);
  endPlain();
  return parts;
}

/** A full stop or bracket after an address belongs to the sentence. */
function withoutTrailingPunctuation(address: string): string {
  let end = address.length;
  while (end > 0 && ".,;:!?)]*'’»".includes(address[end - 1]!)) {
    if (address[end - 1] === ')' && address.slice(0, end).includes('(')) break;
    end -= 1;
  }
  return address.slice(0, end);
}

/** Signs that were escaped so as not to be read as markup. */
function unescapeSigns(text: string): string {
  return text.replace(/\\([[\]*_\\`])/g, '$1');
}

function parseText(text: string): Inline[] {
  return findLatinRuns(text).map(({ text: run, isolate }) => ({ type: isolate ? 'ltr' : 'text', text: run }) as const);
}
