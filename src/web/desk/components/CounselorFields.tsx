import { useId } from 'preact/hooks';
import type { WorkingHours } from '../../../domain/counselor.ts';
import { parseHours } from '../../../domain/hours.ts';
import { useDesk } from '../context.ts';
import { languageName } from '../format.ts';

/** What a counselor can do and when, as it is being typed. */
export interface CounselorDraft {
  readonly displayName: string;
  readonly languages: readonly string[];
  readonly topics: readonly string[];
  /** As `parseHours` reads it. */
  readonly hours: string;
  readonly capacity: number;
}

export const MAX_CAPACITY = 20;

/** The fields of a profile that counselors and admins fill in. */
export function CounselorFields({
  draft,
  onChange,
}: {
  readonly draft: CounselorDraft;
  readonly onChange: (draft: CounselorDraft) => void;
}) {
  const { state, strings, tag } = useDesk();
  const words = strings.profile;
  const id = useId();
  const toggle = (list: readonly string[], one: string) => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);

  return (
    <>
      <label class="field">
        {words.displayName}
        <input value={draft.displayName} onInput={(event) => onChange({ ...draft, displayName: event.currentTarget.value })} />
      </label>
      <fieldset class="checks">
        <legend>{words.languages}</legend>
        {state.me?.languages.map(({ code }) => (
          <label key={code} class="check">
            <input
              type="checkbox"
              checked={draft.languages.includes(code)}
              onChange={() => onChange({ ...draft, languages: toggle(draft.languages, code) })}
            />
            {languageName(code, state.me, tag)}
          </label>
        ))}
      </fieldset>
      <fieldset class="checks" aria-describedby={`${id}-topics`}>
        <legend>{words.topics}</legend>
        <p class="hint" id={`${id}-topics`}>
          {words.topicsHint}
        </p>
        {state.me?.topics.map((topic) => (
          <label key={topic.id} class="check" lang="de">
            <input
              type="checkbox"
              checked={draft.topics.includes(topic.id)}
              onChange={() => onChange({ ...draft, topics: toggle(draft.topics, topic.id) })}
            />
            {topic.name}
          </label>
        ))}
      </fieldset>
      <label class="field">
        {words.hours}
        <input
          value={draft.hours}
          aria-invalid={parseHours(draft.hours) === undefined}
          aria-describedby={`${id}-hours`}
          onInput={(event) => onChange({ ...draft, hours: event.currentTarget.value })}
        />
      </label>
      <p class="hint" id={`${id}-hours`}>
        {words.hoursHint}
      </p>
      <label class="field short">
        {words.capacity}
        <input
          type="number"
          min={1}
          max={MAX_CAPACITY}
          value={draft.capacity}
          onInput={(event) => onChange({ ...draft, capacity: event.currentTarget.valueAsNumber })}
        />
      </label>
    </>
  );
}

/**
 * What the service is told.
 * @returns a sentence's key under `profile` if something is missing
 */
export function readDraft(
  draft: CounselorDraft,
  needsLanguage: boolean,
):
  | { readonly missing: 'nameMissing' | 'languageMissing' | 'hoursWrong' }
  | { readonly value: Omit<CounselorDraft, 'hours'> & { readonly hours: readonly WorkingHours[] } } {
  const hours = parseHours(draft.hours);
  const displayName = draft.displayName.trim();
  if (displayName === '') return { missing: 'nameMissing' };
  if (needsLanguage && draft.languages.length === 0) return { missing: 'languageMissing' };
  if (!hours) return { missing: 'hoursWrong' };
  const capacity = Math.min(MAX_CAPACITY, Math.max(1, Math.round(draft.capacity) || 1));
  return { value: { ...draft, displayName, hours, capacity } };
}
