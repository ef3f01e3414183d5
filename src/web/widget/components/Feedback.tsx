import { useEffect, useRef } from 'preact/hooks';
import type { Words } from '../words.ts';

/** "Was this helpful?" below an answer, once. */
export function Feedback(props: {
  readonly words: Words;
  readonly given: boolean | undefined;
  readonly onGive: (helpful: boolean) => void;
}) {
  const { feedback } = props.words.strings;
  const thanks = useRef<HTMLParagraphElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    // The pressed button is gone; without this a keyboard user would start again at the top.
    if (props.given !== undefined && hadFocus.current) thanks.current?.focus();
    hadFocus.current = false;
  }, [props.given]);

  if (props.given !== undefined) {
    return (
      <p class="feedback" tabIndex={-1} ref={thanks}>
        {feedback.thanks}
      </p>
    );
  }
  const give = (helpful: boolean) => () => {
    hadFocus.current = true;
    props.onGive(helpful);
  };
  return (
    <fieldset class="feedback">
      <legend>{feedback.question}</legend>
      <div class="choices">
        <button type="button" onClick={give(true)}>
          {feedback.yes}
        </button>
        <button type="button" onClick={give(false)}>
          {feedback.no}
        </button>
      </div>
    </fieldset>
  );
}
