import { isByCounselor } from '../domain/counselor.ts';
import { withoutDataLinks } from '../domain/data-link.ts';
import { HANDOFF_NOTICE, type Handoff, type HandoffNotice } from '../domain/handoff.ts';
import type { ActivityJson, StoredActivity } from '../storage/stores.ts';
import type { DeskKnowledge } from './knowledge.ts';
import type { DeskMessage } from './protocol.ts';

/**
 * What stands in a conversation's log, as the desk shows it.
 * @returns undefined for what nobody reads (greetings of clients, technical events)
 */
export function toDeskMessage(
  { seq, activity, delivery }: StoredActivity,
  handoff: Pick<Handoff, 'deliveredSeq'>,
  knowledge: Pick<DeskKnowledge, 'title'>,
): DeskMessage | undefined {
  const at = String(activity['timestamp'] ?? '');
  if (activity.type === 'event') {
    const text = noticeText(activity);
    return text === undefined ? undefined : { seq, at, author: 'system', text, language: 'de' };
  }
  const text = textOf(activity);
  if (text === undefined) return undefined;
  const { name } = (activity['from'] ?? {}) as { name?: string };
  const author = authorOf(activity);
  const entry = author === 'user' ? undefined : answeredEntry(activity);
  return {
    seq,
    at,
    author,
    text,
    language: activity['locale'] as string | undefined,
    ...(entry === undefined ? {} : { entry, entryTitle: knowledge.title(entry) }),
    ...(author !== 'counselor' ? {} : { name, delivery: deliveryOf(seq, delivery, handoff), clientId: clientIdOf(activity) }),
  };
}

/** Who said it. */
export function authorOf(activity: ActivityJson): 'user' | 'bot' | 'counselor' {
  if (isByCounselor(activity)) return 'counselor';
  return (activity['from'] as { role?: unknown } | undefined)?.role === 'bot' ? 'bot' : 'user';
}

/** What a message says to counselors; undefined for all that isn't one. */
export function textOf(activity: ActivityJson): string | undefined {
  if (activity.type !== 'message') return undefined;
  const { text, attachments } = activity as { text?: unknown; attachments?: unknown };
  if (typeof text === 'string' && text.trim() !== '') return withoutDataLinks(text);
  return Array.isArray(attachments) && attachments.length > 0 ? '(Anhang ohne Text)' : undefined;
}

/** Where the channel delivers by itself, the user's client has what it has fetched; else the channel says so. */
function deliveryOf(seq: number, delivery: StoredActivity['delivery'], { deliveredSeq }: Pick<Handoff, 'deliveredSeq'>) {
  if (delivery === 'failed' || delivery === 'delivered') return delivery;
  return delivery === undefined && seq <= deliveredSeq ? 'delivered' : 'stored';
}

function answeredEntry(activity: ActivityJson): string | undefined {
  const entities = (activity['entities'] ?? []) as readonly { type?: string; entry?: string }[];
  return entities.find(({ type }) => type === 'wegweiser/answer')?.entry;
}

function clientIdOf(activity: ActivityJson): string | undefined {
  return (activity['channelData'] as { clientActivityID?: string } | undefined)?.clientActivityID;
}

/** A change of the handoff's state in words, if it is ours: users of other channels can send events of any name. Places in the queue are the queue's to show. */
function noticeText(activity: ActivityJson): string | undefined {
  if (activity['name'] !== HANDOFF_NOTICE || authorOf(activity) !== 'bot') return undefined;
  const { state, counselor } = activity['value'] as HandoffNotice;
  switch (state) {
    case 'active':
      return counselor ? `${counselor} hat das Gespräch übernommen.` : 'Das Gespräch wurde übernommen.';
    case 'message-left':
      return 'Die Person hat eine Nachricht hinterlassen.';
    case 'none':
      return 'Das Gespräch mit der Beratung ist zu Ende.';
    case 'waiting':
      return undefined;
  }
}
