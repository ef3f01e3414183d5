import type { UnsupportedLanguage } from '../src/reply/unsupported.ts';
import { Statement } from './kinds.ts';
import type { Turn } from './turn.ts';
import { messageWords } from './word-lists.ts';

/** Close relatives that share one text. */
const SAME_TEXT: Readonly<Record<string, string>> = { bs: 'hr', sr: 'hr', sh: 'hr', cnr: 'hr', prs: 'fa', kmr: 'ku', nb: 'no', fil: 'tl' };
/** A short message says little about its language, and a wrong guess here would answer in a language that nobody speaks. */
const FEWEST_WORDS = 3;
const SURE = 0.8;
/** Scripts that none of our languages is written in: one word is enough. */
const SHARED_SCRIPTS: ReadonlySet<string> = new Set(['Latn', 'Cyrl', 'Arab', 'Grek', 'Zyyy']);

export interface UnsupportedOptions {
  readonly tag: string;
}

/** Says, in the user's language, that we don't answer in it, and offers ours and a person. */
export class UnsupportedDialog extends Statement<UnsupportedOptions> {
  static readonly ID = 'unsupported.v1';

  constructor() {
    super(UnsupportedDialog.ID);
  }

  protected override tell(turn: Turn, { tag }: UnsupportedOptions): void {
    const { actions, texts, languages, unsupported } = turn.services;
    const language = unsupported.get(tag);
    if (!language) throw new Error(`There is no text for the language ${tag}.`);
    turn.memory.toldUnsupported = tag;
    const names = languages.filter(({ code }) => texts.has(code)).map(({ name }) => name);
    const person = { title: language.person, value: language.person, action: { do: 'person' } } as const;
    turn.say({ locale: tag, text: `${language.text}\n\n${names.join(' · ')}` }, [...texts.locales.map(actions.language), person]);
  }
}

/** The entry of `locales/unsupported.json` for a language tag, close relatives included. */
export function unsupportedText(tag: string, turn: Turn): UnsupportedLanguage | undefined {
  const base = tag.split('-')[0] ?? tag;
  const { languages, texts, unsupported } = turn.services;
  const code = SAME_TEXT[base] ?? base;
  if (languages.some((language) => language.tag === code && texts.has(language.code))) return undefined;
  return unsupported.get(code);
}

/** The language of this turn's message, if it is clearly one that we don't answer in. */
export function unsupportedLanguage(turn: Turn): UnsupportedLanguage | undefined {
  if (!turn.interpretation || turn.memory.localeChosen) return undefined;
  const { tag, confidence, script } = turn.interpretation.language;
  const clear = confidence >= SURE && (!SHARED_SCRIPTS.has(script) || messageWords(turn.text).length >= FEWEST_WORDS);
  return clear ? unsupportedText(tag, turn) : undefined;
}
