import type { ActivityJson, ConversationStore } from '../storage/stores.ts';

/** What another hub, in the place of our desk, is given of a conversation. */
export interface HubTranscripts {
  /** The last messages from a position of the log on, oldest first, as whole activities. Empty if the conversation is gone. */
  transcript(conversationId: string, fromSeq: number): Promise<readonly ActivityJson[]>;
}

/** A transcript goes inline, so it has to stay small. */
const MOST_MESSAGES = 100;
const PAGE = 200;

export function createHubTranscripts(conversations: Pick<ConversationStore, 'find' | 'after'>): HubTranscripts {
  return {
    async transcript(conversationId, fromSeq) {
      const record = await conversations.find(conversationId);
      if (!record) return [];
      // On other channels the conversation has the channel's own id, which is the one that a hub knows.
      const conversation = record.reference?.['conversation'] ?? { id: conversationId };
      let last: readonly ActivityJson[] = [];
      let position = fromSeq - 1;
      for (let isMore = true; isMore; ) {
        const page = await conversations.after(conversationId, position, PAGE);
        const messages = page.filter(({ activity }) => activity.type === 'message');
        const whole = messages.map(({ seq, activity }) => ({ id: String(seq), ...activity, channelId: record.channel, conversation }));
        last = [...last, ...whole].slice(-MOST_MESSAGES);
        position = page.at(-1)?.seq ?? position;
        isMore = page.length === PAGE;
      }
      return last;
    },
  };
}
