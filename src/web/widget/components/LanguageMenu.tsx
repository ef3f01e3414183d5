import { languages } from 'virtual:languages';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../shared/languages.ts';
import { useWords } from '../words.ts';
import { Icon } from './icons.tsx';

/** A button that shows the languages by their own names. A choice, Escape or leaving it closes the list. */
export function LanguageMenu({ onChoose }: { readonly onChoose: (language: Language) => void }) {
  const { strings, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => (isOpen && menu.current ? watchOpenMenu(menu.current, close, () => setOpen(false)) : undefined), [isOpen]);

  return (
    <div class="languages" ref={menu}>
      <button
        type="button"
        class="header-button"
        ref={button}
        aria-expanded={isOpen}
        aria-controls="languages"
        aria-label={`${language.name}, ${strings.header.language}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="globe" />
        <span class="language-name">{language.name}</span>
      </button>
      <ul id="languages" class="language-list" hidden={!isOpen}>
        {languages.map((one) => (
          <li key={one.code}>
            <button
              type="button"
              lang={one.tag}
              dir={one.direction}
              aria-current={one.code === language.code ? 'true' : undefined}
              onClick={() => {
                close();
                onChoose(one);
              }}
            >
              <span>{one.name}</span>
              {one.code === language.code && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Keys and ways out of the open list. @returns what ends the watch */
function watchOpenMenu(menu: HTMLElement, onEscape: () => void, onLeave: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  menu.querySelector<HTMLElement>('[aria-current]')?.focus();
  menu.addEventListener(
    'keydown',
    (event) => {
      // The chat itself closes on Escape as well, but only when nothing smaller is open.
      if (event.key === 'Escape') event.stopPropagation();
      if (event.key === 'Escape') onEscape();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      moveFocus(menu, step);
    },
    { signal },
  );
  const leave = (target: EventTarget | null) => {
    if (target instanceof Node && !menu.contains(target)) onLeave();
  };
  menu.addEventListener('focusout', (event) => leave(event.relatedTarget), { signal });
  document.addEventListener('pointerdown', (event) => leave(event.target), { signal });
  return () => ended.abort();
}

function moveFocus(menu: HTMLElement, step: number): void {
  const buttons = [...menu.querySelectorAll<HTMLElement>('li button')];
  const index = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(index + step + buttons.length) % buttons.length]?.focus();
}
