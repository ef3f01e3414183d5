import { useEffect, useRef, useState } from 'preact/hooks';
import type { HandoffSummary } from '../../../desk/protocol.ts';
import { useDesk, useNow } from '../context.ts';
import { casesOf, endedOf, othersOf, ownOf, queueOf, TABS, type Tab, tabOf } from '../lists.ts';
import { Waiting } from './Dialog.tsx';
import { HandoffItem } from './HandoffItem.tsx';

/** Queue, own conversations, cases, and what is over. */
export function Sidebar() {
  const { desk, state, strings } = useDesk();
  const { list } = strings;
  const nowMs = useNow();
  const selected = state.handoffs.find(({ id }) => id === state.selected);
  const wanted = selected && tabOf(selected);
  const [tab, setTab] = useState<Tab>(wanted ?? 'live');
  // Who follows a conversation that changes its state, or opens one by its address, finds it in the list.
  useEffect(() => wanted && setTab(wanted), [state.selected, wanted]);

  const openCases = casesOf(state, 'open');
  const counts: Record<Tab, number> = { live: queueOf(state).length, cases: openCases.length, ended: 0 };
  const tabs = useRef<HTMLDivElement>(null);
  const step = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!;
    setTab(next);
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };

  return (
    <section class="sidebar" aria-label={list.label}>
      <div class="tabs" role="tablist" aria-label={list.label} ref={tabs}>
        {TABS.map((one) => (
          <button
            key={one}
            id={`tab-${one}`}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls="list"
            tabIndex={one === tab ? 0 : -1}
            onClick={() => setTab(one)}
            onKeyDown={({ key }) => {
              if (key === 'ArrowRight') step(1);
              if (key === 'ArrowLeft') step(-1);
            }}
          >
            {list.tabs[one]}
            {counts[one] > 0 && <span class="count">{counts[one]}</span>}
          </button>
        ))}
      </div>
      <div id="list" class="list" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {state.list !== 'ready' && (
          <Waiting isLoading problem={state.list === 'failed' ? list.failed : undefined} onRetry={() => void desk.refresh()} />
        )}
        {state.list === 'ready' && tab === 'live' && (
          <>
            <Group heading={list.queue} items={queueOf(state)} empty={list.queueEmpty} nowMs={nowMs} />
            <Group heading={list.own} items={ownOf(state)} empty={list.ownEmpty} nowMs={nowMs} />
            {othersOf(state).length > 0 && <Group heading={list.others} items={othersOf(state)} empty="" nowMs={nowMs} />}
          </>
        )}
        {state.list === 'ready' && tab === 'cases' && (
          <>
            <Group heading={list.open} items={openCases} empty={list.openEmpty} nowMs={nowMs} />
            <Group heading={list.answered} items={casesOf(state, 'answered')} empty={list.answeredEmpty} nowMs={nowMs} />
          </>
        )}
        {state.list === 'ready' && tab === 'ended' && (
          <Group heading={list.tabs.ended} items={endedOf(state)} empty={list.endedEmpty} nowMs={nowMs} />
        )}
      </div>
    </section>
  );
}

function Group(props: {
  readonly heading: string;
  readonly items: readonly HandoffSummary[];
  readonly empty: string;
  readonly nowMs: number;
}) {
  return (
    <section class="group">
      <h2>
        {props.heading}
        {props.items.length > 0 && <span class="muted"> {props.items.length}</span>}
      </h2>
      {props.items.length === 0 ? (
        <p class="empty">{props.empty}</p>
      ) : (
        <ul>
          {props.items.map((handoff) => (
            <HandoffItem key={handoff.id} handoff={handoff} nowMs={props.nowMs} />
          ))}
        </ul>
      )}
    </section>
  );
}
