import { languages } from 'virtual:languages';
import { useEffect, useState } from 'preact/hooks';
import type { EntryHit, EntryPreview, HandoffSummary } from '../../../desk/protocol.ts';
import { textAttributes } from '../../shared/languages.ts';
import { MarkdownView } from '../../shared/MarkdownView.tsx';
import { fill } from '../../shared/strings.ts';
import { useDesk, useFetched } from '../context.ts';
import { languageName, plural } from '../format.ts';
import { Dialog, Waiting } from './Dialog.tsx';
import { Icon } from './icons.tsx';

/** Typing goes on for so long before a search starts. */
const PAUSE_MS = 250;
/** More are not looked through. */
const SHOWN = 30;

/** Finds a knowledge entry by its German words and shows what the user would receive. */
export function EntryDialog(props: {
  readonly handoff: HandoffSummary;
  readonly onSend: (hit: EntryHit) => void;
  readonly onClose: () => void;
}) {
  const { state, strings, tag } = useDesk();
  const words = strings.entries;
  const [query, setQuery] = useState('');
  const asked = useSettled(query.trim());
  const hits = useFetched<readonly EntryHit[]>(`/entries?query=${encodeURIComponent(asked)}`);
  const [chosen, setChosen] = useState<EntryHit>();
  const { locale } = props.handoff;
  const preview = useFetched<EntryPreview>(chosen && `/entries/${chosen.id}?locale=${encodeURIComponent(locale)}`);
  const shown = preview.value?.id === chosen?.id ? preview.value : undefined;
  const name = (code: string) => languageName(code, state.me, tag);

  return (
    <Dialog heading={words.heading} onClose={props.onClose} isWide>
      <div class="two">
        <div>
          <label class="field">
            {words.search}
            <input type="search" value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
          </label>
          <p class="hint" role="status">
            {hits.value && !hits.isLoading && hits.value.length > 0 && plural(words.found, hits.value.length, tag)}
            {hits.value?.length === 0 && !hits.isLoading && fill(words.nothing, { query: asked })}
          </p>
          {!hits.value && <Waiting {...hits} onRetry={hits.reload} />}
          <ul class="results pick">
            {hits.value?.slice(0, SHOWN).map((hit) => (
              <li key={hit.id}>
                <button type="button" lang="de" aria-pressed={hit.id === chosen?.id} onClick={() => setChosen(hit)}>
                  <b>{hit.title}</b>
                  <span>{hit.summary}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
        <section class="preview-pane" aria-live="polite">
          <h3>{fill(words.preview, { language: name(locale) })}</h3>
          {!chosen && <p class="state">{words.choose}</p>}
          {chosen && !shown && <Waiting {...preview} onRetry={preview.reload} />}
          {chosen && shown && (
            <>
              {shown.locale !== locale && (
                <p class="note">{fill(words.missing, { language: name(locale), instead: name(shown.locale) })}</p>
              )}
              <div class="markdown preview-text" {...textAttributes(shown.locale, languages)} dir={shown.direction}>
                <h4>{shown.title}</h4>
                <MarkdownView source={shown.body} newTab={strings.newTab} />
              </div>
              <div class="buttons">
                <button type="button" class="button main" onClick={() => props.onSend(chosen)}>
                  <Icon name="send" />
                  {words.send}
                </button>
              </div>
            </>
          )}
        </section>
      </div>
    </Dialog>
  );
}

/** A value once it has stayed the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
