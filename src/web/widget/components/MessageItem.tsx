import { languages } from 'virtual:languages';
import { textAttributes } from '../../shared/languages.ts';
import { MarkdownView } from '../../shared/MarkdownView.tsx';
import { PlainText } from '../../shared/PlainText.tsx';
import type { Message } from '../transcript.ts';
import { useWords, useWordsOf } from '../words.ts';
import { Answer } from './Answer.tsx';
import { Feedback } from './Feedback.tsx';
import { Icon } from './icons.tsx';

/** What the user wrote, and whether it has arrived. */
export function OwnMessage({ message, onRetry }: { readonly message: Message; readonly onRetry: () => void }) {
  const { strings } = useWords();
  return (
    <div class={`own ${message.delivery}`}>
      <p class="bubble" dir="auto">
        <span class="hidden">{strings.log.you} </span>
        {message.text}
      </p>
      {message.delivery === 'sending' && <p class="delivery">{strings.message.sending}</p>}
      {message.delivery === 'failed' && (
        <p class="delivery">
          {strings.message.failed}{' '}
          <button type="button" class="retry" onClick={onRetry}>
            <Icon name="retry" />
            {strings.message.retry}
          </button>
        </p>
      )}
    </div>
  );
}

/** What the service or a counselor says, in its own language and direction whatever the window's are. */
export function ServiceMessage(props: {
  readonly message: Message;
  readonly feedback: boolean | undefined;
  readonly onFeedback: (helpful: boolean) => void;
}) {
  const { message } = props;
  const { strings } = useWords();
  const words = useWordsOf(message.locale);
  const attributes = textAttributes(message.locale, languages);
  const direction = message.reply?.direction ?? attributes.dir;
  return (
    <>
      {message.counselor !== undefined && (
        <p class="speaker">
          <Icon name="person" />
          <span>
            <bdi>{message.counselor}</bdi> <span class="role">{strings.message.counselor}</span>
          </span>
        </p>
      )}
      <article class={classesOf(message)} lang={attributes.lang} dir={direction}>
        {message.reply ? (
          <Answer reply={message.reply} words={words} />
        ) : message.isPlain ? (
          <PlainText text={message.text} newTab={words.strings.answer.newTab} />
        ) : (
          <MarkdownView source={message.text} newTab={words.strings.answer.newTab} />
        )}
        {message.reply?.feedback && message.id && <Feedback words={words} given={props.feedback} onGive={props.onFeedback} />}
      </article>
    </>
  );
}

function classesOf({ reply, counselor }: Message): string {
  return ['service', reply?.kind === 'safety' && 'safety', counselor !== undefined && 'person'].filter(Boolean).join(' ');
}
