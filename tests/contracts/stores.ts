import { afterAll, beforeAll, test } from '@jest/globals';
import type { Stores } from '../../src/storage/stores.ts';
import { conversationsContract } from './conversations.ts';
import { counselorsContract } from './counselors.ts';
import { documentsContract } from './documents.ts';
import { handoffsContract } from './handoffs.ts';
import { insightsContract } from './insights.ts';
import { recordsContract } from './records.ts';

/** What every implementation of the stores promises. */
export function storesContract(open: () => Promise<Stores>): void {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  test('it answers', () => stores.ping());

  for (const contract of [
    conversationsContract,
    recordsContract,
    documentsContract,
    handoffsContract,
    counselorsContract,
    insightsContract,
  ]) {
    contract(() => stores);
  }
}
