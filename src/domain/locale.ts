/** A locale that the bot answers in: a code of `locales/languages.json`, such as `de`, `de-simple`, `tr`. */
export type Locale = string;

/** Writing direction of a text. */
export type Direction = 'ltr' | 'rtl';

/** One line of `locales/languages.json`. */
export interface LanguageInfo {
  /** The locale's code; a folder of this name holds its texts. */
  readonly code: Locale;
  /** BCP 47 tag for `lang` attributes and activities (`de-simple` is written as `de`). */
  readonly tag: string;
  /** The language's name in itself, as users look for it. */
  readonly name: string;
  readonly direction: Direction;
  /** Other names by which people ask for it, lower case, in any language. */
  readonly aliases: readonly string[];
}
