import { z } from 'zod';
import type deTexts from '../../locales/de/bot.json';
import type { LanguageInfo, Locale } from '../domain/locale.ts';

/** The word lists of a locale: how people say yes, no, "the second one" or "delete my data". Compared folded, see `fold`. */
export const wordsSchema = z.strictObject({
  cancel: z.array(z.string()).min(1),
  none: z.array(z.string()).min(1),
  yes: z.array(z.string()).min(1),
  no: z.array(z.string()).min(1),
  skip: z.array(z.string()).min(1),
  /** Words that may stand around a choice without meaning anything. */
  fillers: z.array(z.string()),
  ordinals: z.array(z.array(z.string()).min(1)).length(5),
  numbers: z.array(z.array(z.string()).min(1)).length(5),
  last: z.array(z.string()).min(1),
  /** Whole messages that ask for a language, with `{language}` where its name stands. */
  speak: z.array(z.string().includes('{language}')).min(1),
  /** Beginnings of words: a message with one of each asks for it. */
  erase: z.strictObject({ verbs: z.array(z.string()).min(1), things: z.array(z.string()).min(1) }),
  show: z.strictObject({ verbs: z.array(z.string()).min(1), things: z.array(z.string()).min(1) }),
  leave: z.strictObject({ verbs: z.array(z.string()).min(1), things: z.array(z.string()).min(1) }),
});
export type Words = z.infer<typeof wordsSchema>;

/** What a `bot.json` holds besides its word lists: texts in named groups. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

export interface TextsFile {
  readonly texts: TextTree;
  readonly words: Words;
}

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K;
/** Every key of the German `bot.json`, plural forms under their common name; a misspelt key is a type error. */
export type TextKey = WithoutPlural<Leaves<Omit<typeof deTexts, 'words'>>>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** All texts of a tree by their dotted key. */
export function flatten(tree: TextTree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** Reads one `bot.json`. @throws {Error} that names the place of what is wrong. */
export function parseTextsFile(json: unknown): TextsFile {
  const shape = z.looseObject({ words: wordsSchema });
  const parsed = shape.safeParse(json);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { words, ...texts } = parsed.data;
  return { texts: treeSchema.parse(texts), words };
}

const treeSchema: z.ZodType<TextTree> = z.lazy(() => z.record(z.string(), z.union([z.string(), treeSchema])));

/**
 * Compares every locale with the German source: each key in each locale, nothing left over, the same placeholders, and for a text
 * with a number exactly the plural forms that the language has.
 * @returns one sentence a problem, each naming file and key; empty if all is well
 */
export function checkTexts(files: ReadonlyMap<Locale, TextsFile>, languages: readonly LanguageInfo[]): string[] {
  const source = files.get('de');
  if (!source) return ['locales/de/bot.json is missing: German is the source of all other locales.'];
  const wanted = grouped(source);
  const problems: string[] = [];
  for (const [locale, file] of files) {
    const name = `locales/${locale}/bot.json`;
    const tag = languages.find((language) => language.code === locale)?.tag ?? locale;
    const categories: readonly string[] = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const present = grouped(file);
    for (const key of present.keys()) if (!wanted.has(key)) problems.push(`${name}: "${key}" is not in the German file. Remove it.`);
    for (const [key, original] of wanted) {
      const forms = present.get(key);
      if (!forms) problems.push(`${name}: "${key}" is missing.`);
      else if (original.has('')) problems.push(...comparePlaceholders(name, key, original.get('') ?? '', forms.get('')));
      else problems.push(...comparePlurals(name, key, original, forms, categories));
    }
  }
  return problems;
}

/** Texts by key, and under it by plural category; the category is '' where a text has no plural forms. */
function grouped(file: TextsFile): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  for (const [key, text] of flatten(file.texts)) {
    const category = PLURAL.exec(key)?.[1] ?? '';
    const base = key.replace(PLURAL, '');
    groups.set(base, (groups.get(base) ?? new Map()).set(category, text));
  }
  return groups;
}

function comparePlaceholders(name: string, key: string, original: string, text: string | undefined): string[] {
  if (text === undefined) return [`${name}: "${key}" has plural forms, the German text has none.`];
  if (text.trim() === '') return [`${name}: "${key}" is empty.`];
  const missing = placeholders(original).filter((one) => !placeholders(text).includes(one));
  const extra = placeholders(text).filter((one) => !placeholders(original).includes(one));
  return [
    ...missing.map((one) => `${name}: "${key}" must contain {{${one}}}.`),
    ...extra.map((one) => `${name}: "${key}" contains {{${one}}}, which the German text doesn't have.`),
  ];
}

function comparePlurals(
  name: string,
  key: string,
  original: ReadonlyMap<string, string>,
  forms: ReadonlyMap<string, string>,
  categories: readonly string[],
): string[] {
  const problems = categories.filter((one) => !forms.has(one)).map((one) => `${name}: "${key}_${one}" is missing.`);
  const allowed = new Set(placeholders([...original.values()].join(' ')));
  for (const [category, text] of forms) {
    if (!categories.includes(category)) problems.push(`${name}: "${key}_${category}": this language has no such plural form. Remove it.`);
    const unknown = placeholders(text).filter((one) => !allowed.has(one));
    problems.push(...unknown.map((one) => `${name}: "${key}_${category}" contains {{${one}}}, which the German text doesn't have.`));
  }
  return problems;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
}
