import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { fill } from '../../shared/strings.ts';
import { useWords } from '../words.ts';
import { Icon } from './icons.tsx';

/** As people and the service count: an emoji is one. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/** Where the user writes: grows to four lines; Enter sends, Shift+Enter begins a line. */
export function Composer(props: {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  /** In characters. */
  readonly maxLength: number;
  readonly onSend: (text: string) => void;
  /** Called with every change of what is written. */
  readonly onTyping: () => void;
}) {
  const { inputRef } = props;
  const { strings, language } = useWords();
  const [text, setText] = useState('');
  const length = countCharacters(text);
  const isTooLong = length > props.maxLength;
  const numbers = new Intl.NumberFormat(`${language.tag}-u-nu-latn`);

  useLayoutEffect(() => {
    const input = inputRef.current;
    if (!input) return;
    input.style.height = 'auto';
    // The style sheet sets the limit of four lines.
    input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
  });

  const send = () => {
    const trimmed = text.trim();
    if (trimmed !== '' && !isTooLong) {
      props.onSend(trimmed);
      setText('');
    }
    inputRef.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p id="too-long" class="too-long" role="alert">
        {isTooLong && fill(strings.composer.tooLong, { length: numbers.format(length), max: numbers.format(props.maxLength) })}
      </p>
      <textarea
        ref={inputRef}
        rows={1}
        dir={text === '' ? undefined : 'auto'}
        value={text}
        placeholder={strings.composer.placeholder}
        aria-label={strings.composer.label}
        aria-invalid={isTooLong}
        aria-describedby="too-long"
        enterkeyhint="send"
        onInput={(event) => {
          setText(event.currentTarget.value);
          props.onTyping();
        }}
        onKeyDown={(event) => {
          // While a word is being put together (Japanese, some keyboards' suggestions) Enter takes the word.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="send" aria-label={strings.composer.send} aria-disabled={text.trim() === '' || isTooLong}>
        <Icon name="send" />
      </button>
    </form>
  );
}
