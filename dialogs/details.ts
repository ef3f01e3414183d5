import type { Turn } from './turn.ts';

/** Longer than any name that people go by. */
const LONGEST_NAME = 60;
const LONGEST_CONTACT = 200;
/** A telephone number in any digits, an e-mail address, or the name that someone goes by in a messenger. */
const CONTACT = /\p{Nd}(?:[\s/().-]*\p{Nd}){4,}|[^\s@]@[^\s@]|(?:^|\s)@\w/u;

/** What became of an optional question: an answer, skipped, unclear, or something else was said. */
export type Detail = { readonly value: string } | 'skipped' | 'unclear' | 'elsewhere';

export function readName(turn: Turn): Detail {
  return read(turn, (text) => text.length <= LONGEST_NAME && !text.includes('\n'));
}

export function readContact(turn: Turn): Detail {
  return read(turn, (text) => text.length <= LONGEST_CONTACT && CONTACT.test(text));
}

function read({ action, text }: Turn, isClear: (text: string) => boolean): Detail {
  if (action?.do === 'skipQuestion') return 'skipped';
  if (action) return 'elsewhere';
  const value = text.normalize('NFC').trim();
  return value !== '' && isClear(value) ? { value } : 'unclear';
}

/** Puts an optional question that any words can answer. */
export function askDetail(turn: Turn, text: string): 'asked' {
  turn.say({ text }, [turn.services.actions.own('button.skipQuestion', { do: 'skipQuestion' }, turn.locale)], 'freely');
  return 'asked';
}
