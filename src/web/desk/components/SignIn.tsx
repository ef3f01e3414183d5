import { useEffect, useRef, useState } from 'preact/hooks';
import { OPEN_ID_PROBLEMS, type OpenIdProblem, type SignInOptions } from '../../../desk/protocol.ts';
import { fill } from '../../shared/strings.ts';
import { sentenceOf, useDesk, useFetched } from '../context.ts';
import { Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';

/** Password, the organisation's own sign-in, or both. */
export function SignIn() {
  const { state, strings, settings, setSettings } = useDesk();
  const options = useFetched<SignInOptions>('/sign-in');
  const { value } = options;
  const problem = readProblem();

  return (
    <main class="sign-in">
      <div class="card">
        <header>
          <Icon name="signpost" />
          <p>
            {value?.serviceName ?? ''} <span>{strings.title}</span>
          </p>
        </header>
        <h1>{strings.signIn.heading}</h1>
        {state.me && (
          <p class="note" role="status">
            {strings.signIn.ended}
          </p>
        )}
        {problem && (
          <p class="note alarm" role="alert">
            {strings.signIn.openIdProblem[problem]}
          </p>
        )}
        {!value && <Waiting {...options} onRetry={options.reload} />}
        {value?.password && <PasswordForm />}
        {value?.password && value.openId && <p class="or">{strings.signIn.or}</p>}
        {value?.openId && (
          <a class={value.password ? 'button wide' : 'button main wide'} href="api/sign-in/openid">
            {fill(strings.signIn.openId, { provider: value.openId })}
          </a>
        )}
        {value && !value.password && !value.openId && <p class="note">{strings.signIn.none}</p>}
      </div>
      <button
        type="button"
        class="plain"
        lang={settings.language === 'de' ? 'en' : 'de'}
        onClick={() => setSettings({ ...settings, language: settings.language === 'de' ? 'en' : 'de' })}
      >
        {strings.status.language}
      </button>
    </main>
  );
}

function PasswordForm() {
  const { desk, strings } = useDesk();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async () => {
    if (isBusy) return;
    if (login.trim() === '' || password === '') {
      setProblem(strings.signIn.missing);
      (login.trim() === '' ? first : second).current?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await desk.signIn(login.trim(), password);
    } catch (error) {
      setProblem(sentenceOf(error, strings));
      setBusy(false);
      second.current?.select();
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="note alarm" role="alert" id="sign-in-problem" hidden={problem === undefined}>
        {problem}
      </p>
      <label class="field">
        {strings.signIn.login}
        <input
          ref={first}
          name="login"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          value={login}
          aria-describedby="sign-in-problem"
          onInput={(event) => setLogin(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        {strings.signIn.password}
        <input
          ref={second}
          name="password"
          {...(isShown ? { type: 'text' } : { type: 'password' })}
          autocomplete="current-password"
          value={password}
          aria-describedby="sign-in-problem"
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <label class="check">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {strings.signIn.showPassword}
      </label>
      <button type="submit" class="button main wide" aria-disabled={isBusy}>
        {isBusy ? strings.loading : strings.signIn.submit}
      </button>
    </form>
  );
}

/** Why the way over the provider failed: it comes back with the address. */
function readProblem(): OpenIdProblem | undefined {
  const given = new URLSearchParams(location.search).get('problem');
  return OPEN_ID_PROBLEMS.find((problem) => problem === given);
}
