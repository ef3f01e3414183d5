import type { Kysely, Selectable } from 'kysely';
import type { Counselor } from '../../domain/counselor.ts';
import { newId } from '../../platform/ids.ts';
import type { AuditRecord, CounselorStore, Credentials, SessionRecord } from '../counselors.ts';
import { counselorNotFound, counselorTaken } from '../problems.ts';
import type { AuditRow, CounselorRow, SessionRow, Tables } from './tables.ts';

/** Accounts, sessions, canned replies and the audit log in SQL. */
export function sqlCounselors(db: Kysely<Tables>): CounselorStore {
  const one = (column: 'id' | 'login' | 'subject', value: string) =>
    db.selectFrom('counselors').selectAll().where(column, '=', value).executeTakeFirst();

  return {
    async add(counselor, credentials) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('counselors')
        .values(toRow(counselor, credentials))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (!numInsertedOrUpdatedRows) throw counselorTaken();
    },

    async find(id) {
      const row = await one('id', id);
      return row && toCounselor(row);
    },

    async all() {
      const rows = await db.selectFrom('counselors').selectAll().orderBy('display_name').orderBy('id').execute();
      return rows.map(toCounselor);
    },

    async byLogin(login) {
      const row = await one('login', login);
      return row && { counselor: toCounselor(row), credentials: toCredentials(row) };
    },

    async bySubject(subject) {
      const row = await one('subject', subject);
      return row && toCounselor(row);
    },

    async update(id, change) {
      const set = toColumns(change);
      const row = await (Object.keys(set).length === 0
        ? one('id', id)
        : db
            .updateTable('counselors')
            .set(set)
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirst()
            .catch((error: unknown) => {
              throw isTaken(error) ? counselorTaken() : error;
            }));
      if (!row) throw counselorNotFound();
      return toCounselor(row);
    },

    async openSession(session) {
      await db.insertInto('sessions').values(toSessionRow(session)).execute();
    },

    async session(idHash, now) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row && toSession(row);
    },

    async extendSession(idHash, expiresAt) {
      await db.updateTable('sessions').set({ expires_at: expiresAt }).where('id_hash', '=', idHash).execute();
    },

    async closeSession(idHash) {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },

    async closeSessionsOf(counselorId) {
      await db.deleteFrom('sessions').where('counselor_id', '=', counselorId).execute();
    },

    async record(audit) {
      await db.insertInto('audit').values(toAuditRow(audit)).execute();
    },

    async auditLog({ before, limit }) {
      const all = db.selectFrom('audit').selectAll();
      const rows = await (before === undefined ? all : all.where('at', '<', before))
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit) return rows.map(toAudit);
      // The next piece begins before this moment: what else happened at it would be in none.
      const beside = await db.selectFrom('audit').selectAll().where('at', '=', last.at).where('id', '>', last.id).orderBy('id').execute();
      return [...rows, ...beside].map(toAudit);
    },

    async cannedReplies() {
      const rows = await db.selectFrom('canned_replies').selectAll().orderBy('title').orderBy('id').execute();
      return rows.map(({ id, title, texts }) => ({ id, title, texts: JSON.parse(texts) }));
    },

    async saveCannedReply({ id, title, texts }) {
      const content = { title, texts: JSON.stringify(texts) };
      await db
        .insertInto('canned_replies')
        .values({ id, ...content })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(content))
        .execute();
    },

    async removeCannedReply(id) {
      await db.deleteFrom('canned_replies').where('id', '=', id).execute();
    },

    async clean(now, auditBefore) {
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
      const { numDeletedRows } = await db.deleteFrom('audit').where('at', '<', auditBefore).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Whether a value that is taken once only is taken: SQLite's or PostgreSQL's code for it. */
function isTaken(error: unknown): boolean {
  const SQLITE_CONSTRAINT_UNIQUE = 2_067;
  const PG_UNIQUE_VIOLATION = '23505';
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return errcode === SQLITE_CONSTRAINT_UNIQUE || code === PG_UNIQUE_VIOLATION;
}

/** The columns that a change sets; what is absent stays. */
function toColumns(change: Partial<Counselor> & Credentials): Partial<Selectable<CounselorRow>> {
  const { login, displayName, roles, languages, topics, hours, capacity, presence, seenAt, isActive, passwordHash, subject } = change;
  const set = {
    login,
    display_name: displayName,
    roles: roles && JSON.stringify(roles),
    languages: languages && JSON.stringify(languages),
    topics: topics && JSON.stringify(topics),
    hours: hours && JSON.stringify(hours),
    capacity,
    presence,
    seen_at: seenAt,
    is_active: isActive === undefined ? undefined : Number(isActive),
    password_hash: passwordHash,
    subject,
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

function toRow(counselor: Counselor, credentials: Credentials): Selectable<CounselorRow> {
  const absent = { seen_at: null, password_hash: null, subject: null };
  const set = { ...absent, ...toColumns({ ...counselor, ...credentials }) };
  return { ...set, id: counselor.id, created_at: counselor.createdAt } as Selectable<CounselorRow>;
}

function toCounselor(row: Selectable<CounselorRow>): Counselor {
  return {
    id: row.id,
    login: row.login,
    displayName: row.display_name,
    roles: JSON.parse(row.roles),
    languages: JSON.parse(row.languages),
    topics: JSON.parse(row.topics),
    hours: JSON.parse(row.hours),
    capacity: row.capacity,
    presence: row.presence,
    ...(row.seen_at === null ? {} : { seenAt: row.seen_at }),
    isActive: row.is_active === 1,
    createdAt: row.created_at,
  };
}

function toCredentials(row: Selectable<CounselorRow>): Credentials {
  return {
    ...(row.password_hash === null ? {} : { passwordHash: row.password_hash }),
    ...(row.subject === null ? {} : { subject: row.subject }),
  };
}

function toSessionRow(session: SessionRecord): Selectable<SessionRow> {
  return {
    id_hash: session.idHash,
    counselor_id: session.counselorId,
    csrf: session.csrf,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
  };
}

function toSession(row: Selectable<SessionRow>): SessionRecord {
  return { idHash: row.id_hash, counselorId: row.counselor_id, csrf: row.csrf, createdAt: row.created_at, expiresAt: row.expires_at };
}

function toAuditRow(audit: AuditRecord): Selectable<AuditRow> {
  const { at, counselorId = null, action, handoffId = null, detail = null } = audit;
  return { id: newId(), at, counselor_id: counselorId, action, handoff_id: handoffId, detail };
}

function toAudit(row: Selectable<AuditRow>): AuditRecord {
  return {
    at: row.at,
    ...(row.counselor_id === null ? {} : { counselorId: row.counselor_id }),
    action: row.action,
    ...(row.handoff_id === null ? {} : { handoffId: row.handoff_id }),
    ...(row.detail === null ? {} : { detail: row.detail }),
  };
}
