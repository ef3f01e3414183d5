import { afterAll, expect, test } from '@jest/globals';
import { systemClock } from '../src/platform/clock.ts';
import { openSqliteStores } from '../src/storage/sql/open.ts';
import { texts } from './support/chat.ts';
import { addTestAccount } from './support/desk-account.ts';
import { temporaryFolder } from './support/folder.ts';
import { MortalService, PersistentPage, PersistentWindow, pause } from './support/persistent.ts';
import { until } from './support/until.ts';

const KILLS = 20;
/** At least so many are accepted between two kills, however slow the machine is. */
const MESSAGES_EACH_TIME = 10;
/** Monday, 10 o'clock in Stuttgart, whenever the test runs: the desk is open. */
const MONDAY_MORNING = Date.parse('2026-11-23T09:00:00Z');

const folder = temporaryFolder();
const service = new MortalService(folder.path, {
  CLOCK_SHIFT_MS: String(MONDAY_MORNING - Date.now()),
  TOKEN_SIGNING_KEY: 'k'.repeat(32),
  MESSAGES_PER_MINUTE: '10000',
  REQUESTS_PER_MINUTE_PER_ADDRESS: '1000000',
  COUNSELOR_VANISHED_MINUTES: '60',
});
const open: { close(): void }[] = [];
afterAll(async () => {
  for (const one of open) one.close();
  await service.kill();
  folder.remove();
});

async function addCounselor(login: string): Promise<void> {
  const stores = await openSqliteStores(`${folder.path}/db.sqlite`);
  await addTestAccount(stores.counselors, systemClock, { login, capacity: 5 });
  await stores.close();
}

/** Opens a window whose user asks for a counselor and gives consent to all. */
async function windowInQueue(): Promise<PersistentWindow> {
  const window = await PersistentWindow.open(service);
  open.push(window);
  await window.say('mensch');
  await window.tap(texts.t('de', 'button.consentAll'));
  await window.tap(texts.t('de', 'button.skipQuestion'));
  await until(() => window.shown.filter(({ text }) => text === texts.t('de', 'button.skipQuestion')).length === 1);
  await window.tap(texts.t('de', 'button.skipQuestion'));
  return window;
}

/** Keeps somebody talking until told to stop. */
function talk(say: (text: string) => Promise<void>, name: string): () => Promise<void> {
  let isTalking = true;
  const talking = (async () => {
    for (let count = 0; isTalking; count += 1) {
      await say(`${name}-${count}`);
      await pause(Math.random() * 30);
    }
  })();
  talking.catch(() => {}); // heard of when it is told to stop
  return () => {
    isTalking = false;
    return talking;
  };
}

const ofSender = (all: readonly unknown[], name: string) => all.map(String).filter((text) => text.startsWith(`${name}-`));

test(`killed ${KILLS} times in the middle of conversations, the service loses nothing that it has accepted and shows nothing twice`, async () => {
  await addCounselor('ayse');
  await service.start();
  const page = await PersistentPage.open(service, 'ayse');
  open.push(page);
  expect((await page.client.post('/me/presence', { presence: 'here' })).status).toBe(204);
  const windows = await Promise.all([windowInQueue(), windowInQueue()]);
  await until(async () => (await page.handoffs('waiting')).length === 2);
  const handoffs = await page.handoffs('waiting');
  for (const { id } of handoffs) await page.take(id);
  const alone = await PersistentWindow.open(service);
  open.push(alone);

  const quiet = [
    ...windows.map((window, index) => talk((text) => window.say(text), `user${index}`)),
    ...handoffs.map(({ id }, index) => talk((text) => page.say(id, text), `counselor${index}`)),
    talk((text) => alone.say(text), 'alone'),
  ];
  const accepted = () =>
    [...windows, alone, ...page.accepted.values()].map((one) => ('accepted' in one ? one.accepted : one).length).reduce((a, b) => a + b);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = accepted();
    await until(() => accepted() > before + MESSAGES_EACH_TIME, 30_000);
    await pause(Math.random() * 200);
    expect(await service.kill()).toBe('');
    await service.start();
  }
  await Promise.all(quiet.map((stop) => stop()));

  for (const [index, { id, conversationId }] of handoffs.entries()) {
    const user = windows.findIndex((window) => window.conversationId === conversationId);
    const [fromUser, fromCounselor] = [ofSender(windows[user]!.accepted, `user${user}`), page.accepted.get(id)!];
    expect(Math.min(fromUser.length, fromCounselor.length)).toBeGreaterThan(0);

    const inWindow = () => windows[user]!.shown.map(({ text }) => text);
    const onDesk = () => page.shown.get(id)!.map(({ text }) => text);
    await until(() => inWindow().includes(fromCounselor.at(-1)) && inWindow().includes(fromUser.at(-1)));
    await until(() => onDesk().includes(fromUser.at(-1)!) && onDesk().includes(fromCounselor.at(-1)!));
    for (const seen of [inWindow(), onDesk()]) {
      expect(ofSender(seen, `user${user}`)).toEqual(fromUser);
      expect(ofSender(seen, `counselor${index}`)).toEqual(fromCounselor);
    }
    // Both sides saw the two of them talk in the same order.
    const talkOf = (seen: readonly unknown[]) => seen.filter((text) => /^(user|counselor)\d-/.test(String(text)));
    expect(talkOf(inWindow())).toEqual(talkOf(onDesk()));
    await until(async () => (await page.handoffs('active')).every(({ deliveredSeq }) => deliveredSeq > 0));
  }

  // Who talks to the bot alone gets one answer to each message.
  await until(() => alone.shown.some(({ replyToId }) => replyToId === alone.shown.find(({ text }) => text === alone.accepted.at(-1))?.id));
  const asked = alone.shown.filter(({ from }) => (from as { role: string }).role === 'user');
  expect(asked.map(({ text }) => text)).toEqual(alone.accepted);
  for (const { id } of asked.slice(1)) expect(alone.shown.filter(({ replyToId }) => replyToId === id)).toHaveLength(1);

  for (const window of [...windows, alone]) {
    const ids = window.shown.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids).toEqual(ids.toSorted());
  }
  for (const messages of page.shown.values()) {
    const positions = messages.map(({ seq }) => seq);
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
  }
}, 240_000);
