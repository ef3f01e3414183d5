import { useState } from 'preact/hooks';
import type { Me } from '../../../desk/protocol.ts';
import { sentenceOf, useDesk } from '../context.ts';
import { isCounselor } from '../desk.ts';
import { formatHours } from '../format.ts';
import { CounselorFields, readDraft } from './CounselorFields.tsx';
import { Dialog } from './Dialog.tsx';

/** The person's own profile and password. */
export function ProfileDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { desk, strings } = useDesk();
  const { counselor } = me;
  const [draft, setDraft] = useState({ ...counselor, hours: formatHours(counselor.hours) });
  const [note, setNote] = useState<{ readonly text: string; readonly isAlarm: boolean }>();

  const save = async () => {
    const read = readDraft(draft, isCounselor(me));
    if ('missing' in read) return setNote({ text: strings.profile[read.missing], isAlarm: true });
    const { displayName, languages, topics, hours, capacity } = read.value;
    try {
      desk.setMe(await desk.api.post<Me>('/me/profile', { displayName, languages, topics, hours, capacity }));
      setNote({ text: strings.saved, isAlarm: false });
    } catch (error) {
      setNote({ text: sentenceOf(error, strings), isAlarm: true });
    }
  };

  return (
    <Dialog heading={strings.profile.heading} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CounselorFields draft={draft} onChange={(next) => setDraft({ ...draft, ...next })} />
        <Note note={note} />
        <div class="buttons">
          <button type="submit" class="button main">
            {strings.save}
          </button>
        </div>
      </form>
      {me.hasPassword && <PasswordForm />}
    </Dialog>
  );
}

function PasswordForm() {
  const { desk, strings } = useDesk();
  const words = strings.profile;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [note, setNote] = useState<{ readonly text: string; readonly isAlarm: boolean }>();
  const change = async () => {
    try {
      await desk.api.post('/me/password', { current, next });
      setCurrent('');
      setNext('');
      setNote({ text: words.passwordChanged, isAlarm: false });
    } catch (error) {
      setNote({ text: sentenceOf(error, strings), isAlarm: true });
    }
  };
  return (
    <form
      class="form apart"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <h3>{words.password}</h3>
      <label class="field">
        {words.current}
        <input type="password" autocomplete="current-password" value={current} onInput={(event) => setCurrent(event.currentTarget.value)} />
      </label>
      <label class="field">
        {words.next}
        <input type="password" autocomplete="new-password" value={next} onInput={(event) => setNext(event.currentTarget.value)} />
      </label>
      <Note note={note} />
      <div class="buttons">
        <button type="submit" class="button">
          {words.changePassword}
        </button>
      </div>
    </form>
  );
}

/** What became of a form; read out when it appears. */
export function Note({ note }: { readonly note: { readonly text: string; readonly isAlarm: boolean } | undefined }) {
  return (
    <p class={note ? `note ${note.isAlarm ? 'alarm' : ''}` : ''} role={note?.isAlarm ? 'alert' : 'status'}>
      {note?.text}
    </p>
  );
}
