import { languages } from 'virtual:languages';
import { useEffect, useRef, useState } from 'preact/hooks';
import { textAttributes } from '../../shared/languages.ts';
import { parseMarkdown, plainText } from '../../shared/markdown.ts';
import type { ChatState } from '../chat.ts';
import type { Message } from '../transcript.ts';
import { useWords } from '../words.ts';

/** As many as a screen reader may still be reading out; older ones would only be found twice. */
const KEPT = 3;

/**
 * Reads new answers out, politely and in their order, each in its own language and a counselor's with the name; and messages that could not be sent. Apart from the visible log, so that
 * neither the user's own words nor a conversation fetched after a reload are read out.
 */
export function Announcer({ state }: { readonly state: ChatState }) {
  const { strings } = useWords();
  const { messages } = state.transcript;
  const known = useRef(new Set<string>());
  const [announced, setAnnounced] = useState<readonly Message[]>([]);

  useEffect(() => {
    const fresh = messages.filter((message) => message.author === 'service' && !known.current.has(message.key));
    for (const { key } of fresh) known.current.add(key);
    if (state.isLoaded && fresh.length > 0) setAnnounced((before) => [...before, ...fresh].slice(-KEPT));
  }, [messages, state.isLoaded]);

  const failed = messages.filter((message) => message.delivery === 'failed').length;
  return (
    <div class="hidden">
      <div aria-live="polite" aria-relevant="additions" data-announcements>
        {announced.map((message) => (
          <p key={message.key} {...textAttributes(message.locale, languages)}>
            {message.counselor && `${message.counselor}: `}
            {spoken(message)}
          </p>
        ))}
      </div>
      <p role="alert">{failed > 0 ? strings.message.failed : ''}</p>
    </div>
  );
}

function spoken({ reply, text, isPlain }: Message): string {
  if (!reply && isPlain) return text;
  if (!reply) return plainText(parseMarkdown(text));
  const contacts = (reply.contacts ?? []).map(({ name, phone }) => (phone ? `${name}: ${phone}` : name));
  return [reply.title, plainText(parseMarkdown(reply.body)), ...contacts].filter(Boolean).join('. ');
}
