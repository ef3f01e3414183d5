import type { ComponentChildren } from 'preact';
import { LeftToRight } from './Bidi.tsx';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';

/** An answer's text as elements: never as HTML, so nothing that was typed anywhere can become markup. */
export function MarkdownView({ source, newTab }: { readonly source: string; readonly newTab: string }) {
  return <>{parseMarkdown(source).map((block) => renderBlock(block, newTab))}</>;
}

/** A link out of the chat: a page opens in a new tab, which screen readers hear; `tel:` and `mailto:` open their program. */
export function OutLink(props: {
  readonly href: string;
  readonly newTab: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  if (/^(?:mailto|tel):/i.test(props.href)) {
    return (
      <a href={props.href} class={props.class}>
        {props.children}
      </a>
    );
  }
  if (isFileOfOurs(props.href)) {
    return (
      <a href={props.href} class={props.class} download>
        {props.children}
      </a>
    );
  }
  return (
    <a href={props.href} class={props.class} target="_blank" rel="noopener noreferrer">
      {props.children}
      <span class="hidden"> ({props.newTab})</span>
    </a>
  );
}

/** "Show my data" gives a file: it is saved where the chat is, without a tab that would stay empty. */
function isFileOfOurs(href: string): boolean {
  const path = href.startsWith(`${location.origin}/`) ? href.slice(location.origin.length) : href;
  return /^\/(?:[^?#]*\/)?api\/data\//.test(path);
}

function renderBlock(block: Block, newTab: string) {
  if (block.type === 'paragraph') return <p>{renderInlines(block.children, newTab)}</p>;
  const items = block.items.map((item) => <li>{renderInlines(item, newTab)}</li>);
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function renderInlines(inlines: readonly Inline[], newTab: string): ComponentChildren {
  return inlines.map((part) => renderInline(part, newTab));
}

function renderInline(part: Inline, newTab: string): ComponentChildren {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'ltr':
      return <LeftToRight text={part.text} />;
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{renderInlines(part.children, newTab)}</strong>;
    case 'link':
      return (
        <OutLink href={part.href} newTab={newTab}>
          {renderInlines(part.children, newTab)}
        </OutLink>
      );
  }
}
