import type { Knowledge } from '../../domain/entry.ts';
import type { VocabularyText } from './word-knowledge.ts';

/**
 * All texts of the knowledge base that teach the language detector, what people say first: example messages, names of concepts, messages out of
 * scope, then titles and answers.
 */
export function* languageVocabulary(knowledge: Knowledge): Generator<VocabularyText> {
  const texts = [...knowledge.entries.values()].flatMap((entry) => Object.values(entry.texts));
  for (const { locale, questions } of texts)
    for (const [style, messages] of Object.entries(questions)) yield { locale, text: messages.join('\n'), mixed: style === 'mixed' };
  for (const { labels } of knowledge.concepts)
    for (const [locale, names] of Object.entries(labels)) yield { locale, text: names.join('\n'), mixed: false };
  for (const { locale, messages } of knowledge.outOfScope)
    yield { locale, text: messages.map(({ text }) => text).join('\n'), mixed: false };
  for (const { locale, title, summary, body } of texts) yield { locale, text: `${title}\n${summary}\n${body}`, mixed: false };
}
