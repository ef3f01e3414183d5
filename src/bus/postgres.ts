import type { Client, Notification } from 'pg';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Bus, Signal } from './bus.ts';
import { createLocalBus } from './local.ts';

const CHANNEL = 'wegweiser';
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

interface Envelope {
  /** The sending instance, which has told its own listeners already. */
  readonly from: string;
  /** Absent: the sender was cut off for a while, and signals may be missing. */
  readonly signal?: Signal | undefined;
}

/**
 * Carries signals between instances that share a PostgreSQL database, by LISTEN and NOTIFY on a connection of its own. When that connection is lost it is
 * made again, and then all listeners, here and elsewhere, are told that they may have missed something.
 * @throws if the database doesn't answer at the start
 */
export async function openPostgresBus(url: string, log: Log): Promise<Bus> {
  const { default: pg } = await import('pg');
  const local = createLocalBus();
  const instance = newId();
  let client: Client | undefined;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 });
    // Without a listener for errors, a lost connection would end the process.
    fresh.on('error', (error) => log.warn({ err: error }, 'The connection for signals between instances failed.'));
    fresh.on('notification', receive);
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      await fresh.end().catch(() => {});
      throw error;
    }
    fresh.on('end', () => {
      if (client !== fresh) return;
      client = undefined;
      reconnect(FIRST_PAUSE_MS);
    });
    client = fresh;
  }

  function reconnect(pauseMs: number): void {
    if (isClosed) return;
    retry = setTimeout(() => {
      connect().then(
        () => {
          log.info('The connection for signals between instances is back.');
          local.reportGap();
          send({ from: instance });
        },
        () => reconnect(Math.min(LONGEST_PAUSE_MS, pauseMs * 2)),
      );
    }, pauseMs);
  }

  function receive({ payload }: Notification): void {
    const envelope = JSON.parse(payload ?? '{}') as Partial<Envelope>;
    if (envelope.from === instance) return;
    if (envelope.signal) local.publish(envelope.signal);
    else local.reportGap();
  }

  function send(envelope: Envelope): void {
    client?.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(envelope)]).catch((error: unknown) => {
      log.warn({ err: error }, 'A signal did not reach the other instances.');
    });
  }

  await connect();
  return {
    publish(signal) {
      local.publish(signal);
      send({ from: instance, signal });
    },
    subscribe: local.subscribe,
    subscribeDesk: local.subscribeDesk,
    async close() {
      isClosed = true;
      clearTimeout(retry);
      const open = client;
      client = undefined;
      await open?.end();
    },
  };
}
