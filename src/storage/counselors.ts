import type { Counselor } from '../domain/counselor.ts';

/** How somebody signs in: by password (argon2id hash), by an OpenID Connect provider, or both. */
export interface Credentials {
  readonly passwordHash?: string | undefined;
  /** `issuer|subject` */
  readonly subject?: string | undefined;
}

export interface SessionRecord {
  /** SHA-256 of the cookie's secret: who reads the database can't use it to sign in. */
  readonly idHash: string;
  readonly counselorId: string;
  /** Sent along with every change, against forged requests. */
  readonly csrf: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Who read or did what. Holds no text that a user wrote. */
export interface AuditRecord {
  readonly at: string;
  readonly counselorId?: string | undefined;
  /** `signed-in`, `sign-in-failed`, `read`, `claimed`, `transferred`, `ended`, `account-added` ... */
  readonly action: string;
  readonly handoffId?: string | undefined;
  /** For instance whom it was transferred to, or the network address of a failed sign-in. */
  readonly detail?: string | undefined;
}

export interface CannedReply {
  readonly id: string;
  readonly title: string;
  /** The text by locale. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface CounselorStore {
  /** @throws {ConflictError} if the login or the subject is taken */
  add(counselor: Counselor, credentials: Credentials): Promise<void>;
  find(id: string): Promise<Counselor | undefined>;
  all(): Promise<readonly Counselor[]>;
  byLogin(login: string): Promise<{ readonly counselor: Counselor; readonly credentials: Credentials } | undefined>;
  bySubject(subject: string): Promise<Counselor | undefined>;
  /** What is absent stays. @throws {NotFoundError} if there is no such counselor, {ConflictError} if the login or the subject is taken */
  update(id: string, change: Partial<Omit<Counselor, 'id' | 'createdAt'>> & Credentials): Promise<Counselor>;

  openSession(session: SessionRecord): Promise<void>;
  /** One that has not expired. */
  session(idHash: string, now: string): Promise<SessionRecord | undefined>;
  extendSession(idHash: string, expiresAt: string): Promise<void>;
  closeSession(idHash: string): Promise<void>;
  closeSessionsOf(counselorId: string): Promise<void>;

  record(audit: AuditRecord): Promise<void>;
  /** Latest first; more than `limit` only where several happened at the same moment as the last. */
  auditLog(filter: { readonly before?: string | undefined; readonly limit: number }): Promise<readonly AuditRecord[]>;

  cannedReplies(): Promise<readonly CannedReply[]>;
  saveCannedReply(reply: CannedReply): Promise<void>;
  removeCannedReply(id: string): Promise<void>;

  /** Deletes expired sessions and audit records older than `auditBefore`. @returns how many audit records that were */
  clean(now: string, auditBefore: string): Promise<number>;
}
