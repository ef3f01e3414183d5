import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Bus, Signal } from '../../src/bus/bus.ts';
import { createLocalBus } from '../../src/bus/local.ts';
import { openPostgresBus } from '../../src/bus/postgres.ts';
import { silentLog } from '../support/log.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';

const open: Bus[] = [];
afterEach(async () => {
  for (const bus of open.splice(0)) await bus.close();
});

function listen(bus: Bus, conversationId: string) {
  const heard: (Signal | 'gap')[] = [];
  const stop = bus.subscribe(conversationId, { onSignal: (signal) => heard.push(signal), onGap: () => heard.push('gap') });
  return { heard, stop };
}

const activities = (conversationId: string): Signal => ({ kind: 'activities', conversationId });

test('a listener hears of its own conversation, until it stops', () => {
  const bus = createLocalBus();
  const [one, other] = [listen(bus, 'one'), listen(bus, 'other')];
  bus.publish(activities('one'));
  bus.publish({ kind: 'typing', conversationId: 'other', from: 'bot' });
  one.stop();
  bus.publish(activities('one'));
  expect(one.heard).toEqual([activities('one')]);
  expect(other.heard).toEqual([{ kind: 'typing', conversationId: 'other', from: 'bot' }]);
});

test('a listener that stops while it is being told does not disturb the others', () => {
  const bus = createLocalBus();
  const stop = bus.subscribe('one', { onSignal: () => stop(), onGap: () => {} });
  const { heard } = listen(bus, 'one');
  bus.publish(activities('one'));
  expect(heard).toHaveLength(1);
});

describe('between instances', () => {
  let postgres: TestPostgres;
  let url: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.createDatabase();
  });
  afterAll(() => postgres?.stop());

  const join = async () => {
    const bus = await openPostgresBus(url, silentLog);
    open.push(bus);
    return bus;
  };

  test('a signal reaches listeners everywhere, once', async () => {
    const [here, there] = [await join(), await join()];
    const [near, far] = [listen(here, 'one'), listen(there, 'one')];
    here.publish(activities('one'));
    expect(near.heard).toEqual([activities('one')]);
    await until(() => far.heard.length > 0);
    here.publish({ kind: 'erased', conversationId: 'one' });
    await until(() => far.heard.length > 1);
    expect(far.heard).toEqual([activities('one'), { kind: 'erased', conversationId: 'one' }]);
    expect(near.heard).toHaveLength(2);
  });

  test('after a lost connection listeners are told of the gap, and signals flow again', async () => {
    const [here, there] = [await join(), await join()];
    const far = listen(there, 'one');
    const admin = new pg.Client(url);
    await admin.connect();
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and pid <> pg_backend_pid()");
    await admin.end();
    await until(() => far.heard.includes('gap'));
    far.heard.length = 0;
    await until(() => {
      here.publish(activities('one'));
      return far.heard.some((signal) => signal !== 'gap');
    });
  });

  test('a database that is not there is an error at the start', async () => {
    await expect(openPostgresBus('postgres://tests@127.0.0.1:1/none', silentLog)).rejects.toThrow();
  });
});
