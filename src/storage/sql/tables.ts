import type { Generated } from 'kysely';

/** Rows as both databases hold them: times as ISO 8601 text, JSON as text, flags as 0 or 1. */
export interface Tables {
  conversations: ConversationRow;
  activities: ActivityRow;
  documents: DocumentRow;
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
}

export interface DocumentRow {
  key: string;
  version: number;
  data: string;
  updated_at: string;
}
