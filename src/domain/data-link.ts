/** Below this address lies the file of everything that is kept of a conversation; what follows is a token that opens it for whoever has it. */
export const DATA_PATH = '/api/data';

// Bounded, or a long word would take time that grows with the square of its length.
const ADDRESS = `[^\\s()<>"]{0,300}${DATA_PATH}/[\\w.-]+`;
const LINK = new RegExp(`\\[([^\\]]{0,200})\\]\\(${ADDRESS}\\)|${ADDRESS}`, 'g');

/**
 * A text without links to the file of one's data: they are for the user alone, and lead to more than the consent covers. Of a link in Markdown
 * its words stay.
 */
export function withoutDataLinks(text: string): string {
  if (!text.includes(DATA_PATH)) return text;
  return text.replace(LINK, (_link, words?: string) => words ?? '…');
}
