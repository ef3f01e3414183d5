import type { Bus } from '../bus/bus.ts';
import type { HandoffService } from '../handoff/service.ts';
import type { BaseUrlOptions } from '../http/base-url.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import type { HttpServer } from '../http/server.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Stores } from '../storage/stores.ts';
import { createAccounts } from './accounts.ts';
import { createAudit } from './audit.ts';
import { createDeskKnowledge, type KnowledgeParts } from './knowledge.ts';
import { createMeView } from './me.ts';
import { createOpenId, type ProviderFacts } from './openid.ts';
import { addDeskRedirect } from './page.ts';
import { TOO_MANY_ATTEMPTS, TOO_MANY_REQUESTS } from './problems.ts';
import type { Me } from './protocol.ts';
import { createDeskRouter, type RequestLimits } from './router.ts';
import { addAccountRoutes } from './routes-accounts.ts';
import { addHandoffRoutes, addNoHandoffRoutes } from './routes-handoffs.ts';
import { addInsightRoutes } from './routes-insights.ts';
import { addKnowledgeRoutes } from './routes-knowledge.ts';
import { addMeRoutes } from './routes-me.ts';
import { addOpenIdRoutes } from './routes-openid.ts';
import { addPresenceRoutes } from './routes-presence.ts';
import { addSignInRoutes } from './routes-sign-in.ts';
import { createSessions } from './sessions.ts';
import { createDeskStreams } from './stream.ts';
import { createSummaries } from './summaries.ts';

export interface AddDeskOptions {
  readonly stores: Stores;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly content: KnowledgeParts;
  /** Absent where conversations are led elsewhere, or not at all: then the desk is for editors and admins. */
  readonly service: HandoffService | undefined;
  readonly office: () => Me['office'];
  readonly serviceName: string;
  readonly address: BaseUrlOptions;
  /** Counts every request by network address, before it gets here. */
  readonly addressLimit: RequestLimits['address'];
  /** Of one session. */
  readonly requestsPerMinute: number;
  readonly sessionMs: number;
  /** Without it there is sign-in by password only. */
  readonly openId: (ProviderFacts & { readonly label: string }) | undefined;
  /** Protects what browsers keep while they are at the provider. */
  readonly signingKey: string;
  readonly maxTextLength: number;
  /** Shortened by tests. */
  readonly keepAliveMs?: number | undefined;
}

/** Attempts a minute. Many counselors may share an office's address; nobody mistypes one login that often. */
const ATTEMPTS_PER_LOGIN = 10;
const ATTEMPTS_PER_ADDRESS = 60;
const LOOKS_PER_MINUTE = 120;

/** The counselors' API. @returns what to close before the server */
export function addDesk(server: HttpServer, options: AddDeskOptions): { close(): void } {
  const { stores, bus, clock, log, service, address, sessionMs, maxTextLength } = options;
  const { counselors } = stores;
  const limits = {
    login: createRateLimit(ATTEMPTS_PER_LOGIN, TOO_MANY_ATTEMPTS, clock),
    address: createRateLimit(ATTEMPTS_PER_ADDRESS, TOO_MANY_ATTEMPTS, clock),
  };
  const knowledge = createDeskKnowledge(options.content);
  const accounts = createAccounts(counselors, clock);
  const sessions = createSessions(counselors, clock, sessionMs);
  const audit = createAudit(counselors, clock);
  const me = createMeView({ counselors, knowledge, maxTextLength, office: options.office });
  const streams = createDeskStreams({ bus, handoffs: stores.handoffs, sessions, service, log, keepAliveMs: options.keepAliveMs });
  const summaries = createSummaries({ conversations: stores.conversations, counselors, knowledge, bus });
  const router = createDeskRouter(server, {
    ...{ counselors, sessions, sessionMs, address },
    limits: { address: options.addressLimit, session: createRateLimit(options.requestsPerMinute, TOO_MANY_REQUESTS, clock) },
  });
  const shared = { accounts, counselors, sessions, audit, me, service, streams, knowledge, bus, limits };

  addSignInRoutes(router, {
    ...shared,
    serviceName: options.serviceName,
    openIdLabel: options.openId?.label,
    trustedProxies: address.trustedProxies,
  });
  if (options.openId) {
    const openId = createOpenId({ ...options.openId, signingKey: options.signingKey, clock });
    addOpenIdRoutes(router, { ...shared, openId, address, log });
  }
  addMeRoutes(router, shared);
  if (service) {
    addPresenceRoutes(router, { counselors, service });
    addHandoffRoutes(router, { service, handoffs: stores.handoffs, summaries, knowledge });
  } else addNoHandoffRoutes(router);
  addKnowledgeRoutes(router, { ...shared, maxTextLength, understandLimit: createRateLimit(LOOKS_PER_MINUTE, TOO_MANY_ATTEMPTS, clock) });
  addInsightRoutes(router, { ...shared, insights: stores.insights });
  addAccountRoutes(router, shared);
  router.route('get', '/stream', [], (visit) => streams.open(visit));
  addDeskRedirect(server);

  return {
    close() {
      streams.close();
      summaries.close();
    },
  };
}
