import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HandoffNotice } from '../../../domain/handoff.ts';
import { fill } from '../../shared/strings.ts';
import { useWords, type Words } from '../words.ts';
import { WithName } from './WithName.tsx';

/** How it stands with a counselor: the place in the queue, who is here, that a message was left; and that the chat is kept on this device. */
export function HandoffBanner(props: {
  readonly notice: HandoffNotice;
  /** The way back into the conversation outlives the tab. */
  readonly stays: boolean;
  readonly onLeave: () => void;
  readonly onForget: () => void;
}) {
  const words = useWords();
  const { handoff } = words.strings;
  const { state, counselor } = props.notice;
  return (
    <>
      <PositionAnnouncer notice={props.notice} />
      {state !== 'none' && (
        <section class="handoff" aria-label={handoff.label}>
          <div class="handoff-line">
            <p>
              {state === 'waiting' && place(props.notice, words)}
              {state === 'active' && (counselor ? <WithName text={handoff.here} name={counselor} /> : words.strings.header.person)}
              {state === 'message-left' && handoff.messageLeft}
            </p>
            {state === 'waiting' && (
              <button type="button" onClick={props.onLeave}>
                {handoff.leave}
              </button>
            )}
          </div>
          {props.stays && <KeptHere state={state} onForget={props.onForget} />}
        </section>
      )}
    </>
  );
}

/** That others who use the device can read this chat, and the way to prevent it, which asks once more. */
function KeptHere(props: { readonly state: HandoffNotice['state']; readonly onForget: () => void }) {
  const { handoff } = useWords().strings;
  const [isAsking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  const forget = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    // The pressed button is gone: the focus goes to what took its place.
    if (isAsking) yes.current?.focus();
    else if (wasAsking.current) forget.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (!isAsking) {
    return (
      <div class="handoff-line kept">
        <p>{props.state === 'message-left' ? handoff.keptAnswer : handoff.keptTalk}</p>
        <button type="button" ref={forget} onClick={() => setAsking(true)}>
          {handoff.forget}
        </button>
      </div>
    );
  }
  return (
    <div class="handoff-line kept">
      <p id="forget-question">{props.state === 'waiting' ? handoff.forgetWaiting : handoff.forgetQuestion}</p>
      <span class="choices">
        <button type="button" ref={yes} aria-describedby="forget-question" onClick={props.onForget}>
          {handoff.forgetYes}
        </button>
        <button type="button" onClick={() => setAsking(false)}>
          {handoff.forgetNo}
        </button>
      </span>
    </div>
  );
}

/** Reads out a new place in the queue, but neither the first one, which a message says, nor other minutes of waiting. */
function PositionAnnouncer({ notice }: { readonly notice: HandoffNotice }) {
  const words = useWords();
  const last = useRef<number | undefined>(undefined);
  const [spoken, setSpoken] = useState('');
  const position = notice.state === 'waiting' ? notice.position : undefined;
  useEffect(() => {
    setSpoken(position !== undefined && last.current !== undefined ? place(notice, words) : '');
    last.current = position;
    // Only a new position is news.
  }, [position]);
  return (
    <p class="hidden" role="status" data-position>
      {spoken}
    </p>
  );
}

/** "You are number 2. About 10 minutes." */
function place({ position, minutes }: HandoffNotice, { language, strings }: Words): string {
  const { handoff } = strings;
  if (position === undefined) return handoff.waiting;
  const where = fill(handoff.place, { position: String(position) });
  if (minutes === undefined) return where;
  const format = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;
  return `${where} ${fill(handoff.duration, { minutes: new Intl.NumberFormat(`${language.tag}-u-nu-latn`, format).format(minutes) })}`;
}
