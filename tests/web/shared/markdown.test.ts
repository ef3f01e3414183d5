import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Block, type Inline, parseMarkdown, plainText } from '../../../src/web/shared/markdown.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });

describe('the Markdown of answers', () => {
  test('reads paragraphs, line breaks, lists, links and bold', () => {
    const source =
      'Der **Integrationskurs** hilft.\nEr ist lang.\n\n- [Kursfinder](https://bamf-navi.bamf.de)\n- Antrag stellen\n\n1. Eins\n2. Zwei';
    expect(parseMarkdown(source)).toEqual([
      {
        type: 'paragraph',
        children: [
          text('Der '),
          { type: 'bold', children: [text('Integrationskurs')] },
          text(' hilft.'),
          { type: 'break' },
          text('Er ist lang.'),
        ],
      },
      {
        type: 'list',
        ordered: false,
        items: [[{ type: 'link', href: 'https://bamf-navi.bamf.de', children: [text('Kursfinder')] }], [text('Antrag stellen')]],
      },
      { type: 'list', ordered: true, items: [[text('Eins')], [text('Zwei')]] },
    ] satisfies Block[]);
  });

  test('a list may follow its sentence directly, and an indented line goes on with its item', () => {
    expect(parseMarkdown('So geht es:\n- eins\n  und mehr\n- zwei').map((block) => block.type)).toEqual(['paragraph', 'list']);
    expect(plainText(parseMarkdown('- eins\n  und mehr'))).toBe('eins und mehr');
  });

  test('a bare address is a link; the full stop after it is not', () => {
    expect(parseMarkdown('Siehe https://www.stuttgart.de/willkommen.')).toEqual([
      {
        type: 'paragraph',
        children: [
          text('Siehe '),
          {
            type: 'link',
            href: 'https://www.stuttgart.de/willkommen',
            children: [{ type: 'ltr', text: 'https://www.stuttgart.de/willkommen' }],
          },
          text('.'),
        ],
      },
    ]);
  });

  test('an address in brackets keeps its own brackets and gives back those of the sentence', () => {
    const hrefs = (source: string) => linksOf(parseMarkdown(source)).map(({ href }) => href);
    expect(hrefs('(https://example.org/a)')).toEqual(['https://example.org/a']);
    expect(hrefs('[Artikel](https://de.wikipedia.org/wiki/Kehl_(Stuttgart))')).toEqual(['https://de.wikipedia.org/wiki/Kehl_(Stuttgart)']);
  });

  test.each([
    '[hier](javascript:alert(1))',
    '[hier](data:text/html,x)',
    '[hier](//evil.example)',
    '[hier](https:///x)',
    '[hier](vbscript:x)',
    '[hier](/\\evil.example)',
    '<a href="https://x.example">x</a>'.replace('https://', 'ftp://'),
  ])('leaves %s as text', (source) => {
    const blocks = parseMarkdown(source);
    expect(linksOf(blocks)).toEqual([]);
    expect(plainText(blocks)).toBe(source);
  });

  test('a path leads to a page of the service itself', () => {
    expect(linksOf(parseMarkdown('[Datenschutz](/privacy)')).map(({ href }) => href)).toEqual(['/privacy']);
  });

  test('escaped signs are shown as they are', () => {
    expect(plainText(parseMarkdown('Raum \\[3\\] \\* \\_x\\_ und **fett \\* fett** und C:\\y'))).toBe(
      'Raum [3] * _x_ und fett * fett und C:\\y',
    );
    expect(linksOf(parseMarkdown('[Kurs \\[A1\\]](https://x.example)'))).toHaveLength(1);
    expect(linksOf(parseMarkdown('\\[Kurs](https://x.example)')).map(({ href }) => href)).toEqual(['https://x.example']);
  });

  test('telephone numbers and times keep their order in Arabic text', () => {
    const [block] = parseMarkdown('اتصل بالرقم 0711 1873-800 من 9:00 إلى 16:30.');
    const isolated = block?.type === 'paragraph' ? block.children.filter((part) => part.type === 'ltr') : [];
    expect(isolated).toEqual(['0711 1873-800', '9:00', '16:30'].map((value) => ({ type: 'ltr', text: value })));
  });
});

describe('whatever is typed', () => {
  const markupLike = fc.string({
    unit: fc.constantFrom('*', '[', ']', '(', ')', '-', '\n', ' ', 'a', '1', '.', 'https://x.de/', 'javascript:', 'é', '😀'),
  });

  test('reading never fails and links only lead to safe places', () => {
    fc.assert(
      fc.property(fc.oneof(markupLike, fc.string({ unit: 'binary' })), (source) => {
        for (const { href } of linksOf(parseMarkdown(source))) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:|\/(?![/\\]))/i);
      }),
    );
  });

  test('without markup nothing of the text is lost or added', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((value) => value.replace(/[*[\]()\s•\\]|^\d+[.)]|^-|:\/\//gu, 'x'));
    const paragraph = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), (paragraphs) => {
        const blocks = parseMarkdown(paragraphs.join('\n\n'));
        expect(blocks).toHaveLength(paragraphs.length);
        expect(plainText(blocks)).toBe(paragraphs.join('\n'));
      }),
    );
  });

  test('what was written from blocks is read as these blocks', () => {
    const plain = fc.stringMatching(/^[a-zäöü]{1,10}( [a-zäöü]{1,10}){0,3}$/).map(text);
    const link = fc.record({
      type: fc.constant('link' as const),
      href: fc.webUrl({ validSchemes: ['http', 'https'] }).filter((url) => !/[()\s]/.test(url)),
      children: fc.tuple(plain),
    });
    const bold = fc.record({ type: fc.constant('bold' as const), children: fc.tuple(plain) });
    const line = fc
      .tuple(plain, fc.oneof(link, bold), plain)
      .map(([before, middle, after]) => [
        text(`${(before as { text: string }).text} `),
        middle,
        text(` ${(after as { text: string }).text}`),
      ]);
    const block: fc.Arbitrary<Block> = fc.oneof(
      line.map((children) => ({ type: 'paragraph' as const, children })),
      fc.record({ type: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(line, { minLength: 1, maxLength: 4 }) }),
    );
    // Two lists in a row would be read as one.
    const separate = (blocks: readonly Block[]) => blocks.every((one, index) => one.type !== 'list' || blocks[index - 1]?.type !== 'list');
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }).filter(separate), (blocks) => {
        expect(parseMarkdown(blocks.map(write).join('\n\n'))).toEqual(blocks);
      }),
    );
  });
});

function write(block: Block): string {
  const inline = (part: Inline): string => {
    if (part.type === 'bold') return `**${part.children.map(inline).join('')}**`;
    if (part.type === 'link') return `[${part.children.map(inline).join('')}](${part.href})`;
    return part.type === 'break' ? '\n' : part.text;
  };
  if (block.type === 'paragraph') return block.children.map(inline).join('');
  return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item.map(inline).join('')}`).join('\n');
}

function linksOf(blocks: readonly Block[]): { readonly href: string }[] {
  const inside = (parts: readonly Inline[]): { readonly href: string }[] =>
    parts.flatMap((part) => (part.type === 'link' ? [part] : part.type === 'bold' ? inside(part.children) : []));
  return blocks.flatMap((block) => (block.type === 'list' ? block.items.flatMap(inside) : inside(block.children)));
}
