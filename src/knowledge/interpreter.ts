import { join } from 'node:path';
import type { Knowledge } from '../domain/entry.ts';
import { STYLES } from '../domain/entry.ts';
import type { Interpreter } from '../domain/interpretation.ts';
import type { LanguageInfo } from '../domain/locale.ts';
import { MODEL_VERSION, trainModel } from '../understanding/build.ts';
import { createLanguageDetector } from '../understanding/language/detect.ts';
import { type InterpreterParts, interpreterFrom, interpreterParts } from '../understanding/understand.ts';
import { loadLanguages } from './languages.ts';
import { loadKnowledge } from './load.ts';
import { cachedModel } from './model-cache.ts';

/** What the service knows, ready for use. */
export interface LoadedKnowledge {
  readonly knowledge: Knowledge;
  readonly languages: readonly LanguageInfo[];
  readonly interpreter: Interpreter;
}

/** All texts of the knowledge base with their locale: what primes language detection. */
export function* vocabularyOf(
  knowledge: Knowledge,
): Generator<{ readonly locale: string; readonly text: string; readonly mixed: boolean }> {
  for (const entry of knowledge.entries.values())
    for (const { locale, title, summary, body, questions } of Object.values(entry.texts)) {
      for (const text of [title, summary, body]) yield { locale, text, mixed: false };
      for (const style of STYLES) for (const text of questions[style]) yield { locale, text, mixed: style === 'mixed' };
    }
  for (const { locale, messages } of knowledge.outOfScope) for (const { text } of messages) yield { locale, text, mixed: false };
}

/** What the interpreter is made of, for those who need to look inside: calibration. */
export interface LoadedParts extends Omit<LoadedKnowledge, 'interpreter'> {
  readonly parts: InterpreterParts;
}

/**
 * Loads and checks the knowledge base and what was learned from it; the parsed knowledge and the trained classifier are kept in `.cache/` by content.
 * @param root the checkout
 * @throws {KnowledgeError} listing every error at once
 */
export async function loadParts(root: string): Promise<LoadedParts> {
  const cacheDir = join(root, '.cache');
  const languages = await loadLanguages(join(root, 'locales'));
  const knowledge = await loadKnowledge(
    join(root, 'knowledge'),
    languages.map((language) => language.code),
    cacheDir,
  );
  const model = await cachedModel(cacheDir, `${MODEL_VERSION}-${knowledge.hash}`, () => trainModel(knowledge));
  const detect = createLanguageDetector({ vocabulary: vocabularyOf(knowledge) });
  return { knowledge, languages, parts: interpreterParts(knowledge, languages, model, detect) };
}

/** The interpreter over the knowledge base, ready for use. @param root the checkout @throws as `loadParts` */
export async function loadInterpreter(root: string): Promise<LoadedKnowledge> {
  const { knowledge, languages, parts } = await loadParts(root);
  return { knowledge, languages, interpreter: interpreterFrom(parts) };
}
