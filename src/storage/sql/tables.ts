import type { Generated } from 'kysely';
import type { Presence } from '../../domain/counselor.ts';
import type { HandoffKind, HandoffReason, HandoffState } from '../../domain/handoff.ts';
import type { OpenQuestion, Outcome } from '../insights.ts';
import type { Delivery } from '../stores.ts';

/** Rows as both databases hold them: times as ISO 8601 text, JSON as text, flags as 0 or 1. */
export interface Tables {
  conversations: ConversationRow;
  activities: ActivityRow;
  documents: DocumentRow;
  handoffs: HandoffRow;
  counselors: CounselorRow;
  sessions: SessionRow;
  audit: AuditRow;
  canned_replies: CannedReplyRow;
  counts: CountRow;
  ratings: RatingRow;
  questions: QuestionRow;
}

export interface ConversationRow {
  id: string;
  user_id: string;
  channel: string;
  created_at: string;
  last_activity_at: string;
  reference: string | null;
  last_seq: Generated<number>;
  state_version: Generated<number>;
  state: Generated<string>;
}

export interface ActivityRow {
  conversation_id: string;
  seq: number;
  /** The sender's own id of the message, by which a repeat is recognised. */
  client_id: string | null;
  /** 1 while its turn is still to be taken. */
  pending: number;
  received_at: string;
  activity: string;
  /** Whether it has reached the user's channel; null where a stream of ours or the turn's own channel takes care of that. */
  delivery: Delivery | null;
}

export interface DocumentRow {
  key: string;
  version: number;
  data: string;
  updated_at: string;
}

export interface HandoffRow {
  id: string;
  kind: HandoffKind;
  state: HandoffState;
  conversation_id: string | null;
  channel: string;
  locale: string;
  language: string;
  topic: string | null;
  reason: HandoffReason;
  name: string | null;
  contact: string | null;
  from_seq: number;
  counselor_id: string | null;
  assigned_to: string | null;
  assigned_until: string | null;
  requested_at: string;
  taken_at: string | null;
  ended_at: string | null;
  updated_at: string;
  read_seq: number;
  delivered_seq: number;
  limit_told: number;
  keep_until: string | null;
  pauses: string | null;
}

export interface CounselorRow {
  id: string;
  login: string;
  display_name: string;
  roles: string;
  languages: string;
  topics: string;
  hours: string;
  capacity: number;
  presence: Presence;
  seen_at: string | null;
  is_active: number;
  created_at: string;
  password_hash: string | null;
  subject: string | null;
}

export interface SessionRow {
  id_hash: string;
  counselor_id: string;
  csrf: string;
  created_at: string;
  expires_at: string;
}

export interface AuditRow {
  id: string;
  at: string;
  counselor_id: string | null;
  action: string;
  handoff_id: string | null;
  detail: string | null;
}

export interface CannedReplyRow {
  id: string;
  title: string;
  texts: string;
}

export interface CountRow {
  day: string;
  outcome: Outcome;
  entry: string;
  locale: string;
  total: number;
}

/** One person's opinion of one answer. */
export interface RatingRow {
  /** SHA-256 of the rating's id: it leads back to no conversation. */
  id_hash: string;
  day: string;
  outcome: Outcome;
  entry: string;
  locale: string;
}

export interface QuestionRow {
  id: string;
  asked_at: string;
  locale: string;
  text: string;
  guesses: string;
  concepts: string;
  state: OpenQuestion['state'];
}
