import { useState } from 'preact/hooks';
import type { AccountChange } from '../../../desk/protocol.ts';
import { type Counselor, ROLES, type Role } from '../../../domain/counselor.ts';
import { fill } from '../../shared/strings.ts';
import { sentenceOf, useDesk, useFetched } from '../context.ts';
import { dateAndTime, formatHours, languageName } from '../format.ts';
import { CounselorFields, readDraft } from './CounselorFields.tsx';
import { Dialog, Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';
import { Note } from './ProfileDialog.tsx';

/** Who may come in, and as what: for admins. */
export function Accounts() {
  const { state, strings, tag } = useDesk();
  const words = strings.accounts;
  const accounts = useFetched<readonly Counselor[]>('/accounts');
  const [edited, setEdited] = useState<Counselor | 'new'>();
  const names = (codes: readonly string[]) => codes.map((code) => languageName(code, state.me, tag)).join(', ');

  return (
    <main class="view">
      <div class="view-head">
        <h1>{words.heading}</h1>
        <button type="button" class="button main" onClick={() => setEdited('new')}>
          <Icon name="plus" />
          {words.add}
        </button>
      </div>
      {(!accounts.value || accounts.problem) && <Waiting {...accounts} onRetry={accounts.reload} />}
      {accounts.value && (
        <div class="panel scroll">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.login}</th>
                <th scope="col">{words.roles}</th>
                <th scope="col">{strings.profile.languages}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.lastSeen}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {accounts.value.map((account) => (
                <tr key={account.id}>
                  <th scope="row">{account.displayName}</th>
                  <td>{account.login}</td>
                  <td>{account.roles.map((role) => words.role[role]).join(', ')}</td>
                  <td>{names(account.languages)}</td>
                  <td>{account.isActive ? words.active : words.inactive}</td>
                  <td>{account.seenAt ? dateAndTime(account.seenAt, tag) : words.never}</td>
                  <td>
                    <button
                      type="button"
                      class="button"
                      aria-label={fill(words.editLabel, { name: account.displayName })}
                      onClick={() => setEdited(account)}
                    >
                      <Icon name="edit" />
                      {words.edit}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {edited && (
        <AccountDialog
          account={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            accounts.reload();
          }}
        />
      )}
    </main>
  );
}

const NEW = {
  login: '',
  displayName: '',
  roles: ['counselor'],
  languages: ['de'],
  topics: [],
  hours: [],
  capacity: 4,
  isActive: true,
} as const;

function AccountDialog(props: { readonly account: Counselor | undefined; readonly onClose: () => void; readonly onSaved: () => void }) {
  const { desk, strings } = useDesk();
  const words = strings.accounts;
  const start: Omit<Counselor, 'id' | 'presence' | 'createdAt'> = props.account ?? NEW;
  const [draft, setDraft] = useState({ ...start, hours: formatHours(start.hours), password: '' });
  const [problem, setProblem] = useState<string>();
  const isCounselor = draft.roles.includes('counselor');
  const toggle = (role: Role) => {
    const roles = draft.roles.includes(role) ? draft.roles.filter((other) => other !== role) : [...draft.roles, role];
    setDraft({ ...draft, roles });
  };

  const save = async () => {
    const read = readDraft(draft, isCounselor);
    if (draft.login.trim() === '') return setProblem(words.loginMissing);
    if (draft.roles.length === 0) return setProblem(words.roleMissing);
    if ('missing' in read) return setProblem(strings.profile[read.missing]);
    const { displayName, languages, topics, hours, capacity } = read.value;
    const change: AccountChange = {
      ...{ login: draft.login.trim(), displayName, roles: draft.roles, languages, topics, hours, capacity, isActive: draft.isActive },
      ...(draft.password === '' ? {} : { password: draft.password }),
    };
    try {
      await desk.api.post(props.account ? `/accounts/${props.account.id}` : '/accounts', change);
      props.onSaved();
    } catch (error) {
      setProblem(sentenceOf(error, strings));
    }
  };

  return (
    <Dialog heading={props.account ? fill(words.editLabel, { name: props.account.displayName }) : words.add} onClose={props.onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label class="field">
          {words.login}
          <input
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={draft.login}
            onInput={(event) => setDraft({ ...draft, login: event.currentTarget.value })}
          />
        </label>
        <fieldset class="checks">
          <legend>{words.roles}</legend>
          {ROLES.map((role) => (
            <label key={role} class="check whole">
              <input type="checkbox" checked={draft.roles.includes(role)} onChange={() => toggle(role)} />
              <span>
                {words.role[role]} <small>{words.roleHint[role]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <CounselorFields draft={draft} onChange={(next) => setDraft({ ...draft, ...next })} />
        <label class="field">
          {words.password}
          <input
            type="password"
            autocomplete="new-password"
            aria-describedby="password-hint"
            value={draft.password}
            onInput={(event) => setDraft({ ...draft, password: event.currentTarget.value })}
          />
        </label>
        <p class="hint" id="password-hint">
          {props.account ? words.passwordHint : words.passwordNewHint}
        </p>
        <label class="check">
          <input
            type="checkbox"
            checked={draft.isActive}
            onChange={(event) => setDraft({ ...draft, isActive: event.currentTarget.checked })}
          />
          {words.isActive}
        </label>
        <Note note={problem === undefined ? undefined : { text: problem, isAlarm: true }} />
        <div class="buttons">
          <button type="button" class="button" onClick={props.onClose}>
            {strings.cancel}
          </button>
          <button type="submit" class="button main">
            {strings.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
