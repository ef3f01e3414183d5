import type { HandoffSummary } from '../../../desk/protocol.ts';
import { parseMarkdown, plainText } from '../../shared/markdown.ts';
import { fill } from '../../shared/strings.ts';
import { useDesk } from '../context.ts';
import { clock, duration, languageName, plural } from '../format.ts';
import { isReserved, isTyping } from '../lists.ts';
import { addressOf } from '../place.ts';
import { goTo } from '../view.ts';
import { Icon } from './icons.tsx';

/** One line of the list: a waiting person, a conversation or a case. */
export function HandoffItem({ handoff, nowMs }: { readonly handoff: HandoffSummary; readonly nowMs: number }) {
  const { desk, state, strings, tag } = useDesk();
  const { list } = strings;
  const myId = state.me?.counselor.id ?? '';
  const isCurrent = handoff.id === state.selected;
  const language = languageName(handoff.locale, state.me, tag);
  const topic = handoff.topicTitle;
  const isWaiting = handoff.state === 'waiting';
  const reserved = isWaiting && isReserved(handoff, myId, nowMs);
  const who = [language, topic].filter(Boolean).join(', ');
  const unread = handoff.state === 'active' || handoff.kind === 'case' ? handoff.unread : 0;

  return (
    <li class={`item ${handoff.state} ${isCurrent ? 'current' : ''} ${handoff.reason === 'danger' && isWaiting ? 'danger' : ''}`}>
      <a
        href={addressOf(handoff.id)}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault();
          goTo(handoff.id);
        }}
      >
        <span class="item-line">
          <strong>{handoff.name ? <bdi>{handoff.name}</bdi> : language}</strong>
          {handoff.name && <span class="muted">{language}</span>}
          {unread > 0 && (
            <span class="count">
              <span aria-hidden="true">{unread}</span>
              <span class="hidden">{plural(list.unread, unread, tag)}</span>
            </span>
          )}
        </span>
        {handoff.reason === 'danger' && handoff.state !== 'erased' && (
          <span class="danger-mark">
            <Icon name="alert" />
            {list.danger}
          </span>
        )}
        {handoff.state !== 'erased' && (
          <span class="topic" lang={topic ? 'de' : undefined}>
            {topic ?? list.noTopic}
          </span>
        )}
        {handoff.preview !== undefined && (handoff.state === 'active' || handoff.kind === 'case') && (
          <span class="preview" dir="auto">
            {isTyping(state, handoff.id, nowMs) ? <em>{strings.conversation.typing}</em> : plainText(parseMarkdown(handoff.preview))}
          </span>
        )}
        <span class="when">
          {stateLine()}
          {reserved && <span>{list.reserved}</span>}
          {isWaiting && handoff.assignedTo === myId && <b>{list.forYou}</b>}
        </span>
      </a>
      {isWaiting && !reserved && (
        <button
          type="button"
          class="button main small claim"
          aria-label={fill(list.claimLabel, { who })}
          onClick={() => {
            goTo(handoff.id);
            void desk.act(handoff.id, 'claim');
          }}
        >
          {list.claim}
        </button>
      )}
    </li>
  );

  function stateLine() {
    const name = handoff.counselorName ?? '';
    switch (handoff.state) {
      case 'waiting':
        return <span>{fill(list.waiting, { duration: duration(nowMs - Date.parse(handoff.requestedAt), strings, tag) })}</span>;
      case 'active':
        return <span>{handoff.counselorId === myId ? clock(handoff.updatedAt, tag, nowMs) : fill(list.by, { name })}</span>;
      case 'ended':
        return <span>{`${name ? fill(list.endedBy, { name }) : list.endedState} · ${clock(handoff.updatedAt, tag, nowMs)}`}</span>;
      case 'answered':
        return <span>{`${name ? fill(list.answeredBy, { name }) : list.answered} · ${clock(handoff.updatedAt, tag, nowMs)}`}</span>;
      case 'left':
        return <span>{`${list.left} · ${clock(handoff.updatedAt, tag, nowMs)}`}</span>;
      case 'erased':
        return <span>{list.gone}</span>;
      case 'open':
        return <span>{clock(handoff.requestedAt, tag, nowMs)}</span>;
    }
  }
}
