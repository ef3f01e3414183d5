import type { Code, Strings } from './strings.ts';

const files = import.meta.glob<Strings>(['../../../locales/de/desk.json', '../../../locales/en/desk.json'], { import: 'default' });

export function loadWords(code: Code): Promise<Strings> {
  return files[`../../../locales/${code}/desk.json`]!();
}
