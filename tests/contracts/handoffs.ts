import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Handoff } from '../../src/domain/handoff.ts';
import { newId } from '../../src/platform/ids.ts';
import type { HandoffChange, When } from '../../src/storage/handoffs.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { buildHandoff, LATER, LATEST, message, NOW, record } from './samples.ts';

const WAITING: When = { states: ['waiting'] };

export function handoffsContract(stores: () => Stores): void {
  let id: string;
  beforeEach(async () => {
    id = newId();
    await stores().conversations.create(record(id));
  });

  const request = (changes: Partial<Handoff> = {}, ...texts: string[]) =>
    stores().handoffs.request(
      buildHandoff(id, changes),
      texts.map((text) => ({ activity: message(text) })),
      LATER,
    );
  const change = (handoffId: string, when: When, set: HandoffChange, ...said: { text: string; clientId?: string }[]) =>
    stores().handoffs.change(
      handoffId,
      when,
      set,
      said.map(({ text, clientId }) => ({ activity: message(text), clientId })),
      LATEST,
    );
  const texts = async () => (await stores().conversations.after(id, 0, 1_000)).map(({ activity }) => activity['text']);

  describe('requests for a counselor', () => {
    test('a request is found as it was stored, with all that can be empty full or empty', async () => {
      const full = buildHandoff(id, {
        state: 'ended',
        name: 'Ayşe "A." Öz',
        contact: '+49 711 123456\nafter 5',
        counselorId: 'c1',
        assignedTo: 'c2',
        assignedUntil: LATER,
        takenAt: NOW,
        endedAt: LATER,
        readSeq: 4,
        deliveredSeq: 5,
        limitTold: true,
        keepUntil: LATEST,
      });
      const { topic: _, ...bare } = buildHandoff(id, { kind: 'case', state: 'open' });
      for (const handoff of [full, bare]) {
        expect(await stores().handoffs.request(handoff, [], NOW)).toEqual(handoff);
        expect(await stores().handoffs.find(handoff.id)).toEqual(handoff);
      }
      expect(await stores().handoffs.find('unknown')).toBeUndefined();
      expect((await stores().handoffs.find(bare.id))!).not.toHaveProperty('topic');
    });

    test('what no database can hold is left out of a name', async () => {
      expect((await request({ name: 'A\0yşe' })).name).toBe('Ayşe');
    });

    test('what is said with a request stands in the log and moves the last activity', async () => {
      await request({}, 'you are first', 'please wait');
      expect(await texts()).toEqual(['you are first', 'please wait']);
      expect((await stores().conversations.find(id))!.lastActivityAt).toBe(LATER);
    });

    test('the same id again changes nothing', async () => {
      const first = await request({ name: 'A' }, 'once');
      expect(await request({ id: first.id, name: 'B' }, 'twice')).toEqual(first);
      expect(await texts()).toEqual(['once']);
    });

    test('a conversation has one open live request, also in a race; cases beside it are several', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, (_, index) => request({}, `${index}`)));
      expect(new Set(results.map((handoff) => handoff.id)).size).toBe(1);
      expect(await texts()).toHaveLength(1);
      expect(await stores().handoffs.open(id)).toEqual(results[0]);

      await request({ kind: 'case', state: 'open' });
      await request({ kind: 'case', state: 'open', requestedAt: LATEST });
      expect((await stores().handoffs.handoffsOf(id)).map(({ kind }) => kind).toSorted()).toEqual(['case', 'case', 'live']);
    });

    test('when one has ended, the next can be requested', async () => {
      const first = await request();
      await change(first.id, WAITING, { state: 'left' });
      expect(await stores().handoffs.open(id)).toBeUndefined();
      const second = await request();
      expect(second.id).not.toBe(first.id);
      expect((await stores().handoffs.open(id))!.id).toBe(second.id);
    });

    test('an unknown conversation gets none', async () => {
      const handoff = buildHandoff('unknown');
      await expect(stores().handoffs.request(handoff, [], NOW)).rejects.toMatchObject({ status: 404 });
      expect(await stores().handoffs.find(handoff.id)).toBeUndefined();
    });

    test('they are listed by state, kind and owner, longest waiting or latest change first', async () => {
      const owner = newId();
      const ids: string[] = [];
      for (const [requestedAt, updatedAt] of [
        [LATER, LATEST],
        [NOW, LATER],
      ] as const) {
        const conversationId = newId();
        await stores().conversations.create(record(conversationId));
        const handoff = buildHandoff(conversationId, { state: 'active', counselorId: owner, requestedAt, updatedAt });
        ids.push((await stores().handoffs.request(handoff, [], NOW)).id);
      }
      await request({ kind: 'case', state: 'open', counselorId: owner });
      const list = async (filter: Partial<Parameters<Stores['handoffs']['list']>[0]>) =>
        (
          await stores().handoffs.list({
            states: ['active', 'open'],
            counselorId: owner,
            kind: 'live',
            order: 'requested',
            limit: 9,
            ...filter,
          })
        ).map((handoff) => handoff.id);
      expect(await list({})).toEqual([ids[1], ids[0]]);
      expect(await list({ order: 'updated' })).toEqual(ids);
      expect(await list({ limit: 1 })).toEqual([ids[1]]);
      expect(await list({ kind: undefined })).toHaveLength(3);
      expect(await list({ kind: undefined, states: ['open'] })).toHaveLength(1);
      expect(await list({ states: [] })).toEqual([]);
      expect(await list({ counselorId: newId() })).toEqual([]);
    });
  });

  describe('changes of a request', () => {
    test('a change sets and empties fields, and appends what is said', async () => {
      const { id: handoffId } = await request({ assignedTo: 'c1', assignedUntil: LATEST });
      const changed = await change(
        handoffId,
        { ...WAITING, freeFor: { counselorId: 'c1', now: NOW } },
        { state: 'active', counselorId: 'c1', takenAt: LATEST, assignedTo: null, assignedUntil: null, limitTold: true },
        { text: 'c1 is here' },
      );
      expect(changed.repeated).toBe(false);
      expect(changed.said).toEqual([{ conversationId: id, seq: 1, activity: message('c1 is here') }]);
      expect(changed.handoff).toMatchObject({ state: 'active', counselorId: 'c1', takenAt: LATEST, updatedAt: LATEST, limitTold: true });
      expect(changed.handoff).not.toHaveProperty('assignedTo');
      expect(changed.handoff).not.toHaveProperty('assignedUntil');
      expect(await stores().handoffs.find(handoffId)).toEqual(changed.handoff);
      expect((await stores().conversations.find(id))!.lastActivityAt).toBe(LATEST);
    });

    test('of 50 counselors who claim at once one gets it, and only what is said to that one stands in the log', async () => {
      const { id: handoffId } = await request();
      const claims = await Promise.allSettled(
        Array.from({ length: 50 }, (_, index) =>
          change(
            handoffId,
            { ...WAITING, freeFor: { counselorId: `c${index}`, now: NOW } },
            { state: 'active', counselorId: `c${index}` },
            { text: `c${index}`, clientId: `claim-${index}` },
          ),
        ),
      );
      const winner = claims.findIndex(({ status }) => status === 'fulfilled');
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const claim of claims) if (claim.status === 'rejected') expect(claim.reason).toMatchObject({ name: 'ConflictError' });
      expect(await stores().handoffs.find(handoffId)).toMatchObject({ state: 'active', counselorId: `c${winner}` });
      expect(await texts()).toEqual([`c${winner}`]);
    });

    test('nobody but the owner changes it', async () => {
      const { id: handoffId } = await request({ state: 'active', counselorId: 'c1' });
      const say = (counselorId: string) => change(handoffId, { states: ['active'], counselorId }, {}, { text: `from ${counselorId}` });
      await expect(say('c2')).rejects.toMatchObject({ name: 'ConflictError' });
      expect((await say('c1')).handoff.updatedAt).toBe(LATEST);
      expect(await texts()).toEqual(['from c1']);
    });

    test('one that is assigned is free for others when its time is over', async () => {
      const { id: handoffId } = await request({ assignedTo: 'c1', assignedUntil: LATER });
      const claim = (counselorId: string, now: string) =>
        change(handoffId, { ...WAITING, freeFor: { counselorId, now } }, { state: 'active', counselorId });
      await expect(claim('c2', NOW)).rejects.toMatchObject({ name: 'ConflictError' });
      expect((await claim('c2', LATER)).handoff.counselorId).toBe('c2');
    });

    test('50 simultaneous repeats of a message store it once, also when the conversation has ended meanwhile', async () => {
      const { id: handoffId } = await request({ state: 'active', counselorId: 'c1' });
      const say = (text: string) => change(handoffId, { states: ['active'], counselorId: 'c1' }, { readSeq: 7 }, { text, clientId: 'm1' });
      const results = await Promise.all(Array.from({ length: 50 }, () => say('once')));
      expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
      for (const { said } of results) expect(said).toEqual([{ conversationId: id, seq: 1, activity: message('once') }]);

      await change(handoffId, { states: ['active'] }, { state: 'ended' });
      expect(await say('twice')).toMatchObject({ repeated: true, said: [{ seq: 1 }], handoff: { state: 'ended' } });
      expect(await texts()).toEqual(['once']);
    });

    test('of several things said those that are new are appended', async () => {
      const { id: handoffId } = await request({ state: 'active' });
      const when: When = { states: ['active'] };
      await change(handoffId, when, {}, { text: 'one', clientId: 'm1' });
      const changed = await change(handoffId, when, { state: 'ended' }, { text: 'again', clientId: 'm1' }, { text: 'two', clientId: 'm2' });
      expect(changed.repeated).toBe(false);
      expect(changed.said.map(({ seq, activity }) => [seq, activity['text']])).toEqual([
        [1, 'one'],
        [2, 'two'],
      ]);
      expect(changed.handoff.state).toBe('ended');
    });

    test('an ended one is not opened again beside another open one', async () => {
      const { id: ended } = await request({ state: 'ended' });
      const { id: open } = await request();
      const reopen = () => change(ended, { states: ['ended'] }, { state: 'active' }, { text: 'reopened' });
      await expect(reopen()).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await texts()).toEqual([]);
      await change(open, WAITING, { state: 'left' });
      expect((await reopen()).handoff.state).toBe('active');
    });

    test('messages in a conversation of another channel wait for delivery, events do not', async () => {
      const other = newId();
      await stores().conversations.create(record(other, { reference: { serviceUrl: 'https://x.example' } }));
      const { id: handoffId } = await stores().handoffs.request(buildHandoff(other), [{ activity: message('noted') }], NOW);
      const event = { activity: { type: 'event', name: 'wegweiser/handoff' } };
      const { said } = await stores().handoffs.change(handoffId, WAITING, {}, [event, { activity: message('hello') }], NOW);
      expect(said.map(({ delivery }) => delivery)).toEqual([undefined, 'pending']);
      expect((await stores().conversations.after(other, 0, 9)).map(({ delivery }) => delivery)).toEqual(['pending', undefined, 'pending']);
      await stores().conversations.erase(other);
    });

    test('an unknown one cannot be changed', async () => {
      await expect(change('unknown', WAITING, { state: 'active' })).rejects.toMatchObject({ status: 404 });
    });

    test('positions only go up', async () => {
      const { id: handoffId, updatedAt } = await request({ readSeq: 3 });
      await stores().handoffs.mark(handoffId, { readSeq: 2, deliveredSeq: 5 });
      await stores().handoffs.mark(handoffId, { deliveredSeq: 4 });
      await stores().handoffs.mark('unknown', { readSeq: 1 });
      expect(await stores().handoffs.find(handoffId)).toMatchObject({ readSeq: 3, deliveredSeq: 5, updatedAt });
    });
  });

  describe('erasing requests', () => {
    const personal = { name: 'Ayşe', contact: 'a@example.org' };

    async function expectErased(handoff: Handoff): Promise<void> {
      const { name: _name, contact: _contact, conversationId: _conversation, ...rest } = handoff;
      expect(await stores().handoffs.find(handoff.id)).toEqual({ ...rest, state: 'erased' });
      await expect(change(handoff.id, { states: ['erased', handoff.state] }, { state: 'active' }, { text: 'x' })).rejects.toMatchObject({
        status: 404,
      });
    }

    test('a deleted conversation leaves of its requests only what statistics count', async () => {
      const live = await request({ ...personal, state: 'active', counselorId: 'c1' });
      const left = await request({ ...personal, kind: 'case', state: 'open' });
      await stores().conversations.erase(id);
      await expectErased(live);
      await expectErased(left);
      expect(await stores().handoffs.handoffsOf(id)).toEqual([]);
    });

    test('a turn that forgets erases them too; the conversation goes on and can ask again', async () => {
      const other = newId();
      await stores().conversations.create(record(other));
      const untouched = await stores().handoffs.request(buildHandoff(other, personal), [], NOW);
      const live = await request(personal);
      const { seq } = await stores().conversations.receive(id, message('delete my data'), undefined, NOW);
      const turn = { conversationId: id, incomingSeq: seq, expectedVersion: 0, state: {}, replies: [message('deleted')], forget: true };
      await stores().conversations.commit(turn, NOW);
      await expectErased(live);
      expect(await stores().handoffs.find(untouched.id)).toEqual(untouched);
      expect((await request()).state).toBe('waiting');
    });

    test('a turn that forgets and loses the race erases nothing', async () => {
      const live = await request(personal);
      const turn = { conversationId: id, incomingSeq: 99, expectedVersion: 0, state: {}, replies: [], forget: true };
      await expect(stores().conversations.commit(turn, NOW)).rejects.toMatchObject({ name: 'ConflictError' });
      expect(await stores().handoffs.find(live.id)).toEqual(live);
    });

    test('those whose time is over are erased, each once, the conversation itself stays', async () => {
      const due = await request({ ...personal, state: 'ended', keepUntil: '1999-01-01T00:00:00.000Z' });
      const dueToo = await request({ ...personal, kind: 'case', state: 'answered', keepUntil: '1999-02-01T00:00:00.000Z' });
      const kept = await request({ ...personal, state: 'ended', keepUntil: LATEST });
      const open = await request(personal);
      const now = '1999-02-01T00:00:00.000Z';
      expect(await stores().handoffs.eraseDue(now, 1)).toEqual([due.id]);
      const both = await Promise.all([stores().handoffs.eraseDue(now, 10), stores().handoffs.eraseDue(now, 10)]);
      expect(both.flat()).toEqual([dueToo.id]);
      await expectErased(due);
      await expectErased(dueToo);
      expect((await stores().handoffs.handoffsOf(id)).map((handoff) => handoff.id).toSorted()).toEqual([kept.id, open.id].toSorted());
      expect(await stores().conversations.find(id)).toBeDefined();
    });
  });

  describe('conversations that are kept because of a request', () => {
    const old = '1998-01-01T00:00:00.000Z';
    const before = '1999-01-01T00:00:00.000Z';
    const idle = async (now: string) => (await stores().conversations.idleSince(before, 10, now)).includes(id);

    test.each([
      ['an open request keeps it', { state: 'waiting' }, true],
      ['an ended one keeps it until its time is over', { state: 'ended', keepUntil: LATEST }, true],
      ['one whose time is over does not', { state: 'ended', keepUntil: LATER }, false],
      ['an open case keeps it', { kind: 'case', state: 'open' }, true],
    ] as const)('%s', async (_, changes, isKept) => {
      id = newId();
      await stores().conversations.create(record(id, { lastActivityAt: old }));
      expect(await idle(LATER)).toBe(true);
      const { id: handoffId } = await stores().handoffs.request(buildHandoff(id, changes), [], old);
      expect(await idle(LATER)).toBe(!isKept);
      if (isKept) expect(await stores().conversations.eraseIdle(id, before, LATER)).toBe(false);
      if ('keepUntil' in changes) {
        await stores().handoffs.eraseDue(changes.keepUntil, 10);
        expect(await idle(LATER)).toBe(true);
        expect((await stores().handoffs.find(handoffId))!.state).toBe('erased');
        expect(await stores().conversations.eraseIdle(id, before, LATER)).toBe(true);
      }
      await stores().conversations.erase(id);
    });
  });
}
