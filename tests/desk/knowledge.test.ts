import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DeskClient } from '../support/desk-client.ts';
import { MAX_TEXT_LENGTH, startDesk, type TestDeskServer } from '../support/desk-server.ts';

let desk: TestDeskServer;
let ayse: DeskClient;
beforeEach(async () => {
  desk = await startDesk();
  await desk.account({ login: 'ayse' });
  ayse = await DeskClient.signIn(desk.url, 'ayse');
});
afterEach(() => desk.close());

const found = async (query: string) =>
  (await ayse.get(`/entries?query=${encodeURIComponent(query)}`)).body.map(({ id }: { id: string }) => id);

describe('entries', () => {
  test('are listed by title without a query; what is only about the bot cannot be sent', async () => {
    expect((await ayse.get('/entries')).body).toEqual([
      expect.objectContaining({ id: 'housing/find-a-flat' }),
      { id: 'education/childcare-place', title: 'Einen Kita-Platz finden', summary: 'Kurz gesagt de.', locales: ['de', 'tr'] },
      expect.objectContaining({ id: 'language/integration-course', locales: ['de', 'tr', 'ar'] }),
    ]);
  });

  test.each([
    ['the first letters of a title', 'integr', 'language/integration-course'],
    ['a word of a title in another form', 'Wohnungen', 'housing/find-a-flat'],
    ['several beginnings of words', 'kita pl', 'education/childcare-place'],
    ['a word of the text', 'education', 'education/childcare-place'],
  ])('are found by %s', async (_how, query, id) => {
    expect((await found(query))[0]).toBe(id);
  });

  test('that have nothing to do with it are not found', async () => {
    expect(await found('Führerschein')).toEqual([]);
  });

  test('are shown as the user receives them, in the language that there is', async () => {
    const preview = (id: string, locale: string) => ayse.get(`/entries/${id}?locale=${locale}`);
    expect((await preview('language/integration-course', 'ar')).body).toMatchObject({
      title: 'دورة الاندماج',
      body: expect.stringContaining('Antwort language/integration-course (ar).'),
      locale: 'ar',
      direction: 'rtl',
    });
    expect((await preview('housing/find-a-flat', 'tr')).body).toMatchObject({ title: 'Eine Wohnung suchen', locale: 'tr' });
    expect((await preview('no/such', 'tr')).body.error).toMatchObject({ code: 'EntryNotFound' });
  });
});

test('what the bot makes of a message is said in German', async () => {
  const { body } = await ayse.post('/understand', { text: 'kreş yeri arıyorum', locale: 'tr' });
  expect(body).toEqual({
    language: 'Türkisch',
    concepts: [],
    entries: [
      { id: 'education/childcare-place', title: 'Einen Kita-Platz finden', probability: 0.9 },
      { id: 'meta/thanks', title: 'Gern geschehen', probability: 0.45 },
    ],
  });
  const long = await ayse.post('/understand', { text: 'x'.repeat(MAX_TEXT_LENGTH + 1), locale: 'tr' });
  expect(long.status).toBe(413);
  expect(long.body.error.message).toBe('Der Text ist zu lang.');
});

test('replies are kept ready, for all counselors', async () => {
  const texts = { de: 'Einen Moment bitte.', tr: 'Bir dakika lütfen.', ar: ' ' };
  const saved = await ayse.post('/canned', { id: '', title: 'Moment', texts });
  expect(saved.body).toEqual([{ id: expect.any(String), title: 'Moment', texts: { de: texts.de, tr: texts.tr } }]);
  const [{ id }] = saved.body;
  await ayse.post('/canned', { id, title: 'Bitte warten', texts: { de: 'Bitte warten Sie.' } });
  await desk.account({ login: 'bo' });
  const bo = await DeskClient.signIn(desk.url, 'bo');
  expect((await bo.get('/canned')).body).toEqual([{ id, title: 'Bitte warten', texts: { de: 'Bitte warten Sie.' } }]);
  expect((await bo.delete(`/canned/${id}`)).body).toEqual([]);
  expect((await bo.post('/canned', { title: 'x', texts: { xx: 'y' } })).status).toBe(400);
  expect((await bo.post('/canned', { title: 'x', texts: { de: ' ' } })).body.error.message).toContain('mindestens einer Sprache');
});

describe('insights', () => {
  const count = (day: string, outcome: 'answered' | 'failed' | 'helpful', entry: string, total: number) => ({
    day,
    outcome,
    entry,
    locale: 'tr',
    count: total,
  });
  let eva: DeskClient;
  beforeEach(async () => {
    await desk.account({ login: 'eva', roles: ['editor'] });
    eva = await DeskClient.signIn(desk.url, 'eva');
    await desk.stores.insights.add([
      count('2026-02-27', 'answered', 'housing/find-a-flat', 9),
      count('2026-03-01', 'answered', 'housing/find-a-flat', 3),
      count('2026-03-02', 'failed', '', 2),
      count('2026-03-02', 'helpful', 'housing/find-a-flat', 1),
    ]);
  });

  test('count what was asked in a period', async () => {
    const { status, body } = await eva.get('/insights?from=2026-03-01&to=2026-03-02');
    expect(status).toBe(200);
    expect(body.days.map(({ day }: { day: string }) => day)).toEqual(['2026-03-01', '2026-03-02']);
    expect(body.days[1].outcomes).toMatchObject({ failed: 2, helpful: 1, answered: 0 });
    expect(body.entries).toEqual([{ id: 'housing/find-a-flat', title: 'Eine Wohnung suchen', count: 3, helpful: 1, unhelpful: 0 }]);
    expect(body.languages).toEqual([{ code: 'tr', name: 'Türkisch', count: 5 }]);
  });

  test('come as a table for spreadsheets, too', async () => {
    const { headers, body } = await eva.get('/insights?from=2026-03-01&to=2026-03-02&format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="wegweiser-2026-03-01-2026-03-02.csv"');
    expect(body.split('\r\n')[1]).toBe('2026-03-01;answered;housing/find-a-flat;Eine Wohnung suchen;tr;3');
  });

  test.each(['', '?from=2026-03-02&to=2026-03-01', '?from=2020-01-01&to=2026-03-01', '?from=March&to=2026-03-01'])(
    'need a period that makes sense: "%s"',
    async (query) => {
      expect((await eva.get(`/insights${query}`)).status).toBe(400);
    },
  );

  test('list the questions without an answer, until they are settled', async () => {
    const question = { askedAt: desk.clock.iso(), locale: 'de', guesses: ['housing/find-a-flat'], concepts: [], state: 'open' } as const;
    await desk.stores.insights.keepQuestion({ ...question, id: 'q1', text: 'Wo kann ich zelten?' });
    await desk.stores.insights.keepQuestion({ ...question, id: 'q2', text: 'Darf man am See zelten?' });
    const { body } = await eva.get('/questions');
    expect(body).toEqual([
      expect.objectContaining({ label: 'Eine Wohnung suchen', guesses: [{ id: 'housing/find-a-flat', title: 'Eine Wohnung suchen' }] }),
    ]);
    expect(body[0].questions).toHaveLength(2);
    expect((await eva.post('/questions/settle', { ids: ['q1', 'q2'], state: 'done' })).status).toBe(204);
    expect((await eva.get('/questions')).body).toEqual([]);
    expect((await eva.get('/questions?state=done')).body).toHaveLength(1);
    expect((await eva.get('/questions?state=lost')).status).toBe(400);
  });

  test('are for editors and admins', async () => {
    for (const path of ['/insights?from=2026-03-01&to=2026-03-02', '/questions']) expect((await ayse.get(path)).status).toBe(403);
    await desk.account({ login: 'root', roles: ['admin'] });
    expect((await (await DeskClient.signIn(desk.url, 'root')).get('/questions')).status).toBe(200);
  });
});
