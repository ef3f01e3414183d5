import type { Bus } from '../bus/bus.ts';
import type { Counselor } from '../domain/counselor.ts';
import type { Handoff } from '../domain/handoff.ts';
import { isCovered, mayRead } from '../handoff/access.ts';
import type { CounselorStore } from '../storage/counselors.ts';
import { logPages } from '../storage/log-pages.ts';
import type { ConversationStore } from '../storage/stores.ts';
import { categoryOf, type DeskKnowledge } from './knowledge.ts';
import { authorOf, textOf } from './messages.ts';
import type { HandoffSummary } from './protocol.ts';

export interface SummariesOptions {
  readonly conversations: Pick<ConversationStore, 'after'>;
  readonly counselors: Pick<CounselorStore, 'all'>;
  readonly knowledge: Pick<DeskKnowledge, 'title'>;
  readonly bus: Pick<Bus, 'subscribeDesk'>;
}

/** Handoffs with what the list shows of their conversations. */
export interface Summaries {
  of(handoffs: readonly Handoff[], reader: Counselor): Promise<readonly HandoffSummary[]>;
  close(): void;
}

/** What is known of a conversation's log, from the position that the consent covers. */
interface LogFacts {
  readonly lastSeq: number;
  /** What a person said last; what the bot says is no news to anybody. */
  readonly preview: string | undefined;
  /** The longest thing that the user said: of a message left, what it is about, rather than the taps around it. */
  readonly longest: string;
  /** Positions of the user's messages. */
  readonly userSeqs: readonly number[];
  /** So far the log has been looked through. */
  readonly position: number;
}

const NOTHING: LogFacts = { lastSeq: 0, position: 0, preview: undefined, longest: '', userSeqs: [] };
const PREVIEW_LENGTH = 120;
/** Far more than are ever open at once. */
const MOST_KNOWN = 5_000;

/**
 * Lists are asked for whenever anything happens, by every counselor, so what the logs say is remembered, and only what came since is read when
 * the desk is told that something did.
 */
export function createSummaries(options: SummariesOptions): Summaries {
  const { conversations, knowledge } = options;
  const known = new Map<string, LogFacts>();
  /** Handoffs of which more was said since. */
  const stale = new Set<string>();
  const unsubscribe = options.bus.subscribeDesk({
    onSignal(signal) {
      if (signal.kind !== 'desk') return;
      if (signal.handoffId !== undefined) stale.add(signal.handoffId);
      // What the consent covers may be different now.
      if (signal.handoffId !== undefined && signal.change === 'state') known.delete(signal.handoffId);
      if (signal.change === 'erased') known.clear();
    },
    onGap: () => known.clear(),
  });

  async function factsOf(handoff: Handoff): Promise<LogFacts> {
    const { id, conversationId, fromSeq } = handoff;
    if (conversationId === undefined) return NOTHING;
    let facts = known.get(id);
    if (facts && !stale.has(id)) return facts;
    stale.delete(id);
    facts ??= { ...NOTHING, lastSeq: fromSeq - 1, position: fromSeq - 1 };
    for await (const stored of logPages(conversations, conversationId, facts.position)) {
      const covered = stored.filter((one) => isCovered(handoff, one));
      const people = covered.filter(({ activity }) => textOf(activity) !== undefined && authorOf(activity) !== 'bot');
      const users = people.filter(({ activity }) => authorOf(activity) === 'user');
      const last = people.at(-1);
      facts = {
        lastSeq: covered.at(-1)?.seq ?? facts.lastSeq,
        position: stored.at(-1)?.seq ?? facts.position,
        preview: last ? shorten(textOf(last.activity) ?? '') : facts.preview,
        longest: [facts.longest, ...users.map(({ activity }) => textOf(activity) ?? '')].reduce((a, b) => (b.length > a.length ? b : a)),
        userSeqs: [...facts.userSeqs, ...users.map(({ seq }) => seq)],
      };
    }
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, facts);
    return facts;
  }

  return {
    async of(handoffs, reader) {
      const names = new Map((await options.counselors.all()).map(({ id, displayName }) => [id, displayName]));
      return Promise.all(
        handoffs.map(async (handoff) => {
          const { lastSeq, userSeqs, ...said } = await factsOf(handoff);
          const isCase = handoff.kind === 'case';
          const preview = isCase ? shorten(said.longest) : said.preview;
          const unread = userSeqs.filter((seq) => seq > handoff.readSeq).length;
          const { topic, counselorId, name, contact, conversationId, pauses: _pauses, ...facts } = handoff;
          return {
            ...facts,
            ...(topic === undefined ? {} : { topic, topicTitle: knowledge.title(topic), category: categoryOf(topic) }),
            // Whose conversation it isn't learns that it takes place, and no more.
            ...(mayRead(handoff, reader) ? { name, contact, preview, conversationId } : {}),
            lastSeq,
            unread: isCase ? Math.min(1, unread) : unread,
            ...(counselorId === undefined ? {} : { counselorId, counselorName: names.get(counselorId) }),
          };
        }),
      );
    },
    close: unsubscribe,
  };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length > PREVIEW_LENGTH ? `${letters.slice(0, PREVIEW_LENGTH - 1).join('')}…` : line;
}
