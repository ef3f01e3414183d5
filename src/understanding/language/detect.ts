import type { LanguageGuess } from '../../domain/interpretation.ts';

/** What the detector knows before it reads. */
export interface DetectionContext {
  /** Language of the conversation so far. */
  readonly locale?: string | undefined;
}

/** Says which language a message is in. Pure and total: any text in, always a guess out (`und` when nothing speaks for one). */
export type DetectLanguage = (text: string, context?: DetectionContext) => LanguageGuess;
