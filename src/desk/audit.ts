import type { Clock } from '../platform/clock.ts';
import type { CounselorStore } from '../storage/counselors.ts';

/** Writes down who did what. What is done with handoffs is written down by the handoff service, where it happens. */
export interface Audit {
  note(
    action: DeskAction,
    counselorId: string | undefined,
    about?: { readonly detail?: string; readonly handoffId?: string },
  ): Promise<void>;
}

export type DeskAction =
  | 'signed-in'
  | 'sign-in-failed'
  | 'signed-out'
  | 'password-changed'
  | 'profile-changed'
  | 'account-added'
  | 'account-changed'
  | 'canned-changed'
  | 'questions-settled'
  | 'insights-exported';

export function createAudit(store: Pick<CounselorStore, 'record'>, clock: Clock): Audit {
  return {
    note: (action, counselorId, about = {}) => store.record({ at: clock.iso(), action, counselorId, ...about }),
  };
}
