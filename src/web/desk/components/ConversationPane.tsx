import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { HandoffSummary } from '../../../desk/protocol.ts';
import { Bidi } from '../../shared/Bidi.tsx';
import { fill } from '../../shared/strings.ts';
import { useDesk, useNow } from '../context.ts';
import { date, languageName, whoIs } from '../format.ts';
import { isReserved, mayRead } from '../lists.ts';
import { goTo } from '../view.ts';
import { Composer } from './Composer.tsx';
import { Icon, type IconName } from './icons.tsx';
import { MessageLog } from './MessageLog.tsx';

/** What a toolbar's button opens. */
export type Tool = 'canned' | 'entry' | 'transfer' | 'end';

/** Which tools a counselor has with a handoff at the moment. */
export function toolsFor(handoff: HandoffSummary, myId: string | undefined): readonly Tool[] {
  if (handoff.kind === 'case') return handoff.state === 'open' || handoff.state === 'answered' ? ['canned', 'entry'] : [];
  const isMine = handoff.state === 'active' && handoff.counselorId === myId;
  return isMine ? ['canned', 'entry', 'transfer', 'end'] : [];
}

const ICONS: Readonly<Record<Tool, IconName>> = { canned: 'text', entry: 'book', transfer: 'transfer', end: 'stop' };

/** The conversation or case that is open: who it is, what was said, and what can be done. */
export function ConversationPane(props: {
  readonly handoff: HandoffSummary;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly onTool: (tool: Tool) => void;
}) {
  const { state, strings, tag } = useDesk();
  const { handoff } = props;
  const words = strings.conversation;
  const problem = state.problems[handoff.id];
  const heading = useRef<HTMLHeadingElement>(null);
  // What was opened by hand takes the focus, so that the keyboard goes on from there.
  useEffect(() => {
    if (document.activeElement !== props.inputRef.current) heading.current?.focus({ preventScroll: true });
  }, [handoff.id]);

  return (
    <section class="conversation" aria-label={fill(words.label, { who: whoIs(handoff, state.me, strings, tag) })}>
      <header class="conversation-head">
        <a class="plain back" href="#conversations" aria-label={words.back}>
          <Icon name="back" />
        </a>
        <div class="who">
          <h1 tabIndex={-1} ref={heading}>
            <bdi>{handoff.name ?? languageName(handoff.locale, state.me, tag)}</bdi>
            {handoff.topicTitle && <span lang="de">{handoff.topicTitle}</span>}
          </h1>
          {handoff.state !== 'erased' && <Facts handoff={handoff} />}
        </div>
        <Toolbar handoff={handoff} onTool={props.onTool} />
      </header>
      {handoff.reason === 'danger' && (handoff.state === 'waiting' || handoff.state === 'active') && (
        <p class="banner alarm">
          <Icon name="alert" />
          {words.dangerNote}
        </p>
      )}
      <p class={problem === undefined ? '' : 'banner alarm'} role="alert">
        {problem !== undefined && (problem || strings.problem.offline)}
      </p>
      {handoff.state === 'erased' ? (
        <p class="state grow">{words.erased}</p>
      ) : (
        <>
          {mayRead(handoff, state.me?.counselor.id) ? <MessageLog handoff={handoff} /> : <div class="grow" />}
          <Foot handoff={handoff} inputRef={props.inputRef} />
        </>
      )}
    </section>
  );
}

/** Language, reason, way to be reached. */
function Facts({ handoff }: { readonly handoff: HandoffSummary }) {
  const { state, strings, tag } = useDesk();
  const words = strings.conversation;
  const name = (code: string) => languageName(code, state.me, tag);
  return (
    <ul class="facts">
      {handoff.name && <li>{name(handoff.locale)}</li>}
      {handoff.language !== handoff.locale && <li>{fill(words.agreed, { language: name(handoff.language) })}</li>}
      <li>{words.reason[handoff.reason]}</li>
      {handoff.contact && (
        <li>
          {words.contact}: <Bidi text={handoff.contact} />
        </li>
      )}
    </ul>
  );
}

function Toolbar({ handoff, onTool }: { readonly handoff: HandoffSummary; readonly onTool: (tool: Tool) => void }) {
  const { desk, state, strings } = useDesk();
  const tools = toolsFor(handoff, state.me?.counselor.id);
  const { kind, id } = handoff;
  const isMine = handoff.counselorId === state.me?.counselor.id;
  return (
    <fieldset class="toolbar">
      <legend class="hidden">{strings.tools.label}</legend>
      {tools.map((tool) => (
        <button key={tool} type="button" class={`button tool-${tool}`} onClick={() => onTool(tool)}>
          <Icon name={ICONS[tool]} />
          <span>{strings.tools[tool]}</span>
        </button>
      ))}
      {kind === 'live' && handoff.state === 'ended' && isMine && (
        <button type="button" class="button" onClick={() => void desk.act(id, 'reopen')}>
          <Icon name="retry" />
          <span>{strings.tools.reopen}</span>
        </button>
      )}
      {kind === 'case' && (handoff.state === 'open' || handoff.state === 'answered') && (
        <button
          type="button"
          class="button"
          onClick={() => void desk.act(id, 'case', { state: handoff.state === 'open' ? 'answered' : 'open' })}
        >
          <Icon name={handoff.state === 'open' ? 'check' : 'retry'} />
          <span>{handoff.state === 'open' ? strings.tools.markAnswered : strings.tools.markOpen}</span>
        </button>
      )}
    </fieldset>
  );
}

/** The field to write in, or why there is none. */
function Foot({ handoff, inputRef }: { readonly handoff: HandoffSummary; readonly inputRef: RefObject<HTMLTextAreaElement | null> }) {
  const { desk, state, strings, tag } = useDesk();
  const nowMs = useNow();
  const words = strings.conversation;
  const myId = state.me?.counselor.id ?? '';
  const isReopenable = handoff.kind === 'case' && (handoff.state === 'open' || handoff.state === 'answered');
  if (isReopenable || (handoff.state === 'active' && handoff.counselorId === myId)) {
    return <Composer key={handoff.id} handoff={handoff} inputRef={inputRef} />;
  }
  const keep = handoff.keepUntil && ` ${fill(words.keepUntil, { date: date(handoff.keepUntil, tag) })}`;
  let note: ComponentChildren;
  if (handoff.state === 'waiting') note = words.waitingNote;
  else if (handoff.state === 'active') note = fill(words.othersNote, { name: handoff.counselorName ?? '' });
  else note = [handoff.state === 'left' ? words.leftNote : words.endedNote, keep];
  return (
    <footer class="foot">
      <p>{note}</p>
      {handoff.state === 'waiting' && !isReserved(handoff, myId, nowMs) && (
        <button type="button" class="button main" onClick={() => void desk.act(handoff.id, 'claim').then(() => goTo(handoff.id))}>
          {strings.list.claim}
        </button>
      )}
    </footer>
  );
}
