/** "and", "so", "in", "like", "for", "on" and the article, which Arabic writes onto the word that follows. */
const CLITICS =
  /^(?:[\u0648\u0641]?(?:[\u0628\u0643\u0644]?\u0627\u0644|\u0644\u0644|\u0639\u0627\u0644|\u0639)|[\u0648\u0641\u0628\u0644])(?=\p{Script=Arabic}{3})/u;
const ARTICLE = /^\u0627\u0644(?=\p{Script=Arabic}{3})/u;

/** A folded word (or the first word of a phrase) without what is written onto its beginning; other scripts come back unchanged. */
export function withoutClitics(word: string): string {
  return word.replace(CLITICS, '');
}

/** A folded word (or the first word of a phrase) without the Arabic article. */
export function withoutArticle(word: string): string {
  return word.replace(ARTICLE, '');
}
