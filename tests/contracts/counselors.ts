import { describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { buildCounselor, LATER, LATEST, NOW } from './samples.ts';

export function counselorsContract(stores: () => Stores): void {
  describe('counselors', () => {
    test('an account is found as it was added: by id, name to sign in, identity', async () => {
      const subject = `https://login.example|${newId()}`;
      const one = buildCounselor({ topics: ['work'], seenAt: LATER });
      const two = buildCounselor({ isActive: false, presence: 'here', roles: ['admin'] });
      await stores().counselors.add(one, { passwordHash: '$argon2id$x' });
      await stores().counselors.add(two, { subject });
      expect(await stores().counselors.find(one.id)).toEqual(one);
      expect(await stores().counselors.byLogin(one.login)).toEqual({ counselor: one, credentials: { passwordHash: '$argon2id$x' } });
      expect(await stores().counselors.byLogin(two.login)).toEqual({ counselor: two, credentials: { subject } });
      expect(await stores().counselors.bySubject(subject)).toEqual(two);
      expect(await stores().counselors.all()).toEqual(expect.arrayContaining([one, two]));
      for (const find of ['find', 'byLogin', 'bySubject'] as const) expect(await stores().counselors[find]('unknown')).toBeUndefined();
    });

    test('a name to sign in is taken once, also in a race', async () => {
      const login = newId();
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => stores().counselors.add(buildCounselor({ login }), {})));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'ConflictError' });
    });

    test('an identity is taken once; accounts without one are several', async () => {
      const subject = newId();
      await stores().counselors.add(buildCounselor(), { subject });
      await expect(stores().counselors.add(buildCounselor(), { subject })).rejects.toMatchObject({ name: 'ConflictError' });
      await stores().counselors.add(buildCounselor(), {});
      await stores().counselors.add(buildCounselor(), {});
    });

    test('an update changes what it names and nothing else', async () => {
      const counselor = buildCounselor();
      await stores().counselors.add(counselor, { passwordHash: 'old' });
      const change = { presence: 'here', seenAt: LATER, languages: ['uk'], isActive: false, hours: [] } as const;
      expect(await stores().counselors.update(counselor.id, change)).toEqual({ ...counselor, ...change });
      expect(await stores().counselors.update(counselor.id, {})).toEqual({ ...counselor, ...change });
      await stores().counselors.update(counselor.id, { passwordHash: 'new' });
      expect(await stores().counselors.byLogin(counselor.login)).toEqual({
        counselor: { ...counselor, ...change },
        credentials: { passwordHash: 'new' },
      });
    });

    test('an update gives nobody what somebody else has', async () => {
      const [one, two] = [buildCounselor(), buildCounselor()];
      const subject = newId();
      await stores().counselors.add(one, { subject });
      await stores().counselors.add(two, {});
      await expect(stores().counselors.update(two.id, { login: one.login })).rejects.toMatchObject({ name: 'ConflictError' });
      await expect(stores().counselors.update(two.id, { subject })).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await stores().counselors.find(two.id)).toEqual(two);
      await expect(stores().counselors.update('unknown', { capacity: 1 })).rejects.toMatchObject({ status: 404 });
      await expect(stores().counselors.update('unknown', {})).rejects.toMatchObject({ status: 404 });
    });
  });

  describe('sessions', () => {
    const session = (expiresAt: string, counselorId = 'c1') => ({ idHash: newId(), counselorId, csrf: newId(), createdAt: NOW, expiresAt });

    test('a session is there until it expires or is closed, and can be extended', async () => {
      const one = session(LATER);
      await stores().counselors.openSession(one);
      expect(await stores().counselors.session(one.idHash, NOW)).toEqual(one);
      expect(await stores().counselors.session(one.idHash, LATER)).toBeUndefined();
      await stores().counselors.extendSession(one.idHash, LATEST);
      expect(await stores().counselors.session(one.idHash, LATER)).toEqual({ ...one, expiresAt: LATEST });
      await stores().counselors.closeSession(one.idHash);
      expect(await stores().counselors.session(one.idHash, NOW)).toBeUndefined();
    });

    test("all of one counselor's sessions are closed, nobody else's", async () => {
      const counselorId = newId();
      const [one, two, other] = [session(LATER, counselorId), session(LATER, counselorId), session(LATER)];
      for (const each of [one, two, other]) await stores().counselors.openSession(each);
      await stores().counselors.closeSessionsOf(counselorId);
      expect(await stores().counselors.session(one.idHash, NOW)).toBeUndefined();
      expect(await stores().counselors.session(two.idHash, NOW)).toBeUndefined();
      expect(await stores().counselors.session(other.idHash, NOW)).toEqual(other);
    });

    test('cleaning deletes expired sessions and old audit records, and says how many records', async () => {
      const [expired, valid] = [session('1999-01-01T00:00:00.000Z'), session(LATEST)];
      for (const each of [expired, valid]) await stores().counselors.openSession(each);
      await stores().counselors.record({ at: '1998-01-01T00:00:00.000Z', action: 'old' });
      await stores().counselors.record({ at: '1998-06-01T00:00:00.000Z', action: 'less old' });
      expect(await stores().counselors.clean('1999-01-01T00:00:00.000Z', '1998-06-01T00:00:00.000Z')).toBe(1);
      expect(await stores().counselors.session(expired.idHash, '1998-01-01T00:00:00.000Z')).toBeUndefined();
      expect(await stores().counselors.session(valid.idHash, NOW)).toEqual(valid);
      expect(await stores().counselors.clean('1999-01-01T00:00:00.000Z', '1999-01-01T00:00:00.000Z')).toBe(1);
    });
  });

  describe('audit log and canned replies', () => {
    test('who did what is read latest first, in pieces', async () => {
      const records = [
        { at: '2031-01-01T00:00:00.000Z', counselorId: 'c1', action: 'claimed', handoffId: 'h1' },
        { at: '2031-01-02T00:00:00.000Z', action: 'sign-in-failed', detail: '192.0.2.1' },
        { at: '2031-01-03T00:00:00.000Z', counselorId: 'c1', action: 'transferred', handoffId: 'h1', detail: 'c2' },
      ];
      for (const record of records) await stores().counselors.record(record);
      expect(await stores().counselors.auditLog({ limit: 2 })).toEqual([records[2], records[1]]);
      expect(await stores().counselors.auditLog({ before: records[1]!.at, limit: 1 })).toEqual([records[0]]);
    });

    test('what happened at the same moment is in one piece of the audit log', async () => {
      const at = '2032-01-01T00:00:00.000Z';
      const actions = ['a', 'b', 'c', 'd'];
      for (const action of actions) await stores().counselors.record({ at, action });
      const first = await stores().counselors.auditLog({ limit: 2 });
      expect(first.map(({ action }) => action).toSorted()).toEqual(actions);
      expect((await stores().counselors.auditLog({ before: first.at(-1)!.at, limit: 2 })).some((record) => record.at === at)).toBe(false);
    });

    test('a canned reply is saved, changed and removed; they are listed by title', async () => {
      const b = { id: newId(), title: 'B', texts: { de: 'Guten Tag', ar: 'مرحبا' } };
      const a = { id: newId(), title: 'A', texts: { de: 'Danke' } };
      await stores().counselors.saveCannedReply(b);
      await stores().counselors.saveCannedReply(a);
      expect(await stores().counselors.cannedReplies()).toEqual([a, b]);
      await stores().counselors.saveCannedReply({ ...a, title: 'C', texts: { en: 'Thanks' } });
      expect(await stores().counselors.cannedReplies()).toEqual([b, { id: a.id, title: 'C', texts: { en: 'Thanks' } }]);
      await stores().counselors.removeCannedReply(a.id);
      await stores().counselors.removeCannedReply(b.id);
      expect(await stores().counselors.cannedReplies()).toEqual([]);
    });
  });
}
