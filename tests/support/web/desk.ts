import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Clock } from '../../../src/platform/clock.ts';
import { openSqliteStores } from '../../../src/storage/sql/open.ts';
import { startApp, type TestApp } from '../app.ts';
import { type AccountSeed, addTestAccount, PASSWORD } from '../desk-account.ts';
import { Client } from '../direct-line.ts';
import { temporaryFolder } from '../folder.ts';
import { until } from '../until.ts';

const built = join(import.meta.dirname, '../../../dist/web/desk/index.html');

/** Monday, 10 o'clock in Stuttgart: the desk is open, whenever the test runs. */
const OPEN = Date.parse('2026-11-23T09:00:00.000Z');

/** A clock that starts then and goes on. */
function officeClock(): Clock {
  const offset = OPEN - Date.now();
  const nowMs = () => Date.now() + offset;
  return { nowMs, iso: () => new Date(nowMs()).toISOString() };
}

/** The service with its real bot, knowledge and desk, on a real database with these accounts. */
export async function startDeskApp(accounts: readonly AccountSeed[]): Promise<TestApp> {
  if (!existsSync(built)) throw new Error('dist/web/desk is missing: run "npm run build" first.');
  const folder = temporaryFolder();
  const database = join(folder.path, 'desk.sqlite');
  const clock = officeClock();
  const stores = await openSqliteStores(database);
  for (const account of accounts) await addTestAccount(stores.counselors, clock, account);
  await stores.close();
  const app = await startApp({ DATABASE_URL: `sqlite:${database}`, REQUESTS_PER_MINUTE_PER_ADDRESS: '100000' }, { bot: undefined, clock });
  return {
    ...app,
    async stop() {
      const isClean = await app.stop();
      folder.remove();
      return isClean;
    },
  };
}

/** A counselor's page, as tests drive it. */
export interface DeskPage {
  readonly page: Page;
  /** What went wrong in the page; refusals by the service that a test provokes are among it. */
  readonly errors: string[];
  signIn(login: string, password?: string): Promise<void>;
  /** The line of somebody in the list. */
  item(text: string | RegExp): Locator;
  /** Takes the conversation whose line holds this. */
  take(text: string | RegExp): Promise<void>;
  write(text: string): Promise<void>;
  /** Waits for a message in the open conversation. */
  message(text: string | RegExp): Promise<void>;
  readonly composer: Locator;
}

export async function openDesk(context: BrowserContext, url: string): Promise<DeskPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.clock.setFixedTime(OPEN + 60_000);
  await page.goto(`${url}/desk/`);
  const composer = page.locator('.composer textarea');
  const item = (text: string | RegExp) => page.locator('.item').filter({ hasText: text });
  return {
    page,
    errors,
    composer,
    item,
    async signIn(login, password = PASSWORD) {
      await page.getByLabel('Benutzername').fill(login);
      await page.getByLabel('Passwort', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Anmelden' }).click();
    },
    async take(text) {
      await item(text)
        .getByRole('button', { name: /^Übernehmen/ })
        .first()
        .click();
      await composer.waitFor();
    },
    async write(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => page.locator('.message').filter({ hasText: text }).last().waitFor(),
  };
}

/** What somebody taps in their language on the way to a counselor: asks for one, agrees, gives neither name nor telephone number. */
export function wayToCounselor(locale: 'de' | 'tr'): readonly string[] {
  const file = join(import.meta.dirname, `../../../locales/${locale}/bot.json`);
  const { button } = JSON.parse(readFileSync(file, 'utf8')) as { button: Record<'person' | 'consentAll' | 'skipQuestion', string> };
  return [button.person, button.consentAll, button.skipQuestion, button.skipQuestion];
}

/** A user who has asked something and waits for a counselor now. */
export async function startWaiting(url: string, locale: 'de' | 'tr', question: string): Promise<Client> {
  const user = await Client.start(url, locale);
  for (const said of [question, ...wayToCounselor(locale)]) {
    const { id } = (await user.say(said)).body;
    await until(async () => (await user.activities()).some((activity) => activity['replyToId'] === id));
  }
  const isWaiting = (await user.activities()).some(({ name, value }) => name === 'wegweiser/handoff' && isNotice(value));
  if (!isWaiting) throw new Error(`The user does not wait for a counselor: ${JSON.stringify(await user.texts())}`);
  return user;
}

function isNotice(value: unknown): boolean {
  return (value as { state?: string } | undefined)?.state === 'waiting';
}
