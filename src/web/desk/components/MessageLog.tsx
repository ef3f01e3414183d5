import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeskMessage, HandoffSummary } from '../../../desk/protocol.ts';
import { fill } from '../../shared/strings.ts';
import { useDesk, useNow } from '../context.ts';
import { whoIs } from '../format.ts';
import { isTyping } from '../lists.ts';
import { Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';
import { MessageItem, OutgoingItem } from './MessageItem.tsx';

/** Nearer to the end than this, the reader is at the end. */
const AT_END_PX = 80;

/** All that was said, as far as the consent covers it: the bot's part apart from the people's. */
export function MessageLog({ handoff }: { readonly handoff: HandoffSummary }) {
  const { desk, state, strings, tag } = useDesk();
  const words = strings.conversation;
  const nowMs = useNow();
  const conversation = state.conversations[handoff.id];
  const messages = conversation?.messages ?? [];
  const outgoing = state.outbox.filter(({ handoffId }) => handoffId === handoff.id);
  const first = messages.findIndex(({ at }) => at >= handoff.requestedAt);
  const before = first < 0 ? messages : messages.slice(0, first);
  const since = first < 0 ? [] : messages.slice(first);
  const isWriting = isTyping(state, handoff.id, Date.now());
  const log = useRef<HTMLDivElement>(null);
  const isLastOwn = outgoing.length > 0 || messages.at(-1)?.author === 'counselor';
  const { isAway, onScroll, scrollToEnd } = useScrolling(log, {
    id: handoff.id,
    count: messages.length + outgoing.length,
    isLastOwn,
    isWriting,
    // What is to be answered stands at the beginning of what was left.
    opensAtStart: handoff.kind === 'case' && handoff.state === 'open',
  });
  const lastOwn = messages.findLast(({ author }) => author === 'counselor')?.seq;
  const item = (message: DeskMessage) => (
    <MessageItem
      key={message.seq}
      message={message}
      handoff={handoff}
      nowMs={nowMs}
      showsDelivery={message.seq === lastOwn || message.delivery === 'stored'}
    />
  );

  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div class="log" role="log" aria-live="off" tabIndex={0} ref={log} onScroll={onScroll} aria-label={logLabel()}>
        {conversation?.status !== 'ready' && messages.length === 0 && (
          <Waiting
            isLoading
            problem={conversation?.status === 'failed' ? words.failed : undefined}
            onRetry={() => void desk.loadMessages(handoff.id)}
          />
        )}
        {conversation?.status === 'ready' && messages.length === 0 && <p class="state">{words.empty}</p>}
        {before.length > 0 && (
          <section class="bot-part">
            <h2>{words.botPart}</h2>
            <ol>{before.map(item)}</ol>
          </section>
        )}
        {before.length > 0 && since.length > 0 && <h2 class="divider">{words.humanPart}</h2>}
        <ol>
          {since.map(item)}
          {outgoing.map((one) => (
            <OutgoingItem key={one.clientId} item={one} />
          ))}
        </ol>
        <p class="typing" role="status">
          {isWriting && `${whoIs(handoff, state.me, strings, tag)} ${words.typing}`}
        </p>
      </div>
      {isAway && (
        <button type="button" class="to-end" onClick={scrollToEnd}>
          <Icon name="down" />
          {words.newest}
        </button>
      )}
    </div>
  );

  function logLabel(): string {
    return fill(words.label, { who: whoIs(handoff, state.me, strings, tag) });
  }
}

/** Follows the conversation while its reader is at the end of it; who reads further up is left there and gets a button. */
function useScrolling(
  ref: { readonly current: HTMLDivElement | null },
  log: {
    readonly id: string;
    readonly count: number;
    readonly isLastOwn: boolean;
    readonly isWriting: boolean;
    readonly opensAtStart: boolean;
  },
) {
  const { id, count, isLastOwn, isWriting, opensAtStart } = log;
  const wasAtEnd = useRef(true);
  const shown = useRef({ id, count: 0 });
  const [isAway, setAway] = useState(false);

  useLayoutEffect(() => {
    const view = ref.current;
    if (!view) return;
    const isNew = shown.current.id !== id || shown.current.count === 0;
    const hasMore = count > shown.current.count;
    shown.current = { id, count };
    if (isNew && opensAtStart && count > 0) {
      view.scrollTop = 0;
      wasAtEnd.current = false;
      setAway(false);
    } else if (isNew || wasAtEnd.current || (hasMore && isLastOwn)) {
      view.scrollTop = view.scrollHeight;
      wasAtEnd.current = true;
      setAway(false);
    } else if (hasMore) setAway(true);
  }, [id, count, isLastOwn, isWriting]);

  const onScroll = () => {
    const view = ref.current;
    if (!view) return;
    wasAtEnd.current = view.scrollHeight - view.clientHeight - view.scrollTop < AT_END_PX;
    if (wasAtEnd.current) setAway(false);
  };
  const scrollToEnd = () => {
    const view = ref.current;
    if (view) view.scrollTop = view.scrollHeight;
    view?.focus();
  };
  return { isAway, onScroll, scrollToEnd };
}
