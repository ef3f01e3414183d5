import type { LanguageInfo, Locale } from '../../domain/locale.ts';
import type { Texts } from '../../reply/i18n.ts';
import type { Step } from '../turn.ts';

/** Begins with what the client says about its language, until a message or a choice says more. */
export const startLocale: Step = (turn) => {
  const { languages, texts } = turn.services;
  const locale = turn.memory.locale ?? clientLocale(turn.context.activity.locale, languages, texts);
  if (locale !== undefined) turn.speak(locale, turn.memory.localeChosen);
  return 'next';
};

/** The locale of ours that a client's BCP 47 tag means: `de-AT` is `de`. */
export function clientLocale(tag: string | undefined, languages: readonly LanguageInfo[], texts: Texts): Locale | undefined {
  const wanted = tag?.toLowerCase();
  if (!wanted) return undefined;
  const ours = languages.filter(({ code }) => texts.has(code));
  const exact = ours.find(({ code }) => code === wanted);
  return (exact ?? ours.find((language) => language.tag === wanted.split('-')[0]))?.code;
}
