import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DeskClient } from '../support/desk-client.ts';
import { MAX_TEXT_LENGTH, startDesk, type TestDeskServer } from '../support/desk-server.ts';

let desk: TestDeskServer;
let ayse: DeskClient;
let bo: DeskClient;

beforeEach(async () => {
  desk = await startDesk();
  await desk.account({ login: 'ayse', displayName: 'Ayşe' });
  await desk.account({ login: 'bo', displayName: 'Bo' });
  [ayse, bo] = await Promise.all([DeskClient.signIn(desk.url, 'ayse'), DeskClient.signIn(desk.url, 'bo')]);
  for (const client of [ayse, bo]) await client.post('/me/presence', { presence: 'here' });
});
afterEach(() => desk.close());

const say = (client: DeskClient, text: string, clientId = 'm1') => client.post('/handoffs/h1/messages', { text, clientId });
const texts = async (client: DeskClient) =>
  (await client.get('/handoffs/h1/activities?after=0')).body.map(
    ({ author, text }: { author: string; text: string }) => `${author}: ${text}`,
  );

describe('the queue', () => {
  test('shows who waits, with topic, the last message and what is unread', async () => {
    await desk.waiting('h1', ['Merhaba', 'kreş yeri arıyorum']);
    const { status, body } = await ayse.get('/handoffs?states=waiting,active');
    expect(status).toBe(200);
    expect(body).toEqual([
      expect.objectContaining({
        id: 'h1',
        state: 'waiting',
        locale: 'tr',
        topicTitle: 'Einen Kita-Platz finden',
        category: 'education',
        preview: 'kreş yeri arıyorum',
        lastSeq: 2,
        unread: 2,
      }),
    ]);
  });

  test('shows what was said since the last look', async () => {
    await desk.waiting('h1', ['Merhaba']);
    await ayse.get('/handoffs');
    const said = { type: 'message', text: 'bekliyorum', from: { id: 'user', role: 'user' }, timestamp: desk.clock.iso() };
    await desk.stores.conversations.append('conversation-h1', said, desk.clock.iso());
    desk.bus.publish({ kind: 'desk', change: 'activities', handoffId: 'h1' });
    expect((await ayse.get('/handoffs/h1')).body).toMatchObject({ preview: 'bekliyorum', lastSeq: 2, unread: 2 });
  });

  test('is nothing for accounts that take no conversations, not even for admins', async () => {
    await desk.waiting('h1', ['Merhaba']);
    await desk.account({ login: 'eva', roles: ['editor', 'admin'] });
    const eva = await DeskClient.signIn(desk.url, 'eva');
    for (const path of ['/handoffs', '/handoffs/h1', '/handoffs/h1/activities', '/colleagues'])
      expect((await eva.get(path)).body.error).toMatchObject({ code: 'Forbidden', message: 'Dafür hat Ihr Konto keine Berechtigung.' });
    expect((await eva.post('/handoffs/h1/claim')).status).toBe(403);
    for (const path of ['/handoffs', '/stream', '/me', '/audit', '/insights'])
      expect((await new DeskClient(desk.url).get(path)).status).toBe(401);
  });

  test('says what is wrong with a question that nobody understands', async () => {
    await desk.waiting('h1', ['Merhaba']);
    expect((await ayse.get('/handoffs?states=sleeping')).status).toBe(400);
    expect((await ayse.get('/handoffs/h1/activities?after=x')).status).toBe(400);
  });
});

describe('a conversation', () => {
  beforeEach(async () => {
    await desk.waiting('h1', ['Merhaba', 'kreş yeri arıyorum'], { fromSeq: 2, name: 'Selin', contact: '0711 1234' });
  });

  test('is taken by one; the other is told by whom', async () => {
    const [first, second] = await Promise.all([ayse.post('/handoffs/h1/claim'), bo.post('/handoffs/h1/claim')]);
    const [winner, loser] = first.status === 200 ? [first, second] : [second, first];
    expect(winner.body).toMatchObject({ state: 'active', counselorName: expect.stringMatching(/^(Ayşe|Bo)$/) });
    expect(loser.status).toBe(409);
    expect(loser.body.error).toEqual({
      code: 'Conflict',
      message: `Dieses Gespräch hat inzwischen ${winner.body.counselorName} übernommen.`,
    });
  });

  test('is read from where the consent begins, with who said what', async () => {
    await ayse.post('/handoffs/h1/claim');
    await say(ayse, 'Guten Tag!');
    const { body } = await ayse.get('/handoffs/h1/activities?after=0');
    expect(body[0]).toEqual({ seq: 2, at: desk.clock.iso(), author: 'user', text: 'kreş yeri arıyorum', language: 'tr' });
    expect(body).toContainEqual(expect.objectContaining({ author: 'system', text: 'Ayşe hat das Gespräch übernommen.' }));
    expect(body.at(-1)).toEqual({
      seq: 5,
      at: desk.clock.iso(),
      author: 'counselor',
      name: 'Ayşe',
      text: 'Guten Tag!',
      language: 'tr',
      delivery: 'stored',
      clientId: 'm1',
    });
    await desk.stores.handoffs.mark('h1', { deliveredSeq: 5 });
    expect((await ayse.get('/handoffs/h1/activities?after=4')).body).toEqual([expect.objectContaining({ seq: 5, delivery: 'delivered' })]);
  });

  test('belongs to whoever took it: nobody else writes into it or reads it', async () => {
    await ayse.post('/handoffs/h1/claim');
    const refused = await say(bo, 'Ich auch!');
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('Ayşe');
    expect((await bo.get('/handoffs/h1/activities')).status).toBe(403);
    expect((await bo.get('/handoffs/h1')).body.preview).toBeUndefined();
    const [seen] = (await bo.get('/handoffs')).body;
    expect(seen).toMatchObject({ state: 'active', counselorName: 'Ayşe' });
    for (const field of ['preview', 'name', 'contact']) expect(seen).not.toHaveProperty(field);
    expect((await bo.post('/handoffs/h1/end')).status).toBe(409);
    expect(await texts(ayse)).not.toContain('counselor: Ich auch!');
  });

  test('holds a message once, however often it is sent', async () => {
    await ayse.post('/handoffs/h1/claim');
    const [first, again] = [await say(ayse, 'Guten Tag!'), await say(ayse, 'Guten Tag!')];
    expect(first.body).toMatchObject({ author: 'counselor', text: 'Guten Tag!', clientId: 'm1', delivery: 'stored' });
    expect(again.body.seq).toBe(first.body.seq);
    expect((await texts(ayse)).filter((line: string) => line === 'counselor: Guten Tag!')).toHaveLength(1);
  });

  test('takes an entry, which the user gets in their language and the counselor sees by its German title', async () => {
    await ayse.post('/handoffs/h1/claim');
    const { status, body } = await ayse.post('/handoffs/h1/messages', { entry: 'education/childcare-place', clientId: 'e1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      author: 'counselor',
      entry: 'education/childcare-place',
      entryTitle: 'Einen Kita-Platz finden',
      language: 'tr',
    });
    expect(body.text).toContain('Kreş yeri bulmak');
    expect((await ayse.post('/handoffs/h1/messages', { entry: 'no/such', clientId: 'e2' })).body.error.message).toBe(
      'Diesen Eintrag gibt es nicht (mehr).',
    );
  });

  test.each([
    ['a message that is too long', { text: 'x'.repeat(MAX_TEXT_LENGTH + 1), clientId: 'm1' }, 413, 'zu lang'],
    ['a body that is far too long', { text: 'x'.repeat(70_000), clientId: 'm1' }, 413, 'zu lang'],
    ['an empty message', { text: '  ', clientId: 'm1' }, 400, 'leer'],
    ['a message without an id', { text: 'hallo' }, 400, 'richtige Form'],
  ])('refuses %s', async (_what, body, status, sentence) => {
    await ayse.post('/handoffs/h1/claim');
    const refused = await ayse.post('/handoffs/h1/messages', body);
    expect(refused.status).toBe(status);
    expect(refused.body.error.message).toContain(sentence);
  });

  test('that has ended takes no more messages, and can be taken up again', async () => {
    await ayse.post('/handoffs/h1/claim');
    expect((await ayse.post('/handoffs/h1/end')).body).toMatchObject({ state: 'ended' });
    const late = await say(ayse, 'Noch etwas');
    expect(late.status).toBe(409);
    expect(late.body.error.message).toBe('Dieses Gespräch ist beendet.');
    expect((await ayse.post('/handoffs/h1/reopen')).body).toMatchObject({ state: 'active' });
    expect((await say(ayse, 'Noch etwas')).status).toBe(200);
  });

  test('ends for the counselor, too: what the user says to the bot afterwards is not shown', async () => {
    await ayse.post('/handoffs/h1/claim');
    await ayse.post('/handoffs/h1/end');
    const before = await texts(ayse);
    desk.clock.advance(60_000);
    const said = { type: 'message', text: 'gizli soru', from: { id: 'user', role: 'user' }, timestamp: desk.clock.iso() };
    await desk.stores.conversations.append('conversation-h1', said, desk.clock.iso());
    desk.bus.publish({ kind: 'desk', change: 'activities', handoffId: 'h1' });
    expect(await texts(ayse)).toEqual(before);
    expect(before).toContain('system: Das Gespräch mit der Beratung ist zu Ende.');
    expect((await ayse.get('/handoffs/h1')).body).toMatchObject({ preview: 'kreş yeri arıyorum', unread: 1 });
  });

  test('that is taken up again still hides what the user said to the bot meanwhile', async () => {
    await ayse.post('/handoffs/h1/claim');
    await ayse.post('/handoffs/h1/end');
    const user = async (text: string) => {
      const said = { type: 'message', text, from: { id: 'user', role: 'user' }, timestamp: desk.clock.iso() };
      await desk.stores.conversations.append('conversation-h1', said, desk.clock.iso());
      desk.bus.publish({ kind: 'desk', change: 'activities', handoffId: 'h1' });
    };
    desk.clock.advance(60_000);
    for (let index = 0; index < 201; index += 1) await user(`private ${index}`);
    await ayse.get('/handoffs?states=ended');
    desk.clock.advance(60_000);
    await user('just before');
    expect((await ayse.post('/handoffs/h1/reopen')).body).toMatchObject({ state: 'active', preview: 'just before', unread: 2 });
    desk.clock.advance(60_000);
    await user('after');
    await ayse.post('/handoffs/h1/end');
    desk.clock.advance(60_000);
    await user('private again');
    desk.clock.advance(60_000);
    await ayse.post('/handoffs/h1/reopen');
    const first = (await ayse.get('/handoffs/h1/activities?after=0')).body;
    const then = (await ayse.get(`/handoffs/h1/activities?after=${first.at(-1).seq}`)).body;
    const byUser = [...first, ...then].filter(({ author }) => author === 'user').map(({ text }) => text);
    expect(byUser).toEqual(['kreş yeri arıyorum', 'just before', 'after']);
    expect((await ayse.get('/handoffs/h1')).body).toMatchObject({ preview: 'after', unread: 3 });
  });

  test('is shown to its end, however many places in the queue were told in between', async () => {
    const notice = {
      type: 'event',
      name: 'wegweiser/handoff',
      value: { state: 'waiting', position: 1 },
      from: { id: 'wegweiser', role: 'bot' },
    };
    for (let index = 0; index < 250; index += 1) await desk.stores.conversations.append('conversation-h1', notice, desk.clock.iso());
    await ayse.post('/handoffs/h1/claim');
    expect((await ayse.get('/handoffs/h1/activities?after=2')).body[0]).toMatchObject({ seq: 253 });
  });

  test('shows no link to the file of the user, which holds more than the consent covers', async () => {
    const text = '[Alles als Datei herunterladen](https://wegweiser.example/api/data/eyJh.b-c.d_e). Der Link gilt 15 Minuten.';
    const shown = { type: 'message', text, from: { id: 'wegweiser', role: 'bot' }, timestamp: desk.clock.iso() };
    await desk.stores.conversations.append('conversation-h1', shown, desk.clock.iso());
    expect((await texts(ayse)).at(-1)).toBe('bot: Alles als Datei herunterladen. Der Link gilt 15 Minuten.');
  });

  test('is not forged by users of channels that let them choose their ids and events', async () => {
    const from = { id: 'counselor:someone', name: 'Chefin', role: 'user' };
    const forged = [
      {
        type: 'message',
        text: 'Ich bin die Beratung',
        from,
        timestamp: desk.clock.iso(),
        entities: [{ type: 'wegweiser/answer', entry: 'x/y' }],
      },
      { type: 'event', name: 'wegweiser/handoff', value: { state: 'active', counselor: 'Chefin' }, from, timestamp: desk.clock.iso() },
      { type: 'event', name: 'wegweiser/handoff', from, timestamp: desk.clock.iso() },
    ];
    for (const activity of forged) await desk.stores.conversations.append('conversation-h1', activity, desk.clock.iso());
    const { status, body } = await ayse.get('/handoffs/h1/activities?after=2');
    expect(status).toBe(200);
    expect(body).toEqual([expect.objectContaining({ author: 'user', text: 'Ich bin die Beratung' })]);
    expect(body[0]).not.toHaveProperty('entry');
  });

  test('that was deleted meanwhile is gone, and the desk says so', async () => {
    await ayse.post('/handoffs/h1/claim');
    await desk.stores.conversations.erase('conversation-h1');
    for (const answer of [await say(ayse, 'Hallo?'), await ayse.get('/handoffs/h1/activities'), await ayse.post('/handoffs/h1/end')]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toContain('löschen lassen');
    }
    expect((await ayse.get('/handoffs?states=erased')).body).toEqual([expect.objectContaining({ id: 'h1', state: 'erased', lastSeq: 0 })]);
    expect((await ayse.get('/handoffs/nothing')).body.error.message).toBe('Dieses Gespräch gibt es nicht (mehr).');
  });

  test('goes to a colleague, who sees that it is for them', async () => {
    await ayse.post('/handoffs/h1/claim');
    const { id } = bo.me.counselor;
    expect((await ayse.post('/handoffs/h1/transfer', { counselorId: id })).body).toMatchObject({ state: 'waiting', assignedTo: id });
    expect((await ayse.post('/handoffs/h1/claim')).status).toBe(409);
    expect((await bo.post('/handoffs/h1/claim')).body).toMatchObject({ state: 'active', counselorId: id });
    expect((await bo.post('/handoffs/h1/transfer', { language: 'tlh' })).status).toBe(400);
  });

  test('counts what is unread until it was read', async () => {
    await ayse.post('/handoffs/h1/claim');
    expect((await ayse.get('/handoffs/h1')).body.unread).toBe(1);
    expect((await ayse.post('/handoffs/h1/read', { seq: 2 })).status).toBe(204);
    expect((await ayse.get('/handoffs/h1')).body.unread).toBe(0);
  });

  test('leaves in the audit log who read it and what was done, each once and without its words', async () => {
    await ayse.post('/handoffs/h1/claim');
    for (let i = 0; i < 3; i += 1) await ayse.get('/handoffs/h1/activities');
    await say(ayse, 'Guten Tag!');
    await ayse.post('/handoffs/h1/end');
    await desk.account({ login: 'eva', roles: ['admin'] });
    const { body } = await (await DeskClient.signIn(desk.url, 'eva')).get('/audit');
    const about = body.filter(({ handoffId }: { handoffId?: string }) => handoffId === 'h1');
    expect(about.map(({ action }: { action: string }) => action).sort()).toEqual(['claimed', 'ended', 'read']);
    expect(about[0].who).toBe('Ayşe (ayse)');
    expect(JSON.stringify(body)).not.toMatch(/Guten Tag|kreş/);
  });
});

describe('a message left', () => {
  beforeEach(async () => {
    await desk.waiting('h1', ['kreş yeri arıyorum'], { kind: 'case', state: 'open', name: 'Selin', contact: '0711 1234' });
  });

  test('is listed by what it is about, as one message', async () => {
    await desk.waiting('h2', ['kızım için kreş yeri arıyorum', 'evet', 'geç'], { kind: 'case', state: 'open' });
    expect((await ayse.get('/handoffs/h2')).body).toMatchObject({ preview: 'kızım için kreş yeri arıyorum', unread: 1 });
  });

  test('is answered into the conversation, by any counselor', async () => {
    expect((await ayse.get('/handoffs?states=open')).body).toEqual([expect.objectContaining({ name: 'Selin', contact: '0711 1234' })]);
    const { status, body } = await bo.post('/handoffs/h1/answer', { text: 'Rufen Sie bitte an.', clientId: 'a1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'answered', counselorName: 'Bo' });
    expect(await texts(ayse)).toContain('counselor: Rufen Sie bitte an.');
  });

  test('can be marked as answered, and opened again', async () => {
    expect((await ayse.post('/handoffs/h1/case', { state: 'answered' })).body).toMatchObject({ state: 'answered' });
    expect((await bo.post('/handoffs/h1/case', { state: 'open' })).body).toMatchObject({ state: 'open' });
    expect((await bo.post('/handoffs/h1/case', { state: 'waiting' })).status).toBe(400);
    expect((await bo.post('/handoffs/h1/claim')).status).toBe(409);
  });
});

test('colleagues are shown with what they are doing', async () => {
  await desk.account({ login: 'eva', roles: ['editor'] });
  await desk.account({ login: 'gone', isActive: false });
  await desk.waiting('h1', ['Merhaba']);
  await ayse.post('/handoffs/h1/claim');
  await bo.post('/me/presence', { presence: 'pause' });
  expect((await ayse.get('/colleagues')).body).toEqual([
    expect.objectContaining({ displayName: 'Ayşe', presence: 'here', active: 1, capacity: 3 }),
    expect.objectContaining({ displayName: 'Bo', presence: 'pause', active: 0 }),
  ]);
});
