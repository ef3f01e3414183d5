import type { Direction, LanguageInfo } from '../../domain/locale.ts';

/** A language that the window speaks; from `locales/languages.json`. */
export type Language = Pick<LanguageInfo, 'code' | 'tag' | 'name' | 'direction'>;

/**
 * The first wanted language that we have, matched by truncation: `de-AT` finds `de`, `zh-Hant-TW` tries `zh-Hant` and `zh`.
 * @param wanted BCP 47 tags or codes, best first; anything that is none is passed over.
 */
export function matchLanguage<T extends { readonly code: string }>(
  wanted: readonly (string | null | undefined)[],
  available: readonly T[],
): T | undefined {
  for (const tag of wanted) {
    const parts = (tag ?? '').trim().toLowerCase().split(/[-_]/);
    for (let length = parts.length; length > 0; length -= 1) {
      const code = parts.slice(0, length).join('-');
      const found = available.find((language) => language.code.toLowerCase() === code);
      if (found) return found;
    }
  }
  return undefined;
}

/**
 * What to look for, best first. A page in another language than German was chosen by its reader, so it goes before the browser's
 * languages; a German page says nothing about its reader in Stuttgart. Who has none of our languages reads English.
 * @param fixed the page's `data-lang`; `auto` or nothing leaves the choice to what is known of the reader
 */
export function wantedLanguages(fixed: string | null | undefined, page: string | null | undefined, browser: readonly string[]): string[] {
  if (fixed && fixed !== 'auto') return [fixed, ...browser, 'en'];
  const own = page && !/^de\b/i.test(page) ? [page] : [];
  return [...own, ...browser, 'en'];
}

/** How to mark up a text in `locale`: `de-simple` is written as `de`; an unknown language leaves the direction to the text. */
export function textAttributes(
  locale: string | undefined,
  languages: readonly Language[],
): { readonly lang?: string; readonly dir: Direction | 'auto' } {
  if (!locale) return { dir: 'auto' };
  const known = languages.find((language) => language.code === locale) ?? matchLanguage([locale], languages);
  return known ? { lang: known.tag, dir: known.direction } : { lang: locale, dir: 'auto' };
}
