import type { ConversationStore, StoredActivity } from './stores.ts';

const PAGE = 200;

/**
 * Reads a conversation's log to its end, in order, a page at a time and each only when it is asked for. No page is empty.
 * @param after the position to begin behind
 */
export async function* logPages(
  conversations: Pick<ConversationStore, 'after'>,
  conversationId: string,
  after: number,
): AsyncGenerator<readonly StoredActivity[], void, undefined> {
  for (let position = after; ; ) {
    const page = await conversations.after(conversationId, position, PAGE);
    const last = page.at(-1);
    if (last) yield page;
    if (!last || page.length < PAGE) return;
    position = last.seq;
  }
}
