import { useState } from 'preact/hooks';
import type { HandoffSummary } from '../../../desk/protocol.ts';
import { fill } from '../../shared/strings.ts';
import { useDesk } from '../context.ts';
import { languageName, plural, speakersOf } from '../format.ts';
import { Dialog } from './Dialog.tsx';

export type Target = { readonly counselorId: string } | { readonly language: string };

/** Passes a conversation on, to somebody who is here or to whoever speaks a language. */
export function TransferDialog(props: {
  readonly handoff: HandoffSummary;
  readonly onTransfer: (target: Target) => void;
  readonly onClose: () => void;
}) {
  const { state, strings, tag } = useDesk();
  const words = strings.transfer;
  const myId = state.me?.counselor.id;
  const [target, setTarget] = useState<Target>();
  const [isMissing, setMissing] = useState(false);
  const others = state.colleagues.filter(({ id, presence }) => id !== myId && presence !== 'away');
  const name = (code: string) => languageName(code, state.me, tag);
  const spoken = new Set(others.flatMap((colleague) => colleague.languages));
  const languages = (state.me?.languages ?? []).filter(({ code }) => spoken.has(code));
  const pick = (next: Target) => {
    setTarget(next);
    setMissing(false);
  };

  return (
    <Dialog heading={words.heading} onClose={props.onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (target) props.onTransfer(target);
          else setMissing(true);
        }}
      >
        <p>{words.text}</p>
        {others.length === 0 && <p class="note">{words.nobody}</p>}
        {others.length > 0 && (
          <fieldset class="choices">
            <legend>{words.colleague}</legend>
            {others.map((colleague) => (
              <label key={colleague.id} class="choice">
                <input type="radio" name="target" onChange={() => pick({ counselorId: colleague.id })} />
                <span class="grow">
                  <b>{colleague.displayName}</b>
                  <small>{colleague.languages.map(name).join(', ')}</small>
                </span>
                <span class={`presence ${colleague.presence}`}>{strings.status[colleague.presence]}</span>
                <small>{fill(words.load, { active: String(colleague.active), capacity: String(colleague.capacity) })}</small>
              </label>
            ))}
          </fieldset>
        )}
        {languages.length > 0 && (
          <fieldset class="choices">
            <legend>{words.language}</legend>
            {languages.map(({ code }) => (
              <label key={code} class="choice">
                <input type="radio" name="target" onChange={() => pick({ language: code })} />
                <span class="grow">{name(code)}</span>
                <small>{plural(words.speakers, speakersOf(others, code, myId), tag)}</small>
              </label>
            ))}
          </fieldset>
        )}
        {isMissing && (
          <p class="note alarm" role="alert">
            {words.choose}
          </p>
        )}
        <div class="buttons">
          <button type="button" class="button" onClick={props.onClose}>
            {strings.cancel}
          </button>
          {others.length > 0 && (
            <button type="submit" class="button main">
              {words.confirm}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
