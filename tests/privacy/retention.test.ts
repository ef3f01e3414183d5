import { expect, test } from '@jest/globals';
import type { Signal } from '../../src/bus/bus.ts';
import { createLocalBus } from '../../src/bus/local.ts';
import { createRetention } from '../../src/privacy/retention.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import { fixedClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

test('what was said is deleted when its time is over, not before', async () => {
  const stores = await openMemoryStores();
  const bus = createLocalBus();
  const clock = fixedClock();
  const create = (id: string) =>
    stores.conversations.create({ id, userId: 'dl_1', channel: 'directline', createdAt: clock.iso(), lastActivityAt: clock.iso() });
  for (let index = 0; index < 150; index += 1) await create(`old-${index}`);
  await stores.documents.write('old', {}, undefined, clock.iso());
  clock.advance(60_000);
  await create('fresh');
  await stores.documents.write('fresh', {}, undefined, clock.iso());
  const heard: Signal[] = [];
  bus.subscribe('old-7', { onSignal: (signal) => heard.push(signal), onGap: () => {} });
  const retention = createRetention({ stores, bus, clock, log: silentLog, conversationMs: 3_600_000 });

  clock.advance(3_600_000 - 60_000);
  await retention.start();
  retention.stop();
  expect(await stores.conversations.find('old-7')).toBeDefined();

  clock.advance(1);
  await retention.start();
  retention.stop();
  expect(await stores.conversations.idleSince('9999', 1_000, clock.iso())).toEqual(['fresh']);
  expect([...(await stores.documents.read(['old', 'fresh'])).keys()]).toEqual(['fresh']);
  expect(heard).toEqual([{ kind: 'erased', conversationId: 'old-7' }]);
});
