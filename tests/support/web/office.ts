import { join } from 'node:path';
import type { Counselor } from '../../../src/domain/counselor.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { openStores } from '../../../src/storage/sql/open.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { buildHandoff, record } from '../../contracts/samples.ts';
import type { TestApp } from '../app.ts';
import { type AccountSeed, addTestAccount } from '../desk-account.ts';
import { DeskClient } from '../desk-client.ts';
import { temporaryFolder } from '../folder.ts';
import { until } from '../until.ts';
import { startRealApp } from './site.ts';

/** The whole service within office hours, with counselors to sign in. */
export interface Office extends TestApp {
  /** What is stored, beside the running service. */
  readonly stores: Stores;
  /** Makes an account and signs it in; it is here, and takes conversations. */
  counselor(seed: AccountSeed): Promise<DeskClient>;
  account(seed: AccountSeed): Promise<Counselor>;
  /** Three conversations that ended, each after ten minutes of waiting and talking: so that a waiting time can be told. */
  past(): Promise<void>;
  /** Lets time pass, all at once. */
  advance(ms: number): void;
}

/** A Monday morning in Stuttgart. */
const OPENING = Date.parse('2026-11-23T09:00:00Z');

export async function startOffice(): Promise<Office> {
  const folder = temporaryFolder();
  const startedMs = Date.now();
  let aheadMs = 0;
  const nowMs = () => OPENING + (Date.now() - startedMs) + aheadMs;
  const clock: Clock = { nowMs, iso: () => new Date(nowMs()).toISOString() };
  const file = join(folder.path, 'office.sqlite');
  const app = await startRealApp({ DATABASE_URL: `sqlite:${file}`, OFFICE_HOURS: 'Mo-So 08:00-18:00' }, { clock });
  const stores = await openStores({ kind: 'sqlite', file }, { onError: () => {} });
  const account = (seed: AccountSeed) => addTestAccount(stores.counselors, clock, seed);
  return {
    ...app,
    stores,
    account,
    async counselor(seed) {
      await account(seed);
      const client = await DeskClient.signIn(app.url, seed.login);
      await client.post('/me/presence', { presence: 'here' });
      return client;
    },
    async past() {
      const at = (minutes: number) => new Date(nowMs() + minutes * 60_000).toISOString();
      const times = { requestedAt: at(-60), takenAt: at(-50), endedAt: at(-40), updatedAt: at(-40), keepUntil: at(10_000) };
      for (const id of ['past-1', 'past-2', 'past-3']) {
        await stores.conversations.create(record(id, { createdAt: at(-60), lastActivityAt: at(-40) }));
        await stores.handoffs.request(buildHandoff(id, { state: 'ended', counselorId: 'former', ...times }), [], at(-40));
      }
    },
    advance(ms) {
      aheadMs += ms;
    },
    async stop() {
      await stores.close();
      const isClean = await app.stop();
      folder.remove();
      return isClean;
    },
  };
}

/** The id of the newest handoff in this state, as soon as there is one. */
export async function newestIn(client: DeskClient, state: string): Promise<string> {
  let id: string | undefined;
  await until(async () => {
    const { body } = await client.get(`/handoffs?states=${state}`);
    id = (body as { id: string; requestedAt: string }[]).toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt))[0]?.id;
    return id !== undefined;
  });
  return id!;
}
