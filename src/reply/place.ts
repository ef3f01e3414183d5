import type { Locale } from '../domain/locale.ts';
import type { Texts } from './i18n.ts';

/**
 * The place in the queue for a counselor, with the minutes of waiting where they are known, as a sentence or two. Place 0 is in a queue of
 * which we know nothing, and gives no text.
 */
export function placeText(
  texts: Texts,
  locale: Locale,
  { position, minutes }: { readonly position: number; readonly minutes?: number | undefined },
): string {
  if (position < 1) return '';
  if (minutes === undefined) return texts.t(locale, 'handoff.notice.place', { position });
  return texts.t(locale, 'handoff.notice.placeMinutes', { position, count: minutes });
}
