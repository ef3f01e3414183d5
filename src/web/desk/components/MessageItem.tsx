import { languages } from 'virtual:languages';
import { useState } from 'preact/hooks';
import type { DeskMessage, HandoffSummary, Understood as Meaning } from '../../../desk/protocol.ts';
import { Bidi } from '../../shared/Bidi.tsx';
import { textAttributes } from '../../shared/languages.ts';
import { MarkdownView } from '../../shared/MarkdownView.tsx';
import { fill } from '../../shared/strings.ts';
import { useDesk, useFetchedBy } from '../context.ts';
import { clock } from '../format.ts';
import type { Outgoing } from '../state.ts';
import { Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';

/** One message of the conversation, whoever wrote it. */
export function MessageItem(props: {
  readonly message: DeskMessage;
  readonly handoff: HandoffSummary;
  readonly nowMs: number;
  /** Whether its delivery is told; a refused one always says so. */
  readonly showsDelivery: boolean;
}) {
  const { state, strings, tag } = useDesk();
  const { message, handoff, nowMs } = props;
  const words = strings.conversation;
  const isMine = message.author === 'counselor' && (message.name === undefined || message.name === state.me?.counselor.displayName);
  const author = {
    user: handoff.name ?? words.user,
    bot: words.bot,
    counselor: isMine ? words.you : (message.name ?? ''),
    system: words.system,
  }[message.author];

  return (
    <li class={`message ${message.author} ${isMine ? 'mine' : ''}`}>
      <p class="author">
        <b>
          <bdi>{author}</bdi>
        </b>{' '}
        <time dateTime={message.at}>{clock(message.at, tag, nowMs)}</time>
      </p>
      <div class="bubble">
        <Body message={message} locale={handoff.locale} />
      </div>
      {message.author === 'user' && <UnderstoodBy text={message.text} locale={handoff.locale} />}
      {message.delivery === 'failed' && (
        <p class="delivery alarm">
          <Icon name="alert" />
          {words.undelivered}
        </p>
      )}
      {props.showsDelivery && (message.delivery === 'stored' || message.delivery === 'delivered') && (
        <p class="delivery">
          {message.delivery === 'delivered' && <Icon name="check" />}
          {words[message.delivery]}
        </p>
      )}
    </li>
  );
}

/** An entry folds away behind its German title: who reads the desk knows it, and its text is long and maybe in another script. */
function Body({ message, locale }: { readonly message: DeskMessage; readonly locale: string }) {
  const { strings } = useDesk();
  const { lang, dir } = textAttributes(message.language, languages);
  if (message.author === 'user' || (message.author === 'counselor' && !message.entry)) {
    return (
      <p class="typed" dir="auto" lang={message.author === 'user' ? textAttributes(locale, languages).lang : message.language}>
        <Bidi text={message.text} />
      </p>
    );
  }
  const text = (
    <div lang={lang} dir={dir} class="markdown">
      <MarkdownView source={message.text} newTab={strings.newTab} />
    </div>
  );
  if (!message.entry) return text;
  return (
    <details>
      <summary>
        <Icon name="book" />
        <span>
          {strings.conversation.entry}: <b lang="de">{message.entryTitle ?? message.entry}</b>
        </span>
      </summary>
      {text}
    </details>
  );
}

/** For a message that the counselor can't read: what the bot recognised in it, in German. */
function UnderstoodBy({ text, locale }: { readonly text: string; readonly locale: string }) {
  const { strings } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const meaning = useFetchedBy<Meaning>(isOpen ? `${locale} ${text}` : undefined, (api) => api.post('/understand', { text, locale }));
  const { understood } = strings;
  const { value } = meaning;
  return (
    <div class="understood">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? understood.hide : understood.show}
      </button>
      {isOpen && !value && <Waiting {...meaning} onRetry={meaning.reload} />}
      {isOpen && value && (
        <dl>
          <dt>{understood.language}</dt>
          <dd>{value.language}</dd>
          {value.concepts.length > 0 && (
            <>
              <dt>{understood.concepts}</dt>
              <dd lang="de">{value.concepts.join(', ')}</dd>
            </>
          )}
          {value.entries.length > 0 && (
            <>
              <dt>{understood.entries}</dt>
              <dd lang="de">
                <ul>
                  {value.entries.map((entry) => (
                    <li key={entry.id}>
                      {entry.title} <span class="muted">{Math.round(entry.probability * 100)} %</span>
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
          {value.concepts.length + value.entries.length === 0 && <dd class="alone">{understood.nothing}</dd>}
        </dl>
      )}
    </div>
  );
}

/** Something sent that the service has not confirmed. */
export function OutgoingItem({ item }: { readonly item: Outgoing }) {
  const { desk, strings } = useDesk();
  const words = strings.conversation;
  const { content } = item;
  return (
    <li class={`message counselor mine ${item.status}`}>
      <div class="bubble">
        <p class="typed" dir="auto">
          {content.kind === 'entry' ? fill(words.sendingEntry, { title: content.title }) : content.text}
        </p>
      </div>
      {item.status !== 'failed' ? (
        <p class="delivery">{item.status === 'waiting' && item.losses > 0 ? words.waiting : words.sending}</p>
      ) : (
        <div class="delivery alarm" role="alert">
          <Icon name="alert" />
          <span>{item.error || words.notSent}</span>
          <button type="button" class="button small" onClick={() => desk.retry(item.clientId)}>
            {words.resend}
          </button>
          <button type="button" class="button small" onClick={() => desk.discard(item.clientId)}>
            {words.discard}
          </button>
        </div>
      )}
    </li>
  );
}
