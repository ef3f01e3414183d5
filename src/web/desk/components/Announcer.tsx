import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../shared/strings.ts';
import { useDesk } from '../context.ts';
import { languageName, whoIs } from '../format.ts';
import { alertsBetween } from '../lists.ts';

/** Reads out who has come into the queue, who has written, and what the user writes in the open conversation. */
export function Announcer() {
  const { state, strings, tag } = useDesk();
  const before = useRef(state);
  const [lines, setLines] = useState<readonly string[]>([]);
  const known = useRef<{ id: string | undefined; seq: number }>({ id: undefined, seq: 0 });

  useEffect(() => {
    const alerts = alertsBetween(before.current, state, Date.now());
    before.current = state;
    const fresh = alerts.flatMap(({ kind, id }) => {
      const handoff = state.handoffs.find((one) => one.id === id);
      if (!handoff || id === state.selected) return [];
      const topic = handoff.topicTitle;
      const who = [whoIs(handoff, state.me, strings, tag), handoff.name && languageName(handoff.locale, state.me, tag), topic];
      return fill(kind === 'queue' ? strings.list.newInQueue : strings.list.newMessage, { who: who.filter(Boolean).join(', ') });
    });
    const { selected } = state;
    const conversation = selected === undefined ? undefined : state.conversations[selected];
    if (conversation?.status === 'ready') {
      const last = conversation.messages.at(-1)?.seq ?? 0;
      if (known.current.id === selected) {
        const heard = conversation.messages.filter(({ seq, author }) => seq > known.current.seq && author !== 'counselor');
        fresh.push(...heard.map(({ text }) => text));
      }
      known.current = { id: selected, seq: last };
    }
    if (fresh.length > 0) setLines((old) => [...old, ...fresh].slice(-3));
  }, [state]);

  return (
    <div class="hidden" aria-live="polite" aria-relevant="additions" data-announcements>
      {lines.map((line, index) => (
        <p key={`${index} ${line}`} dir="auto">
          {line}
        </p>
      ))}
    </div>
  );
}
