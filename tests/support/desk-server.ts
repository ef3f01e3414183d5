import { join } from 'node:path';
import { createLocalBus } from '../../src/bus/local.ts';
import { type AddDeskOptions, addDesk } from '../../src/desk/add-desk.ts';
import type { Counselor } from '../../src/domain/counselor.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { createChanges } from '../../src/handoff/changes.ts';
import { createHandoffService } from '../../src/handoff/create-service.ts';
import { loadLanguages } from '../../src/knowledge/languages.ts';
import { createActions } from '../../src/reply/actions.ts';
import { createRenderer } from '../../src/reply/activity.ts';
import { loadTexts } from '../../src/reply/i18n.ts';
import { createVoice } from '../../src/reply/voice.ts';
import { openMemoryStores } from '../../src/storage/sql/open.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from './builders.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { type AccountSeed, addTestAccount } from './desk-account.ts';
import { startHttp } from './http.ts';
import { silentLog } from './log.ts';

export interface TestDeskServer {
  readonly url: string;
  readonly stores: Stores;
  readonly clock: FixedClock;
  readonly bus: ReturnType<typeof createLocalBus>;
  /** Makes an account whose password is `PASSWORD`. */
  account(seed: AccountSeed): Promise<Counselor>;
  /** A conversation with what the user said, and the request for a counselor. */
  waiting(id: string, texts: readonly string[], parts?: Partial<Handoff>): Promise<Handoff>;
  close(): Promise<void>;
}

const LOCALES = join(import.meta.dirname, '../../locales');
const BOT = { id: 'wegweiser', name: 'Wegweiser', role: 'bot' } as const;
export const MAX_TEXT_LENGTH = 200;

export const knowledge = buildKnowledge(
  buildEntry('language/integration-course', { de: 'Integrationskurs', tr: 'Uyum kursu', ar: 'دورة الاندماج' }),
  buildEntry('education/childcare-place', { de: 'Einen Kita-Platz finden', tr: 'Kreş yeri bulmak' }),
  buildEntry('housing/find-a-flat', { de: 'Eine Wohnung suchen' }),
  buildEntry('meta/thanks', { de: 'Gern geschehen' }, { kind: 'meta' }),
);

/** The desk's server on a free port, with real stores in memory and the real handoff service. */
export async function startDesk(changes: Partial<AddDeskOptions> = {}): Promise<TestDeskServer> {
  const clock = fixedClock();
  const bus = createLocalBus();
  const stores = await openMemoryStores();
  const languages = await loadLanguages(LOCALES);
  const texts = await loadTexts(LOCALES, languages);
  const interpreter = scriptedInterpreter({
    'kreş yeri arıyorum': { entries: ['education/childcare-place', 'meta/thanks'], language: { tag: 'tr' } },
  });
  const actions = createActions(knowledge, texts, languages);
  const voice = createVoice({ texts, render: createRenderer(texts, languages), actions, knowledge, languages, bot: BOT, clock });
  const limits = { handoffRetentionMs: 86_400_000, caseRetentionMs: 86_400_000, maxTextLength: MAX_TEXT_LENGTH };
  const service = createHandoffService({
    stores,
    changes: createChanges({ handoffs: stores.handoffs, bus, clock }),
    bus,
    clock,
    voice,
    ...limits,
  });
  let desk: ReturnType<typeof addDesk> | undefined;
  const http = await startHttp((server) => {
    desk = addDesk(server, {
      stores,
      bus,
      clock,
      log: silentLog,
      content: { knowledge, languages, interpreter, texts },
      service,
      office: () => ({ isOpen: true }),
      serviceName: 'Lotse',
      address: { publicUrl: undefined, trustedProxies: 0 },
      addressLimit: { giveBack: () => {} },
      requestsPerMinute: 10_000,
      sessionMs: 3_600_000,
      openId: undefined,
      signingKey: 'k'.repeat(43),
      maxTextLength: MAX_TEXT_LENGTH,
      keepAliveMs: 50,
      ...changes,
    });
  });

  return {
    url: http.url,
    stores,
    clock,
    bus,
    account: (seed) => addTestAccount(stores.counselors, clock, seed),
    async waiting(id, said, parts = {}) {
      const conversationId = `conversation-${id}`;
      const now = clock.iso();
      await stores.conversations.create({ id: conversationId, userId: 'user', channel: 'directline', createdAt: now, lastActivityAt: now });
      for (const text of said)
        await stores.conversations.append(
          conversationId,
          { type: 'message', text, timestamp: now, locale: 'tr', from: { id: 'user', role: 'user' } },
          now,
        );
      const handoff: Handoff = {
        id,
        kind: 'live',
        state: 'waiting',
        conversationId,
        channel: 'directline',
        locale: 'tr',
        language: 'tr',
        topic: 'education/childcare-place',
        reason: 'asked',
        fromSeq: 1,
        requestedAt: now,
        updatedAt: now,
        readSeq: 0,
        deliveredSeq: 0,
        limitTold: false,
        ...parts,
      };
      return stores.handoffs.request(handoff, [], now);
    },
    async close() {
      desk?.close();
      await http.close();
      await bus.close();
      await stores.close();
    },
  };
}
