import { useEffect, useRef, useState } from 'preact/hooks';
import type { ServiceFacts, ServiceInfo } from '../../../domain/service.ts';
import type { Language } from '../../shared/languages.ts';
import type { Chat } from '../chat.ts';
import { useWords } from '../words.ts';
import { Announcer } from './Announcer.tsx';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { HandoffBanner } from './HandoffBanner.tsx';
import { Header } from './Header.tsx';
import { MessageList } from './MessageList.tsx';
import { Notice } from './Notice.tsx';

/** The chat window. */
export function App(props: {
  readonly chat: Chat;
  readonly service: Pick<ServiceFacts, keyof ServiceInfo | 'maxTextLength'>;
  readonly isNetworkUp: boolean;
  /** Grows each time the panel is opened. */
  readonly openings: number;
  readonly onLanguage: (language: Language) => void;
  readonly onClose?: (() => void) | undefined;
}) {
  const { chat } = props;
  const state = useChatState(chat);
  const { language, strings } = useWords();
  const log = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);

  /** To the field; on touch screens, where that would push a keyboard over the answer, to the conversation. */
  const takeFocus = () => (matchMedia('(pointer: coarse)').matches ? log : input).current?.focus({ preventScroll: true });
  useEffect(() => {
    if (props.openings > 0) takeFocus();
  }, [props.openings]);
  const { onClose } = props;
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) onClose?.();
    };
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [onClose]);

  const send = (text: string) => {
    chat.send(text);
    // Who writes on after the conversation was deleted wants a new one.
    if (state.status === 'gone') chat.startNew();
  };

  const { handoff } = state.transcript;
  const isPersonHere = handoff.state === 'active' && state.status !== 'gone';

  return (
    <main class="app" lang={language.tag} dir={language.direction} aria-label={props.service.name}>
      <Header service={props.service} isPersonHere={isPersonHere} onLanguage={props.onLanguage} onClose={onClose} />
      <Banner
        status={state.status}
        isNetworkUp={props.isNetworkUp}
        onRetry={() => chat.connection.wake()}
        onStartNew={() => {
          chat.startNew();
          takeFocus();
        }}
      />
      {state.status !== 'gone' && (
        <HandoffBanner
          notice={handoff}
          stays={state.stays}
          onLeave={() => {
            send(strings.handoff.leave);
            takeFocus();
          }}
          onForget={() => {
            void chat.forget(handoff.state === 'waiting' ? strings.handoff.leave : undefined);
            takeFocus();
          }}
        />
      )}
      <MessageList
        chat={chat}
        state={state}
        logRef={log}
        onSuggestion={(value) => {
          send(value);
          takeFocus();
        }}
      >
        <Notice service={props.service} isPersonHere={isPersonHere} />
      </MessageList>
      <Composer inputRef={input} maxLength={props.service.maxTextLength} onSend={send} onTyping={() => chat.tellTyping()} />
      <Announcer state={state} />
    </main>
  );
}

function useChatState(chat: Chat) {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state);
    return chat.subscribe(() => setState(chat.state));
  }, [chat]);
  return state;
}
