import { createAccounts } from '../../src/desk/accounts.ts';
import type { AccountChange } from '../../src/desk/protocol.ts';
import type { Counselor } from '../../src/domain/counselor.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { CounselorStore } from '../../src/storage/counselors.ts';

/** An account with everything that a test doesn't care about filled in. */
export type AccountSeed = Pick<AccountChange, 'login'> & Partial<AccountChange>;

export const PASSWORD = 'korrekt pferd batterie';

export function addTestAccount(counselors: CounselorStore, clock: Clock, seed: AccountSeed): Promise<Counselor> {
  return createAccounts(counselors, clock).add({
    displayName: seed.login,
    roles: ['counselor'],
    languages: ['de', 'tr'],
    topics: [],
    hours: [],
    capacity: 3,
    isActive: true,
    password: PASSWORD,
    ...seed,
  });
}
