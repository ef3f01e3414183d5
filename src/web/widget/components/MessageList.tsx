import { languages } from 'virtual:languages';
import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { textAttributes } from '../../shared/languages.ts';
import type { Chat, ChatState } from '../chat.ts';
import { currentSuggestions } from '../transcript.ts';
import { useWords } from '../words.ts';
import { Icon } from './icons.tsx';
import { OwnMessage, ServiceMessage } from './MessageItem.tsx';
import { WithName } from './WithName.tsx';

/** Nearer to the end than this, the reader is at the end. */
const AT_END_PX = 80;
/** Room above a new answer that is longer than the window, so that it's seen to begin there. */
const MARGIN_PX = 12;

/** The conversation, with the next steps below its last message. */
export function MessageList(props: {
  readonly chat: Chat;
  readonly state: ChatState;
  readonly logRef: RefObject<HTMLDivElement | null>;
  readonly onSuggestion: (value: string) => void;
  /** Shown above the first message. */
  readonly children: ComponentChildren;
}) {
  const { strings } = useWords();
  const { transcript, isLoaded } = props.state;
  const { messages } = transcript;
  const suggestions = currentSuggestions(transcript);
  const typist = transcript.typing?.counselor;
  const { isAway, onScroll, scrollToEnd } = useScrolling(
    props.logRef,
    messages.length,
    messages[messages.length - 1]?.author === 'user',
    isLoaded,
    transcript.typing !== undefined,
  );

  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div class="log" role="log" aria-live="off" aria-label={strings.log.label} tabIndex={0} ref={props.logRef} onScroll={onScroll}>
        {props.children}
        <ol class="messages">
          {messages.map((message) => (
            <li key={message.key}>
              {message.author === 'user' ? (
                <OwnMessage message={message} onRetry={() => props.chat.retry(message.key)} />
              ) : (
                <ServiceMessage
                  message={message}
                  feedback={message.id === undefined ? undefined : transcript.feedback[message.id]}
                  onFeedback={(helpful) => props.chat.rate(message, helpful)}
                />
              )}
            </li>
          ))}
        </ol>
        {!isLoaded && props.state.status === 'connecting' && <p class="loading">{strings.log.loading}</p>}
        {transcript.typing && (
          <p class="typing">
            {typist ? (
              <span>
                <WithName text={strings.log.typingBy} name={typist} />
              </span>
            ) : (
              <span class="hidden">{strings.log.typing}</span>
            )}
            <i />
            <i />
            <i />
          </p>
        )}
        {suggestions.length > 0 && (
          <fieldset class="suggestions" {...textAttributes(messages[messages.length - 1]?.locale, languages)}>
            <legend class="hidden">{strings.answer.suggestions}</legend>
            {suggestions.map((suggestion) => (
              <button type="button" key={suggestion.value} onClick={() => props.onSuggestion(suggestion.value)}>
                {suggestion.title}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {isAway && (
        <button type="button" class="to-end" onClick={scrollToEnd}>
          <Icon name="down" />
          {strings.log.newest}
        </button>
      )}
    </div>
  );
}

/** Where the last answer begins, with its question above it if that leaves room to read. */
function startOfAnswer(log: HTMLElement): number {
  const answer = log.querySelector<HTMLElement>('.messages > li:last-child');
  // The greeting: from the very top, with the notice.
  if (!answer?.previousElementSibling) return 0;
  const question = answer.previousElementSibling;
  const isShort = question instanceof HTMLElement && question.querySelector('.own') && question.offsetHeight < log.clientHeight / 4;
  return isShort ? question.offsetTop : answer.offsetTop;
}

/**
 * Follows the conversation while its reader is at the end of it: to the end, or to the beginning of an answer that is longer than the window. Who reads
 * further up is left there and gets a button.
 */
function useScrolling(logRef: RefObject<HTMLDivElement | null>, count: number, isOwn: boolean, isLoaded: boolean, isTyping: boolean) {
  const wasAtEnd = useRef(true);
  const [isAway, setAway] = useState(false);

  useLayoutEffect(() => {
    const log = logRef.current;
    if (!log) return;
    if (!wasAtEnd.current && !isOwn) return setAway(true);
    const end = log.scrollHeight - log.clientHeight;
    log.scrollTop = isOwn || !isLoaded ? end : Math.min(end, startOfAnswer(log) - MARGIN_PX);
    wasAtEnd.current = true;
    setAway(false);
  }, [count, isOwn, isLoaded, logRef]);

  useLayoutEffect(() => {
    const log = logRef.current;
    // The sign has made the log longer: who saw the end sees the sign.
    if (isTyping && log && log.scrollHeight - log.clientHeight - log.scrollTop < 2 * AT_END_PX) log.scrollTop = log.scrollHeight;
  }, [isTyping, logRef]);

  const onScroll = () => {
    const log = logRef.current;
    if (!log) return;
    wasAtEnd.current = log.scrollHeight - log.clientHeight - log.scrollTop < AT_END_PX;
    if (wasAtEnd.current) setAway(false);
  };
  const scrollToEnd = () => {
    const log = logRef.current;
    if (log) log.scrollTop = log.scrollHeight;
    log?.focus();
  };
  return { isAway, onScroll, scrollToEnd };
}
