import { join } from 'node:path';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Bot } from './bot/contract.ts';
import { createSerial } from './bot/serial.ts';
import type { Bus } from './bus/bus.ts';
import { createLocalBus } from './bus/local.ts';
import { openPostgresBus } from './bus/postgres.ts';
import { addConnector, microsoftAuthentication } from './channel/connector.ts';
import { createCourier } from './channel/courier.ts';
import { addDirectLine } from './channel/directline/channel.ts';
import { MAX_TEXT_LENGTH } from './channel/directline/inbound.ts';
import type { Config } from './config.ts';
import { addDesk } from './desk/add-desk.ts';
import { DESK_PAGE, DESK_POLICY } from './desk/page.ts';
import type { Locale } from './domain/locale.ts';
import type { ServiceFacts } from './domain/service.ts';
import { openOffice } from './handoff/create-handoffs.ts';
import type { OfficeHours } from './handoff/office-hours.ts';
import { healthHandler } from './http/health.ts';
import { createMetrics, type Metrics, metricsHandler } from './http/metrics.ts';
import { createOrigins } from './http/origins.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { sendJson } from './http/respond.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { addStaticFiles, pagePolicy } from './http/static.ts';
import { createRecorder } from './insights/recorder.ts';
import type { BotSurroundings, Content } from './load-bot.ts';
import type { DeskSurroundings, LoadedDesk } from './load-desk.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createLog, type Log } from './platform/log.ts';
import { readOrMakeSecret } from './platform/secret-file.ts';
import { createShutdown, type Shutdown } from './platform/shutdown.ts';
import { addDataRoute, createDataFile } from './privacy/data-file.ts';
import { createRetention } from './privacy/retention.ts';
import { entryText } from './reply/actions.ts';
import { botStorage } from './storage/bot-storage.ts';
import { openStores } from './storage/sql/open.ts';
import type { Stores } from './storage/stores.ts';

/** Parts that a test puts in the place of the real ones. */
export interface Overrides {
  /** Without `content`, there is no desk either: neither knowledge nor texts are loaded. */
  readonly bot?: Bot | undefined;
  /** Knowledge and texts. */
  readonly content?: Content | undefined;
  readonly clock?: Clock | undefined;
  readonly log?: Log | undefined;
  readonly botAuthentication?: BotFrameworkAuthentication | undefined;
  /** Folder with the built pages. */
  readonly webRoot?: string | undefined;
}

export interface App {
  /**
   * Opens everything and listens. @returns the port, which matters when any free one was asked for
   * @throws if a part can't be opened; those that were are closed again
   */
  start(): Promise<{ readonly port: number }>;
  /** Lets open turns end and closes everything. @returns whether that worked within 10 s */
  stop(): Promise<boolean>;
}

const ROOT = join(import.meta.dirname, '..');
const TOO_FAST = 'That was too much at once. Please wait a moment and try again.';

/** Puts the service together; the only place that knows who implements what. */
export function createApp(config: Config, overrides: Overrides = {}): App {
  const log = overrides.log ?? createLog(config.log);
  const clock = overrides.clock ?? systemClock;
  const shutdown = createShutdown(log);
  return {
    async start() {
      try {
        return await open(config, { ...overrides, log, clock }, shutdown);
      } catch (error) {
        await shutdown.run();
        throw error;
      }
    },
    stop: () => shutdown.run(),
  };
}

type Parts = Overrides & { readonly log: Log; readonly clock: Clock };

async function open(config: Config, parts: Parts, shutdown: Shutdown): Promise<{ readonly port: number }> {
  const { log, clock } = parts;
  const stores = await openStores(config.database, { onError: (error) => log.warn({ err: error }, 'A connection to the database broke.') });
  shutdown.stage('storage', () => stores.close());
  const bus = await openBus(config, log);
  shutdown.stage('bus', () => bus.close());
  const metrics = createMetrics();
  const retention = createRetention({
    ...{ stores, bus, clock, log, metrics },
    conversationMs: config.conversationRetentionMs,
    questionMs: config.desk.questionRetentionMs,
    auditMs: config.desk.auditRetentionMs,
  });
  shutdown.stage('retention', () => retention.stop());
  const recorder = createRecorder({ store: stores.insights, clock, log });
  shutdown.stage('insights', () => recorder.stop());
  const signingKey = config.tokenSigningKey ?? readOrMakeSecret(join(config.dataDir, 'token-signing-key'));
  const dataFile = createDataFile({ key: signingKey, clock, baseUrl: config.publicUrl });
  const { content, office } = await readBasics(config, parts);
  const desk = content && office && (await openDesk(content, { config, stores, bus, log, clock, office, maxTextLength: MAX_TEXT_LENGTH }));
  if (desk) shutdown.stage('keeper', () => desk.keeper.stop());
  const { insights, feedback } = recorder;
  const bot = parts.bot ?? (await makeBot(content, { config, log, clock, desk: desk?.desk, insights, feedback, dataFile }));

  const serial = createSerial();
  const origins = createOrigins(config.allowedOrigins, config.publicUrl);
  const limit = (perMinute: number) => createRateLimit(perMinute, TOO_FAST, clock);
  const requests = limit(config.limits.requestsPerMinutePerAddress);
  const address = { publicUrl: config.publicUrl, trustedProxies: config.trustedProxies };
  const server = createHttpServer({ ...address, log, origins, addressLimit: requests, metrics: metrics.http });
  const directLine = addDirectLine(server, {
    bot,
    botName: config.service.name,
    stores,
    serial,
    bus,
    clock,
    log,
    metrics,
    origins,
    address,
    signingKey,
    secret: config.directLineSecret,
    longestRetentionMs: Math.max(config.conversationRetentionMs, config.desk.handoffRetentionMs, config.desk.caseRetentionMs),
    limits: {
      requests,
      messages: limit(config.limits.messagesPerMinute),
      newConversations: limit(config.limits.newConversationsPerMinutePerAddress),
    },
  });
  const connector = addConnector(server, {
    bot,
    botName: config.service.name,
    storage: botStorage(stores.documents, clock),
    stores,
    serial,
    bus,
    clock,
    metrics,
    authentication: parts.botAuthentication ?? (config.microsoftApp && microsoftAuthentication(config.microsoftApp)),
    appId: config.microsoftApp?.id,
  });
  const courier = createCourier({ stores, bus, clock, log, deliver: connector.deliver });
  shutdown.stage('courier', () => courier.stop());
  const deskStreams =
    content &&
    addDesk(server, {
      ...{ stores, bus, clock, log, content, address, signingKey },
      addressLimit: requests,
      requestsPerMinute: config.limits.requestsPerMinutePerAddress,
      service: desk?.service,
      office: () => (desk && office ? officeNow(office, clock) : { isOpen: false }),
      serviceName: config.service.name,
      sessionMs: config.desk.sessionMs,
      openId: config.desk.openId,
      maxTextLength: MAX_TEXT_LENGTH,
    });
  if (content) addDataRoute(server, { dataFile, stores, clock, ...dataPageParts(content, config) });
  addPages(server, config, stores, metrics, parts.webRoot ?? join(ROOT, 'dist/web'), origins.frameAncestors);

  const { port } = await server.listen(config.port, config.host);
  let requestsEnd = Promise.resolve();
  shutdown.stage('requests', () => requestsEnd);
  shutdown.stage('streams', () => {
    deskStreams?.close();
    return directLine.closeStreams();
  });
  shutdown.stage('turns', () => {
    requestsEnd = server.close();
    return directLine.finishTurns();
  });
  await directLine.start();
  courier.start();
  desk?.keeper.start();
  recorder.start();
  await retention.start();
  warn(config, log);
  if (deskStreams) await tellFirstStep(config, stores, log);
  return { port };
}

/** Whether counselors are expected at the desk now, or from when on. */
function officeNow(office: OfficeHours, clock: Clock): { readonly isOpen: boolean; readonly opensAt?: string | undefined } {
  const now = clock.iso();
  return office.isOpen(now) ? { isOpen: true } : { isOpen: false, opensAt: office.opensAt(now) };
}

/** What the file of one's own data is written with. */
function dataPageParts({ texts, languages, knowledge }: Content, { service, conversationRetentionMs }: Config) {
  const entryTitle = (id: string, locale: Locale) => {
    const entry = knowledge.entries.get(id);
    return entry && entryText(entry, locale).title;
  };
  return { texts, languages, entryTitle, serviceName: service.name, retentionMs: conversationRetentionMs };
}

/** What isn't part of a channel. */
function addPages(server: HttpServer, config: Config, stores: Stores, metrics: Metrics, webRoot: string, frameAncestors: string): void {
  const { service } = config;
  const facts = {
    ...service,
    retentionHours: config.conversationRetentionMs / 3_600_000,
    maxTextLength: MAX_TEXT_LENGTH,
  } satisfies ServiceFacts;
  server.route(
    'get',
    '/health',
    healthHandler(() => stores.ping()),
  );
  server.route('get', '/metrics', metricsHandler(metrics, config.metricsToken));
  server.route('get', '/api/service', (_request, response) => sendJson(response, 200, facts));
  const policy = pagePolicy(frameAncestors, service.logoUrl);
  addStaticFiles(server, { root: webRoot, policy: (host, path) => (path.startsWith(DESK_PAGE) ? DESK_POLICY : policy(host)) });
}

async function openBus({ database }: Config, log: Log): Promise<Bus> {
  return database.kind === 'postgres' ? openPostgresBus(database.url, log) : createLocalBus();
}

/** Knowledge, texts and office hours; nothing where a test has a bot of its own without them. Holidays are worked out beside the rest. */
async function readBasics(config: Config, parts: Parts): Promise<{ readonly content?: Content; readonly office?: OfficeHours }> {
  if (parts.bot && !parts.content) return {};
  const [content, office] = await Promise.all([parts.content ?? readContent(parts.log), openOffice(config.desk, parts.clock)]);
  return { content, office };
}

/** Language models take their time; tests with a bot of their own don't need them. */
async function readContent(log: Log): Promise<Content> {
  const { loadContent } = await import('./load-bot.ts');
  return loadContent(ROOT, log);
}

async function openDesk(content: Content, surroundings: DeskSurroundings): Promise<LoadedDesk | undefined> {
  const { loadDesk } = await import('./load-desk.ts');
  return loadDesk(content, surroundings);
}

async function makeBot(content: Content | undefined, surroundings: BotSurroundings): Promise<Bot> {
  const { buildBot } = await import('./load-bot.ts');
  return buildBot(content ?? (await readContent(surroundings.log)), surroundings);
}

/** Nobody can sign in at the desk of a new service. */
async function tellFirstStep({ desk }: Config, { counselors }: Stores, log: Log): Promise<void> {
  if (desk.openId || (await counselors.all()).length > 0) return;
  log.info(
    'Nobody can sign in at /desk yet. Make the first account: npm run desk -- add-counselor --login NAME --name "..." --roles counselor,admin',
  );
}

function warn(config: Config, log: Log): void {
  if (config.database.kind === 'postgres' && !config.tokenSigningKey) {
    log.warn("TOKEN_SIGNING_KEY is not set: several instances on this database would not accept each other's tokens.");
  }
  if (config.publicUrl && !(config.service.privacyUrl && config.service.imprintUrl)) {
    log.warn('PRIVACY_URL and IMPRINT_URL are not set: a public service in Germany needs both.');
  }
}
