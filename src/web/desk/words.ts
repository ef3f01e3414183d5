import type german from '../../../locales/de/desk.json';

/** The desk's words in one language; German has them all and gives the shape. */
export type Strings = typeof german;
export type Code = 'de' | 'en';

const files = import.meta.glob<Strings>(['../../../locales/de/desk.json', '../../../locales/en/desk.json'], { import: 'default' });

export function loadWords(code: Code): Promise<Strings> {
  return files[`../../../locales/${code}/desk.json`]!();
}
