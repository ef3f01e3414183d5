import type { Entry, Knowledge } from '../domain/entry.ts';
import type { Interpreter } from '../domain/interpretation.ts';
import type { LanguageInfo, Locale } from '../domain/locale.ts';
import { NotFoundError } from '../platform/errors.ts';
import { comparable, entryText } from '../reply/actions.ts';
import { createRenderer } from '../reply/activity.ts';
import { composeAnswer } from '../reply/compose.ts';
import type { Texts } from '../reply/i18n.ts';
import type { EntryHit, EntryPreview, Me, Understood } from './protocol.ts';
import { createEntrySearch } from './search.ts';
import { topicName } from './topics.ts';

export interface KnowledgeParts {
  readonly knowledge: Knowledge;
  readonly languages: readonly LanguageInfo[];
  readonly interpreter: Interpreter;
  readonly texts: Texts;
}

/** The knowledge base as counselors see it: in German. */
export interface DeskKnowledge {
  readonly languages: Me['languages'];
  readonly topics: Me['topics'];
  /** German title of an entry; undefined if it's no longer there. */
  title(entryId: string): string | undefined;
  /** German label of a concept of the thesaurus; undefined if it's no longer there. */
  conceptLabel(conceptId: string): string | undefined;
  /** Entries that can be sent, by German title or text, best first; all of them for an empty query. */
  search(query: string): readonly EntryHit[];
  /** As the user receives it. @throws {NotFoundError} */
  preview(entryId: string, locale: Locale): EntryPreview;
  /** What the bot makes of a message in a conversation in this locale. */
  understand(text: string, locale: Locale | undefined): Understood;
}

/** Fewer would hide the one that is looked for, more nobody reads. */
const MOST_HITS = 20;
/** What is less likely only confuses. */
const LEAST_PROBABILITY = 0.02;

export function createDeskKnowledge({ knowledge, languages, interpreter, texts }: KnowledgeParts): DeskKnowledge {
  const { entries } = knowledge;
  const render = createRenderer(texts, languages);
  const concepts = new Map(knowledge.concepts.map((concept) => [concept.id, concept.labels['de']?.[0] ?? concept.id]));
  const byCode = new Map(languages.map((language) => [language.code, language]));
  const sendable = [...entries.values()].filter(({ kind }) => kind !== 'meta');
  // It takes a quarter of a second, which the start of the service shouldn't wait for.
  let search: ReturnType<typeof createEntrySearch> | undefined;
  const topics = [...new Set(sendable.map(({ id }) => categoryOf(id)))].map((id) => ({ id, name: topicName(id) }));
  const title = (id: string) => {
    const entry = entries.get(id);
    return entry && entryText(entry, 'de').title;
  };
  const languageName = (locale: Locale) => {
    const language = byCode.get(locale);
    // A variety such as easy German has no name but its own.
    return language && language.code !== language.tag ? language.name : germanName(locale);
  };

  return {
    languages: languages.map(({ code }) => ({ code, name: languageName(code) })),
    topics: topics.toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
    title,
    conceptLabel: (id) => concepts.get(id),
    search(query) {
      if (comparable(query) === '') return sendable.toSorted(byTitle).map(toHit);
      search ??= createEntrySearch(sendable);
      return search(query).slice(0, MOST_HITS).map(toHit);
    },
    preview(entryId, locale) {
      const entry = entries.get(entryId);
      if (!entry) throw new NotFoundError('EntryNotFound', 'Diesen Eintrag gibt es nicht (mehr).');
      const reply = composeAnswer(entry, locale, { route: 'answer', confidence: 1 }, texts);
      const { text = '' } = render({ ...reply, title: undefined }, { channelId: 'directline', asks: false });
      const direction = byCode.get(locale)?.direction ?? 'ltr';
      return { id: entry.id, title: reply.title ?? entryText(entry, locale).title, body: text, locale, direction };
    },
    understand(text, locale) {
      const { language, evidence, entries: ranked } = interpreter.understand(text, { locale });
      return {
        language: language.tag === 'und' ? 'unbekannte Sprache' : germanName(language.tag),
        concepts: [...new Set(evidence.concepts.map(({ id }) => concepts.get(id) ?? id))],
        entries: ranked.flatMap(({ id, probability }) => {
          const name = title(id);
          return name === undefined || probability < LEAST_PROBABILITY ? [] : [{ id, title: name, probability }];
        }),
      };
    },
  };
}

/** The category of an entry is the first part of its id. */
export function categoryOf(entryId: string): string {
  return entryId.slice(0, entryId.indexOf('/'));
}

function toHit(entry: Entry): EntryHit {
  const { title, summary } = entryText(entry, 'de');
  return { id: entry.id, title, summary, locales: Object.keys(entry.texts) };
}

function byTitle(a: Entry, b: Entry): number {
  return entryText(a, 'de').title.localeCompare(entryText(b, 'de').title, 'de');
}

const names = new Intl.DisplayNames(['de'], { type: 'language' });

/** German name of the language that a BCP 47 tag means; the tag itself where there is none. */
function germanName(tag: string): string {
  return names.of(tag) ?? tag;
}
