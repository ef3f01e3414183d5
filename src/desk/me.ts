import type { Counselor } from '../domain/counselor.ts';
import type { CounselorStore, SessionRecord } from '../storage/counselors.ts';
import type { DeskKnowledge } from './knowledge.ts';
import type { Me } from './protocol.ts';

/** What the page needs to know about who is signed in. */
export interface MeView {
  of(counselor: Counselor, session: SessionRecord): Promise<Me>;
}

export interface MeOptions {
  readonly counselors: Pick<CounselorStore, 'byLogin'>;
  readonly knowledge: Pick<DeskKnowledge, 'languages' | 'topics'>;
  readonly maxTextLength: number;
  /** Whether the desk is open now, and if not, from when. */
  readonly office: () => Me['office'];
}

export function createMeView({ counselors, knowledge, maxTextLength, office }: MeOptions): MeView {
  return {
    async of(counselor, session) {
      const known = await counselors.byLogin(counselor.login);
      return {
        counselor,
        csrf: session.csrf,
        hasPassword: known?.credentials.passwordHash !== undefined,
        languages: knowledge.languages,
        topics: knowledge.topics,
        maxTextLength,
        office: office(),
      };
    },
  };
}
