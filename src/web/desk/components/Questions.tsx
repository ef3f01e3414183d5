import { languages } from 'virtual:languages';
import { useState } from 'preact/hooks';
import type { QuestionGroup } from '../../../desk/protocol.ts';
import { textAttributes } from '../../shared/languages.ts';
import { fill } from '../../shared/strings.ts';
import { sentenceOf, useDesk, useFetched } from '../context.ts';
import { clock, languageName, plural } from '../format.ts';
import { Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';

type State = 'open' | 'done';

/** The editors' work list: what the bot could not answer, alike with alike. */
export function Questions() {
  const { desk, strings } = useDesk();
  const words = strings.questions;
  const [shown, setShown] = useState<State>('open');
  const [problem, setProblem] = useState<string>();
  const groups = useFetched<readonly QuestionGroup[]>(`/questions?state=${shown}`);
  const settle = async (ids: readonly string[]) => {
    setProblem(undefined);
    try {
      await desk.api.post('/questions/settle', { ids, state: shown === 'open' ? 'done' : 'open' });
    } catch (error) {
      setProblem(sentenceOf(error, strings));
    }
    groups.reload();
  };

  return (
    <main class="view">
      <div class="view-head">
        <h1>{words.heading}</h1>
        <fieldset class="period">
          <legend class="hidden">{strings.accounts.state}</legend>
          {(['open', 'done'] as const).map((one) => (
            <button key={one} type="button" class="button" aria-pressed={one === shown} onClick={() => setShown(one)}>
              {words[one]}
            </button>
          ))}
        </fieldset>
      </div>
      <p class="lead">{words.lead}</p>
      {problem && (
        <p class="note alarm" role="alert">
          {problem}
        </p>
      )}
      {(!groups.value || groups.problem) && <Waiting {...groups} onRetry={groups.reload} />}
      {groups.value?.length === 0 && <p class="state">{shown === 'open' ? words.empty : words.emptyDone}</p>}
      <ul class="question-groups">
        {groups.value?.map((group) => (
          <li key={group.questions[0]?.id ?? group.label} class="panel">
            <Group group={group} shown={shown} onSettle={(ids) => void settle(ids)} />
          </li>
        ))}
      </ul>
    </main>
  );
}

function Group(props: { readonly group: QuestionGroup; readonly shown: State; readonly onSettle: (ids: readonly string[]) => void }) {
  const { state, strings, tag } = useDesk();
  const words = strings.questions;
  const { group, shown } = props;
  return (
    <>
      <div class="row">
        <h2 class="grow">
          <span lang="de">{group.label}</span> <small class="muted">{plural(words.count, group.questions.length, tag)}</small>
        </h2>
        <button
          type="button"
          class="button"
          aria-label={fill(shown === 'open' ? words.settleLabel : words.reopenLabel, { label: group.label })}
          onClick={() => props.onSettle(group.questions.map(({ id }) => id))}
        >
          <Icon name={shown === 'open' ? 'check' : 'retry'} />
          {shown === 'open' ? words.settle : words.reopen}
        </button>
      </div>
      <ul class="asked">
        {group.questions.map((question) => (
          <li key={question.id}>
            <q {...textAttributes(question.locale, languages)} dir="auto">
              {question.text}
            </q>
            <small class="muted">
              {languageName(question.locale, state.me, tag)}, {clock(question.askedAt, tag, Date.now())}
            </small>
          </li>
        ))}
      </ul>
      <p class="hint">
        {words.guesses}:{' '}
        {group.guesses.length === 0 ? words.noGuess : <span lang="de">{group.guesses.map(({ title }) => title).join(' · ')}</span>}
      </p>
    </>
  );
}
