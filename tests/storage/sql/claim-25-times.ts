import { openSqliteStores } from '../../../src/storage/sql/open.ts';
import { NOW } from '../../contracts/samples.ts';

/** A process of its own for `sqlite.test.ts`: claims a handoff as `NAME0` to `NAME24` at once and prints who got it. */
const [file = '', id = '', name = ''] = process.argv.slice(2);
const stores = await openSqliteStores(file);
const names = Array.from({ length: 25 }, (_, index) => `${name}${index}`);
await Promise.all(
  names.map(async (counselorId) => {
    try {
      const said = [{ activity: { type: 'message', text: counselorId } }];
      await stores.handoffs.change(id, { states: ['waiting'] }, { state: 'active', counselorId }, said, NOW);
      console.log(counselorId);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ConflictError') throw error;
    }
  }),
);
await stores.close();
