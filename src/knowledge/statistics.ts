import { type Entry, type Knowledge, STYLES, type Style } from '../domain/entry.ts';
import { translationHash } from './text-file.ts';

/** The state of the knowledge base in one locale. */
export interface LocaleStatistics {
  readonly locale: string;
  readonly entries: number;
  readonly draft: number;
  readonly reviewed: number;
  readonly stale: number;
  readonly examples: Readonly<Record<Style, number>>;
}

/** Whether a translation was made from an older German text. */
export function isStale(entry: Entry, locale: string): boolean {
  const text = entry.texts[locale];
  const german = entry.texts['de'];
  return Boolean(text && german && locale !== 'de' && text.basedOn !== translationHash(german));
}

/** Counts by locale, for locales that have at least one text. */
export function localeStatistics(knowledge: Knowledge, locales: readonly string[]): LocaleStatistics[] {
  return locales
    .map((locale) => {
      const entries = [...knowledge.entries.values()].filter((entry) => entry.texts[locale]);
      const texts = entries.map((entry) => entry.texts[locale]!);
      return {
        locale,
        entries: entries.length,
        draft: texts.filter((text) => text.status === 'draft').length,
        reviewed: texts.filter((text) => text.status === 'reviewed').length,
        stale: entries.filter((entry) => isStale(entry, locale)).length,
        examples: Object.fromEntries(
          STYLES.map((style) => [style, texts.reduce((sum, text) => sum + text.questions[style].length, 0)]),
        ) as Record<Style, number>,
      };
    })
    .filter((row) => row.entries > 0);
}

/** The oldest date of a source, with its entry; `undated` ones aside. */
export function oldestSource(knowledge: Knowledge): { readonly id: string; readonly asOf: string } | undefined {
  const dated = [...knowledge.entries.values()].flatMap((entry) =>
    entry.sources.filter((source) => source.asOf !== 'undated').map((source) => ({ id: entry.id, asOf: source.asOf })),
  );
  return dated.sort((a, b) => (a.asOf < b.asOf ? -1 : 1))[0];
}
