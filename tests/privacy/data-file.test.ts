import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import type { Handoff } from '../../src/domain/handoff.ts';
import type { LanguageInfo } from '../../src/domain/locale.ts';
import { addDataRoute, createDataFile } from '../../src/privacy/data-file.ts';
import { loadTexts } from '../../src/reply/i18n.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { fixedClock } from '../support/clock.ts';
import { startHttp, type TestHttp } from '../support/http.ts';

const KEY = 'k'.repeat(43);
const LOCALES = join(import.meta.dirname, '../../locales');
const clock = fixedClock('2026-03-02T09:00:00.000Z');
const dataFile = createDataFile({ key: KEY, clock });
const HTML = '<img src=x onerror=alert(1)>"&\'';

let http: TestHttp;
let stores: Stores;

beforeAll(async () => {
  stores = await openMemoryStores();
  const languages = JSON.parse(readFileSync(join(LOCALES, 'languages.json'), 'utf8')) as LanguageInfo[];
  const texts = await loadTexts(LOCALES, languages);
  const entryTitle = (id: string) => ({ 'work/jobs': 'Arbeit <finden>' })[id];
  http = await startHttp((server) =>
    addDataRoute(server, { dataFile, stores, clock, retentionMs: 86_400_000, texts, languages, serviceName: 'Wegweiser', entryTitle }),
  );
  await fill();
});
afterAll(async () => {
  await http.close();
  await stores.close();
});

async function fill(): Promise<void> {
  const now = clock.iso();
  const { conversations, counselors, handoffs } = stores;
  await conversations.create({ id: 'c1', userId: 'dl_1', channel: 'directline', createdAt: now, lastActivityAt: now });
  await conversations.create({ id: 'other', userId: 'dl_2', channel: 'directline', createdAt: now, lastActivityAt: now });
  await conversations.receive('other', { type: 'message', text: 'SOMEBODY ELSE', from: { id: 'dl_2' } }, undefined, now);
  const user = { id: 'dl_1', role: 'user' };
  const { seq } = await conversations.receive('c1', { type: 'message', text: `Merhaba ${HTML}`, from: user, timestamp: now }, 'm1', now);
  await conversations.commit(
    {
      ...{ conversationId: 'c1', incomingSeq: seq, expectedVersion: 0 },
      state: { 'directline/conversations/c1': { version: 1, memory: { locale: 'tr', lastEntry: 'work/jobs' } } },
      replies: [
        { type: 'message', text: '**Cevap** [burada](https://example.org)', from: { id: 'wegweiser', role: 'bot' }, timestamp: now },
      ],
    },
    now,
  );
  await conversations.append('c1', { type: 'event', name: 'wegweiser/handoff', value: {} }, now);
  for (let index = 0; index < 510; index += 1)
    await conversations.append('c1', { type: 'message', text: `n${index}.`, from: user, timestamp: now }, now);
  const from = { id: 'counselor:k1', name: 'Frau Weber', role: 'bot' };
  await conversations.append(
    'c1',
    { type: 'message', text: '*not markdown*', from, channelData: { counselor: { name: 'Frau Weber' } } },
    now,
  );
  await counselors.add(
    {
      ...{ id: 'k1', login: 'weber', displayName: 'Frau Weber', roles: ['counselor'], languages: ['de'], topics: [], hours: [] },
      ...{ capacity: 3, presence: 'here', isActive: true, createdAt: now },
    },
    {},
  );
  const handoff: Handoff = {
    ...{
      id: 'h1',
      kind: 'live',
      state: 'ended',
      conversationId: 'c1',
      channel: 'directline',
      locale: 'tr',
      language: 'de',
      topic: 'work/jobs',
    },
    ...{
      reason: 'asked',
      name: 'Ayşe <b>',
      contact: '0711 123',
      fromSeq: 1,
      counselorId: 'k1',
      requestedAt: now,
      endedAt: now,
      updatedAt: now,
    },
    ...{ readSeq: 0, deliveredSeq: 0, limitTold: false, keepUntil: '2026-04-01T09:00:00.000Z' },
  };
  await handoffs.request(handoff, [], now);
}

const get = async (conversationId: string, locale: string, query = '') =>
  fetch(http.url + (await dataFile.link(conversationId, locale)) + query);

describe('the page', () => {
  test('holds everything that is kept, in the language of its person', async () => {
    const answer = await get('c1', 'tr');
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('<html lang="tr" dir="ltr">');
    for (const text of [
      'Merhaba',
      'Cevap burada',
      'n0.',
      'n509.',
      '*not markdown*',
      'Frau Weber, danışman',
      'Ayşe',
      '0711 123',
      'Türkçe',
      'Arbeit',
    ])
      expect(page).toContain(text);
    expect(page).toContain('1 Nisan 2026 11:00');
    expect(page).toContain('2 Mart 2026 10:00');
    expect(page).not.toContain('SOMEBODY');
    expect(page.match(/<ol>/g)).toHaveLength(1);
    expect(page.match(/<div class="by">/g)).toHaveLength(513);
  });

  test('cannot be made to run anything, wherever it is opened', async () => {
    const answer = await get('c1', 'tr');
    const page = await answer.text();
    expect(page).not.toMatch(/<img|<b>|<finden>|<script/);
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;&#34;&#38;&#39;');
    expect(page).toContain('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="wegweiser-data.html"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('runs from right to left in Arabic, each message in its own direction', async () => {
    const page = await (await get('c1', 'ar')).text();
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('<p dir="auto">');
    expect(page).toContain('احذف بياناتي');
  });

  test.each(['de', 'de-simple', 'en', 'tr', 'ar', 'uk', 'ru'])('%s: no text is missing', async (locale) => {
    const page = await (await get('c1', locale)).text();
    expect(page).not.toMatch(/\{\{|export\.|privacy\.|undefined/);
  });

  test("as JSON it is complete: log, memory, handoffs, without what names the colleagues' accounts", async () => {
    const answer = await get('c1', 'tr', '?format=json');
    expect(answer.headers.get('content-disposition')).toContain('wegweiser-data.json');
    const data = (await answer.json()) as { activities: unknown[]; state: unknown; handoffs: unknown[]; keptUntil: string };
    expect(data.activities).toHaveLength(514);
    expect(data.state).toMatchObject({ 'directline/conversations/c1': { memory: { locale: 'tr' } } });
    expect(data.handoffs).toMatchObject([{ id: 'h1', contact: '0711 123', counselor: 'Frau Weber' }]);
    expect(data.handoffs[0]).not.toHaveProperty('counselorId');
    expect(data.keptUntil).toBe('2026-04-01T09:00:00.000Z');
  });

  test('says that a conversation with an open handoff is kept until that is done', async () => {
    const now = clock.iso();
    const base = {
      channel: 'directline',
      locale: 'de',
      language: 'de',
      reason: 'asked',
      fromSeq: 1,
      requestedAt: now,
      updatedAt: now,
    } as const;
    await stores.conversations.create({ id: 'open', userId: 'u', channel: 'directline', createdAt: now, lastActivityAt: now });
    const handoff: Handoff = {
      ...base,
      id: 'h2',
      kind: 'case',
      state: 'open',
      conversationId: 'open',
      readSeq: 0,
      deliveredSeq: 0,
      limitTold: false,
    };
    await stores.handoffs.request(handoff, [], now);
    expect(await (await get('open', 'en')).text()).toContain('Kept as long as the counselling isn’t finished');
  });

  test('finds what the bot remembers of a conversation on another channel', async () => {
    const now = clock.iso();
    const reference = { conversation: { id: '19:abc' } };
    await stores.conversations.create({
      id: 'msteams/19:abc',
      userId: 'u',
      channel: 'msteams',
      createdAt: now,
      lastActivityAt: now,
      reference,
    });
    await stores.documents.write('msteams/conversations/19:abc', { version: 1, memory: { locale: 'uk' } }, undefined, now);
    expect(await (await get('msteams/19:abc', 'en')).text()).toContain('Українська');
  });
});

describe('the link', () => {
  test('works for 15 minutes', async () => {
    const mine = fixedClock(clock.iso());
    const files = createDataFile({ key: KEY, clock: mine });
    const token = (await files.link('c1', 'tr')).split('/').at(-1)!;
    mine.advance(15 * 60_000 - 1_000);
    expect(await files.open(token)).toEqual({ conversationId: 'c1', locale: 'tr' });
    mine.advance(1_000);
    await expect(files.open(token)).rejects.toMatchObject({ status: 403, code: 'LinkExpired' });
  });

  test.each([
    ['changed', async () => `${(await dataFile.link('c1', 'tr')).split('/').at(-1)!.slice(0, -3)}abc`],
    ['of another service', async () => (await createDataFile({ key: 'x'.repeat(43), clock }).link('c1', 'tr')).split('/').at(-1)!],
    ['of the chat window', () => forge('conversation', 'HS256')],
    ['no token', async () => 'abc'],
  ])('opens nothing if it is %s', async (_what, token) => {
    const answer = await fetch(`${http.url}/api/data/${await token()}`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { code: 'LinkExpired' } });
  });

  test('says so when the conversation was deleted meanwhile', async () => {
    expect((await get('gone', 'tr')).status).toBe(404);
  });

  test('is absolute where the outside address is known, and opens long ids', async () => {
    const known = createDataFile({ key: KEY, clock, baseUrl: 'https://w.example.org' });
    expect(await known.link('c1', 'tr')).toMatch(/^https:\/\/w\.example\.org\/api\/data\/[\w.-]+$/);
    expect((await get('x'.repeat(400), 'tr')).status).toBe(404);
  });
});

function forge(audience: string, alg: string): Promise<string> {
  const seconds = Math.floor(clock.nowMs() / 1_000);
  return new SignJWT({ conv: 'c1', locale: 'tr', user: 'dl_1' })
    .setProtectedHeader({ alg })
    .setIssuer('wegweiser')
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 600)
    .sign(Buffer.from(KEY));
}
