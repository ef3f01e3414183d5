import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { HandoffSummary } from '../../../desk/protocol.ts';
import { fill } from '../../shared/strings.ts';
import { useDesk } from '../context.ts';
import { number } from '../format.ts';
import { Icon } from './icons.tsx';

/** From here on the counselor is told how many signs are left. */
const FEW_LEFT = 200;

/** The field for a message, or for the answer to a case. The draft is kept by handoff. */
export function Composer({
  handoff,
  inputRef,
}: {
  readonly handoff: HandoffSummary;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
}) {
  const { desk, state, strings, tag } = useDesk();
  const { composer } = strings;
  const isCase = handoff.kind === 'case';
  const text = state.drafts[handoff.id] ?? '';
  const length = text.trim().length;
  const max = state.me?.maxTextLength ?? Number.POSITIVE_INFINITY;
  const isTooLong = length > max;

  useLayoutEffect(() => {
    const input = inputRef.current;
    if (!input) return;
    input.style.height = 'auto';
    // The style sheet sets the limit.
    input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
  }, [text, handoff.id]);

  const send = () => {
    if (length > 0 && !isTooLong) {
      desk.send(handoff.id, { kind: 'text', text: text.trim() });
      desk.draft(handoff.id, '');
    }
    inputRef.current?.focus();
  };
  const numbers = { length: number(length, tag), max: number(max, tag), count: number(max - length, tag) };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p id="length" class={isTooLong ? 'length alarm' : 'length'} role="status">
        {isTooLong ? fill(composer.tooLong, numbers) : max - length < FEW_LEFT ? fill(composer.left, numbers) : ''}
      </p>
      <textarea
        ref={inputRef}
        rows={isCase ? 3 : 1}
        dir={text === '' ? undefined : 'auto'}
        value={text}
        placeholder={isCase ? composer.answerPlaceholder : composer.placeholder}
        aria-label={isCase ? composer.answerLabel : composer.label}
        aria-invalid={isTooLong}
        aria-describedby="length composer-hint"
        enterkeyhint="send"
        onInput={(event) => desk.draft(handoff.id, event.currentTarget.value)}
        onKeyDown={(event) => {
          // Out of the field, to where the keys of the desk work.
          if (event.key === 'Escape' && !event.isComposing) inputRef.current?.closest('section')?.querySelector('h1')?.focus();
          // While a word is being put together (Japanese, some keyboards' suggestions) Enter takes the word.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="button main send" aria-disabled={length === 0 || isTooLong}>
        <Icon name="send" />
        <span>{composer.send}</span>
      </button>
      <p id="composer-hint" class="hint">
        {composer.hint}
      </p>
    </form>
  );
}
