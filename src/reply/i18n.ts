import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInstance, type TFunction } from 'i18next';
import type { LanguageInfo, Locale } from '../domain/locale.ts';
import { checkTexts, parseTextsFile, type TextKey, type TextsFile, type Words } from './texts-file.ts';

/** Everything that the bot says of its own accord, in every locale that has a `bot.json`. */
export interface Texts {
  /** Locales with a `bot.json`, in the order of `languages.json`. */
  readonly locales: readonly Locale[];
  has(locale: Locale): boolean;
  /**
   * The text for a key. A locale without a `bot.json` gets the next one of its chain (see `fallbacks`). `count` chooses the plural form.
   * @throws {Error} if a placeholder of the text has no value
   */
  t(locale: Locale, key: TextKey, values?: Readonly<Record<string, string | number>>): string;
  words(locale: Locale): Words;
}

/** The locales in which to look for a text, best first: Leichte Sprache falls back to German, every other language to English first. */
export function fallbacks(locale: Locale): readonly Locale[] {
  const chain = locale.startsWith('de') ? [locale, 'de', 'en'] : [locale, 'en', 'de'];
  return [...new Set(chain)];
}

/** What is wrong in the locale files, all at once: a list of sentences that say where and what to do. */
export class TextsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The texts in locales/ have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.join('\n')}`);
    this.name = 'TextsError';
    this.problems = problems;
  }
}

/**
 * Reads and checks `locales/<code>/bot.json` of every language that has one.
 * @param dir the folder `locales/`
 * @throws {TextsError} with all problems of all files
 */
export async function loadTexts(dir: string, languages: readonly LanguageInfo[]): Promise<Texts> {
  const { files, problems } = await readTextsFiles(dir, languages);
  const all = [...problems, ...checkTexts(files, languages)];
  if (all.length > 0) throw new TextsError(all);
  return createTexts(files);
}

/** As `loadTexts`, but only lists what is wrong; for `npm run knowledge`. */
export async function checkTextsIn(dir: string, languages: readonly LanguageInfo[]): Promise<readonly string[]> {
  const { files, problems } = await readTextsFiles(dir, languages);
  return [...problems, ...checkTexts(files, languages)];
}

async function readTextsFiles(dir: string, languages: readonly LanguageInfo[]) {
  const files = new Map<Locale, TextsFile>();
  const problems: string[] = [];
  for (const { code } of languages) {
    const json = await readFile(join(dir, code, 'bot.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if (json === undefined) continue;
    try {
      files.set(code, parseTextsFile(JSON.parse(json)));
    } catch (error) {
      problems.push(`locales/${code}/bot.json: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { files, problems };
}

/** Makes `Texts` from files that were checked. */
export function createTexts(files: ReadonlyMap<Locale, TextsFile>): Texts {
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    resources: Object.fromEntries([...files].map(([locale, file]) => [locale, { bot: file.texts }])),
    ns: 'bot',
    defaultNS: 'bot',
    load: 'currentOnly',
    lng: 'de',
    fallbackLng: 'de',
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => {
      throw new Error(`The text "${text}" needs a value for ${match[0]}.`);
    },
  });
  // A function bound to its language is made once: it costs more than the look-up itself.
  const bound = new Map<Locale, TFunction>();
  const translate = (locale: Locale) => {
    const known = bound.get(locale);
    if (known) return known;
    const made = instance.getFixedT(locale);
    // Only our own locales are kept: a client can name any number of others.
    if (files.has(locale)) bound.set(locale, made);
    return made;
  };
  // Texts without placeholders never change: most replies consist of them.
  const plain = new Map<string, string>();
  const nearest = (locale: Locale) => fallbacks(locale).find((code) => files.has(code)) ?? 'de';

  return {
    locales: [...files.keys()],
    has: (locale) => files.has(locale),
    t(locale, key, values) {
      if (values) return translate(nearest(locale))(key, values);
      const place = `${locale} ${key}`;
      const known = plain.get(place);
      if (known !== undefined) return known;
      const text = translate(nearest(locale))(key, {});
      if (files.has(locale)) plain.set(place, text);
      return text;
    },
    words: (locale) => files.get(nearest(locale))!.words,
  };
}
