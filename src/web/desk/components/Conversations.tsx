import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../context.ts';
import { casesOf, endedOf, neighbour, ownOf, queueOf, tabOf } from '../lists.ts';
import { shortcutOf } from '../shortcuts.ts';
import { goTo } from '../view.ts';
import { CannedDialog } from './CannedDialog.tsx';
import { ConversationPane, type Tool, toolsFor } from './ConversationPane.tsx';
import { EndDialog } from './EndDialog.tsx';
import { EntryDialog } from './EntryDialog.tsx';
import { Sidebar } from './Sidebar.tsx';
import { TransferDialog } from './TransferDialog.tsx';

/** The list at the side and the conversation that is open. */
export function Conversations() {
  const { desk, state, strings, settings } = useDesk();
  const [tool, setTool] = useState<Tool>();
  const input = useRef<HTMLTextAreaElement>(null);
  const handoff = state.handoffs.find(({ id }) => id === state.selected);
  const tools = handoff ? toolsFor(handoff, state.me?.counselor.id) : [];
  const shown = tool && tools.includes(tool) ? tool : undefined;
  // A conversation that was ended or lost meanwhile has no tools any more, nor when it comes back.
  useEffect(() => setTool(undefined), [state.selected, tools.length === 0]);
  useEffect(() => {
    if (!settings.hasShortcuts) return;
    const act = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (!shortcut || shortcut === 'help') return;
      event.preventDefault();
      if (shortcut === 'next' || shortcut === 'previous') goTo(neighbour(visible(), state.selected, shortcut === 'next' ? 1 : -1));
      else if (shortcut === 'claim') claim();
      else if (shortcut === 'write') input.current?.focus();
      else if (tools.includes(shortcut)) setTool(shortcut);
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  });

  return (
    <main class={`conversations ${state.selected === undefined ? 'none-open' : 'one-open'}`}>
      <Sidebar />
      {handoff ? (
        <ConversationPane handoff={handoff} inputRef={input} onTool={setTool} />
      ) : (
        <section class="conversation none" aria-label={strings.nav.conversations}>
          <h1 class="hidden">{strings.title}</h1>
          {state.selected !== undefined && state.list === 'ready' ? (
            <div class="state">
              <p>{strings.conversation.missing}</p>
              <a class="button" href="#conversations">
                {strings.conversation.back}
              </a>
            </div>
          ) : (
            <p class="state">
              <b>{strings.conversation.none}</b>
              {strings.conversation.noneHint}
            </p>
          )}
        </section>
      )}
      {handoff && shown === 'canned' && (
        <CannedDialog handoff={handoff} onClose={() => setTool(undefined)} onInsert={(text) => insert(handoff.id, text)} />
      )}
      {handoff && shown === 'entry' && (
        <EntryDialog
          handoff={handoff}
          onClose={() => setTool(undefined)}
          onSend={({ id, title }) => {
            desk.send(handoff.id, { kind: 'entry', entry: id, title });
            setTool(undefined);
          }}
        />
      )}
      {handoff && shown === 'transfer' && (
        <TransferDialog
          handoff={handoff}
          onClose={() => setTool(undefined)}
          onTransfer={(target) => {
            setTool(undefined);
            void desk.act(handoff.id, 'transfer', target);
          }}
        />
      )}
      {handoff && shown === 'end' && (
        <EndDialog
          onClose={() => setTool(undefined)}
          onEnd={() => {
            setTool(undefined);
            void desk.act(handoff.id, 'end');
          }}
        />
      )}
    </main>
  );

  /** Ids in the order in which the open tab shows them. */
  function visible(): readonly string[] {
    const tab = handoff ? tabOf(handoff) : 'live';
    if (tab === 'cases') return [...casesOf(state, 'open'), ...casesOf(state, 'answered')].map(({ id }) => id);
    if (tab === 'ended') return endedOf(state).map(({ id }) => id);
    return [...queueOf(state), ...ownOf(state)].map(({ id }) => id);
  }

  function claim(): void {
    const first = handoff?.state === 'waiting' ? handoff : queueOf(state)[0];
    if (!first) return;
    goTo(first.id);
    void desk.act(first.id, 'claim');
  }

  /** Puts a text where the cursor was. */
  function insert(id: string, text: string): void {
    const draft = state.drafts[id] ?? '';
    const at = input.current?.selectionEnd ?? draft.length;
    const before = draft.slice(0, at);
    desk.draft(id, `${before}${before === '' || /\s$/.test(before) ? '' : ' '}${text}${draft.slice(at)}`);
    setTool(undefined);
    setTimeout(() => input.current?.focus());
  }
}
