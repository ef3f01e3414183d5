import { languages } from 'virtual:languages';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CannedReply, HandoffSummary } from '../../../desk/protocol.ts';
import { textAttributes } from '../../shared/languages.ts';
import { fill } from '../../shared/strings.ts';
import { sentenceOf, useDesk, useFetched } from '../context.ts';
import { languageName } from '../format.ts';
import { createId } from '../ids.ts';
import { Dialog, Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';

/** Replies that are written once: search, insert in a language, and keep them. */
export function CannedDialog(props: {
  readonly handoff: HandoffSummary;
  readonly onInsert: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { desk, state, strings, tag } = useDesk();
  const words = strings.canned;
  const fetched = useFetched<readonly CannedReply[]>('/canned');
  const [changed, setChanged] = useState<readonly CannedReply[]>();
  const [query, setQuery] = useState('');
  const [edited, setEdited] = useState<CannedReply>();
  const [doomed, setDoomed] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const all = changed ?? fetched.value;
  const needle = query.trim().toLowerCase();
  const found = all?.filter(({ title, texts }) => [title, ...Object.values(texts)].some((text) => text.toLowerCase().includes(needle)));
  const ask = async (request: Promise<readonly CannedReply[]>) => {
    setProblem(undefined);
    try {
      setChanged(await request);
      setEdited(undefined);
      setDoomed(undefined);
    } catch (error) {
      setProblem(sentenceOf(error, strings));
    }
  };

  return (
    <Dialog heading={words.heading} onClose={props.onClose} isWide>
      {problem && (
        <p class="note alarm" role="alert">
          {problem}
        </p>
      )}
      {edited ? (
        <CannedForm
          reply={edited}
          languageOfUser={props.handoff.language}
          onCancel={() => setEdited(undefined)}
          onSave={(reply) => void ask(desk.api.post('/canned', reply))}
        />
      ) : (
        <>
          <div class="row">
            <label class="field grow">
              {words.search}
              <input type="search" value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
            </label>
            <button type="button" class="button" onClick={() => setEdited({ id: createId(), title: '', texts: {} })}>
              <Icon name="plus" />
              {words.add}
            </button>
          </div>
          {!found && <Waiting {...fetched} onRetry={fetched.reload} />}
          {found?.length === 0 && <p class="state">{needle === '' ? words.empty : fill(words.nothing, { query: query.trim() })}</p>}
          <ul class="results">
            {found?.map((reply) => (
              <li key={reply.id} class="canned">
                <div class="row">
                  <h3>{reply.title}</h3>
                  <button
                    type="button"
                    class="plain"
                    aria-label={`${words.edit}: ${reply.title}`}
                    onClick={() => {
                      setProblem(undefined);
                      setEdited(reply);
                    }}
                  >
                    <Icon name="edit" />
                  </button>
                  <button type="button" class="plain" aria-label={`${words.remove}: ${reply.title}`} onClick={() => setDoomed(reply.id)}>
                    <Icon name="trash" />
                  </button>
                </div>
                {doomed === reply.id && (
                  <div class="note row" role="alert">
                    <span class="grow">{fill(words.removeSure, { title: reply.title })}</span>
                    <button type="button" class="button" onClick={() => void ask(desk.api.remove(`/canned/${reply.id}`))}>
                      {words.remove}
                    </button>
                    <button type="button" class="button" onClick={() => setDoomed(undefined)}>
                      {strings.cancel}
                    </button>
                  </div>
                )}
                {inOrder(reply, props.handoff.language).map(([code, text]) => (
                  <div key={code} class="row">
                    <p class="grow typed" {...textAttributes(code, languages)}>
                      {text}
                    </p>
                    <button
                      type="button"
                      class={code === props.handoff.language ? 'button main' : 'button'}
                      aria-label={`${fill(words.insertIn, { language: languageName(code, state.me, tag) })}: ${reply.title}`}
                      onClick={() => props.onInsert(text)}
                    >
                      {fill(words.insertIn, { language: languageName(code, state.me, tag) })}
                    </button>
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

/** The texts of a reply, the conversation's language first. */
function inOrder(reply: CannedReply, first: string): readonly (readonly [string, string])[] {
  return Object.entries(reply.texts).sort(([a], [b]) => Number(b === first) - Number(a === first));
}

function CannedForm(props: {
  readonly reply: CannedReply;
  readonly languageOfUser: string;
  readonly onSave: (reply: CannedReply) => void;
  readonly onCancel: () => void;
}) {
  const { state, strings, tag } = useDesk();
  const words = strings.canned;
  const [title, setTitle] = useState(props.reply.title);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({ de: '', [props.languageOfUser]: '', ...props.reply.texts });
  const [isIncomplete, setIncomplete] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const others = state.me?.languages.filter(({ code }) => !(code in texts)) ?? [];

  const save = () => {
    const filled = Object.fromEntries(Object.entries(texts).flatMap(([code, text]) => (text.trim() ? [[code, text.trim()]] : [])));
    if (title.trim() === '' || Object.keys(filled).length === 0) setIncomplete(true);
    else props.onSave({ id: props.reply.id, title: title.trim(), texts: filled });
  };

  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {isIncomplete && (
        <p class="note alarm" role="alert">
          {words.incomplete}
        </p>
      )}
      <label class="field">
        {words.title}
        <input ref={first} value={title} onInput={(event) => setTitle(event.currentTarget.value)} />
      </label>
      {Object.entries(texts).map(([code, text]) => (
        <label key={code} class="field">
          {fill(words.text, { language: languageName(code, state.me, tag) })}
          <textarea
            rows={3}
            {...textAttributes(code, languages)}
            value={text}
            onInput={(event) => setTexts({ ...texts, [code]: event.currentTarget.value })}
          />
        </label>
      ))}
      {others.length > 0 && (
        <label class="field">
          {words.addLanguage}
          <select
            value=""
            onChange={(event) => {
              const code = event.currentTarget.value;
              if (code) setTexts({ ...texts, [code]: '' });
            }}
          >
            <option value="">–</option>
            {others.map(({ code }) => (
              <option key={code} value={code}>
                {languageName(code, state.me, tag)}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="buttons">
        <button type="button" class="button" onClick={props.onCancel}>
          {words.back}
        </button>
        <button type="submit" class="button main">
          {strings.save}
        </button>
      </div>
    </form>
  );
}
