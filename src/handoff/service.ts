import type { Presence } from '../domain/counselor.ts';
import type { Handoff, HandoffState } from '../domain/handoff.ts';
import type { Locale } from '../domain/locale.ts';
import type { StoredActivity } from '../storage/stores.ts';

/** To whom a conversation is passed on. */
export type TransferTarget = { readonly counselorId: string } | { readonly language: Locale };

/** A counselor's own words, or a knowledge entry, which the user receives in their own locale. */
export type CaseAnswer = { readonly text: string } | { readonly entry: string };

/**
 * What counselors do with conversations and cases. Each call checks that the counselor may do it, tells the user in their language, tells
 * the desk by the bus, and writes the audit log. All reject with {NotFoundError} if the handoff doesn't exist or was erased, and with
 * {ConflictError} (whose sentence says what happened) if somebody else has it, or it was ended meanwhile.
 */
export interface HandoffService {
  list(states: readonly HandoffState[]): Promise<readonly Handoff[]>;
  /** Exactly one of several counselors who claim at once gets it. */
  claim(id: string, counselorId: string): Promise<Handoff>;
  /** @param clientId a repeat with the same id is stored once. @throws {AppError} 413 if the text is too long, 400 if it is empty */
  say(id: string, counselorId: string, text: string, clientId: string): Promise<StoredActivity>;
  /** Sends a knowledge entry in the user's own locale. */
  sendEntry(id: string, counselorId: string, entryId: string, clientId: string): Promise<StoredActivity>;
  /** Back into the queue for a colleague or a language, in the place that the first request gave it. */
  transfer(id: string, counselorId: string, target: TransferTarget): Promise<Handoff>;
  end(id: string, counselorId: string): Promise<Handoff>;
  /** Takes up again a conversation that was ended. */
  reopen(id: string, counselorId: string): Promise<Handoff>;
  /** Answers a case; the answer goes into the conversation. */
  answerCase(id: string, counselorId: string, answer: CaseAnswer, clientId: string): Promise<Handoff>;
  /** A case is set back to open or to answered (for instance by telephone). */
  setCase(id: string, counselorId: string, state: 'open' | 'answered'): Promise<Handoff>;
  /** What the counselor may see: the log from the position that the consent covers. Waiting ones may be read by every counselor. */
  transcript(id: string, counselorId: string, after: number, limit: number): Promise<readonly StoredActivity[]>;
  markRead(id: string, counselorId: string, seq: number): Promise<void>;
  typing(id: string, counselorId: string): Promise<void>;
  setPresence(counselorId: string, presence: Presence): Promise<void>;
  /** A sign of life of the counselor's page. */
  alive(counselorId: string): Promise<void>;
}
