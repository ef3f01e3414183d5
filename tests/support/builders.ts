import type { Entry, EntryText, Knowledge } from '../../src/domain/entry.ts';
import type { Interpretation, Interpreter, LanguageGuess, UnderstandingContext } from '../../src/domain/interpretation.ts';

/** An entry's text with everything that a test doesn't care about filled in. */
export function buildText(parts: Partial<EntryText> = {}): EntryText {
  const locale = parts.locale ?? 'de';
  return {
    locale,
    title: `Titel ${locale}`,
    summary: `Kurz gesagt ${locale}.`,
    body: `Die Antwort auf ${locale}.`,
    questions: { polite: [], chatty: [], story: [], short: [], mixed: [] },
    status: 'reviewed',
    ...parts,
  };
}

/** An entry of the knowledge base; `titles` are its locales with their titles. */
export function buildEntry(id: string, titles: Readonly<Record<string, string>>, parts: Partial<Entry> = {}): Entry {
  const texts = Object.fromEntries(
    Object.entries(titles).map(([locale, title]) => [locale, buildText({ locale, title, body: `Antwort ${id} (${locale}).` })]),
  );
  return {
    id,
    kind: 'guide',
    handoff: 'none',
    facets: {},
    contacts: [],
    sources: [],
    related: [],
    reviewed: '2026-11-23',
    reviewBy: '2027-05-23',
    texts,
    ...parts,
  };
}

export function buildKnowledge(...entries: readonly Entry[]): Knowledge {
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), concepts: [], outOfScope: [], cues: [], hash: 'test' };
}

/** An interpretation with everything that a test doesn't care about filled in; `entries` are ids, the first one the surest. */
export function buildInterpretation(
  parts: Partial<Omit<Interpretation, 'entries' | 'language'>> & { entries?: readonly string[]; language?: Partial<LanguageGuess> } = {},
): Interpretation {
  const { entries = [], language, ...rest } = parts;
  return {
    text: '',
    language: { tag: 'de', confidence: 1, romanized: false, script: 'Latn', mixed: [], because: [], ...language },
    locale: 'de',
    route: 'none',
    followUp: false,
    evidence: { concepts: [], signals: {}, features: {}, decision: 'as the test says' },
    ...rest,
    entries: entries.map((id, index) => ({ id, probability: 0.9 / (index + 1) })),
  };
}

/** An interpreter that knows the messages of a script, and understands nothing else; it remembers what it was asked. */
export function scriptedInterpreter(
  script: Readonly<Record<string, Parameters<typeof buildInterpretation>[0]>>,
): Interpreter & { readonly asked: { text: string; context: UnderstandingContext }[] } {
  const asked: { text: string; context: UnderstandingContext }[] = [];
  return {
    asked,
    understand(text, context = {}) {
      asked.push({ text, context });
      const locale = context.locale ?? 'de';
      return buildInterpretation({ text, locale, ...script[text] });
    },
  };
}
