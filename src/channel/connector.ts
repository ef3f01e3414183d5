import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type InvokeResponse,
  type ResourceResponse,
  type Storage,
  type TurnContext,
} from 'botbuilder';
import { validateAndFixActivity } from 'botbuilder/lib/activityValidator.js';
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector';
import type { Request } from 'restify';
import { z } from 'zod';
import type { Bot } from '../bot/contract.ts';
import type { Serial } from '../bot/serial.ts';
import { isLoopback, isProxied } from '../http/client-address.ts';
import { readJsonBody } from '../http/json-body.ts';
import type { Metrics } from '../http/metrics.ts';
import { sendJson } from '../http/respond.ts';
import type { HttpServer } from '../http/server.ts';
import { AppError } from '../platform/errors.ts';
import type { ActivityJson } from '../storage/stores.ts';
import { CachedClients } from './cached-clients.ts';
import { type ConnectorLogOptions, createConnectorLog, logIdOf } from './connector-log.ts';
import { RefusedForGood, statusOf } from './courier.ts';

export interface ConnectorOptions extends ConnectorLogOptions {
  readonly bot: Bot;
  /** What the bot remembers on these channels. */
  readonly storage: Storage;
  readonly serial: Serial;
  readonly metrics: Pick<Metrics, 'turnTaken'>;
  /** The bot's registration; without it nobody signs in, and only programs on this machine may call. */
  readonly authentication: BotFrameworkAuthentication | undefined;
  /** The registration's id. */
  readonly appId?: string | undefined;
}

/** The way back to users of the connector's channels. */
export interface Connector {
  /**
   * Sends a message that no turn has brought about.
   * @throws {RefusedForGood} if the channel will never take it, anything else if it may later
   */
  deliver(reference: Record<string, unknown>, activity: ActivityJson): Promise<void>;
}

/** The bot's registration with Azure Bot Service. */
export interface MicrosoftApp {
  readonly id: string;
  readonly password?: string | undefined;
  readonly type: string;
  readonly tenantId?: string | undefined;
}

/** Checks that calls come from Azure Bot Service, and signs replies to it. */
export function microsoftAuthentication(app: MicrosoftApp): BotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: app.id,
    MicrosoftAppType: app.type,
    ...(app.password === undefined ? {} : { MicrosoftAppPassword: app.password }),
    ...(app.tenantId === undefined ? {} : { MicrosoftAppTenantId: app.tenantId }),
  });
}

/** Teams and others send cards and quotes along; Azure Bot Service's own limit is 256 KB. */
const MAX_BODY_BYTES = 262_144;
const DELIVERY_LIMIT_MS = 30_000;

/** What a turn can't do without. The SDK checks no more than the type, and fails in the middle of a turn over the rest. */
const IncomingActivity = z.object({
  type: z.string().min(1),
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: z.object({ id: z.string().min(1) }),
});

/** The SDK's adapter, with errors left to our own edge and without traces, which hold the bot's memory. */
class ConnectorAdapter extends CloudAdapter {
  /** @throws {AuthenticationError} and what the bot or the channel throws */
  receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      const isTrace = activity.type === ActivityTypes.Trace;
      responses.push(...(isTrace ? [{ id: '' }] : await super.sendActivities(context, [activity])));
    }
    return responses;
  }
}

/** `POST /api/messages`: the door for Azure Bot Service's channels and for development tools. */
export function addConnector(server: HttpServer, options: ConnectorOptions): Connector {
  const { bot, storage, serial, metrics, authentication } = options;
  const conversationLog = createConnectorLog(options);
  const adapter = new ConnectorAdapter(new CachedClients(authentication ?? new ConfigurationBotFrameworkAuthentication()));

  server.route('post', '/api/messages', async (request, response) => {
    if (!authentication) requireLocalCaller(request);
    const body = await readJsonBody(request, { maxBytes: MAX_BODY_BYTES });
    const activity = readActivity(body, authentication !== undefined);
    const result = await serial.run(`connector:${logIdOf(activity)}`, () => take(request.headers.authorization ?? '', activity));
    if (result?.body === undefined) response.send(result?.status ?? 200);
    else sendJson(response, result.status, result.body);
  });

  async function take(authorization: string, activity: Activity): Promise<InvokeResponse | undefined> {
    const startedMs = performance.now();
    let outcome: 'done' | 'failed' = 'done';
    try {
      return await adapter.receive(authorization, activity, (context) =>
        conversationLog.around(context, () => bot.onTurn(context, storage)),
      );
    } catch (error) {
      if (isRefusedToken(error)) {
        throw new AppError(401, 'Unauthorized', 'This call is not signed by Azure Bot Service for this bot.', { cause: error });
      }
      outcome = 'failed';
      // A channel's answer may quote the message; and its status isn't ours.
      const status = statusOf(error);
      throw status === undefined ? error : new Error(`The channel answered a reply with status ${status}.`);
    } finally {
      metrics.turnTaken('connector', outcome, performance.now() - startedMs);
    }
  }

  return {
    async deliver(reference, activity) {
      // Who writes, and when, is the channel's to say; and what we note for our own clients may mean something else to it.
      const { from: _from, timestamp: _timestamp, channelData: _channelData, ...words } = activity;
      const sent = adapter.continueConversationAsync(options.appId ?? '', reference as Partial<ConversationReference>, async (context) => {
        delete context.activity.id; // the message answers none
        await context.sendActivity(words);
      });
      try {
        await within(DELIVERY_LIMIT_MS, sent);
      } catch (error) {
        if (isFinal(statusOf(error))) throw new RefusedForGood('The channel refuses the message.', { cause: error });
        throw error;
      }
    },
  };
}

/** Whether a channel that answered so will never take the message. 401 is a matter of our registration, the others pass. */
function isFinal(status = 0): boolean {
  return status >= 400 && status < 500 && ![401, 407, 408, 409, 425, 429].includes(status);
}

/** @throws if it takes longer */
async function within(limitMs: number, task: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The channel did not answer within ${limitMs} ms.`)), limitMs);
  });
  await Promise.race([task, late]).finally(() => clearTimeout(timer));
}

/** The SDK lets the errors of its JWT library through. */
function isRefusedToken(error: unknown): boolean {
  return (
    error instanceof AuthenticationError || ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes((error as Error).name)
  );
}

function requireLocalCaller(request: Request): void {
  if (isLoopback(request.socket.remoteAddress ?? '') && !isProxied(request)) return;
  throw new AppError(
    403,
    'LocalCallersOnly',
    'Without MicrosoftAppId only programs on the same machine may call this address; see .env.example.',
  );
}

/** @throws {AppError} 400 */
function readActivity(body: Record<string, unknown>, isSigned: boolean): Activity {
  const result = IncomingActivity.safeParse(body);
  if (!result.success) {
    const field = result.error.issues[0]?.path.join('.');
    throw new AppError(400, 'BadArgument', `The activity's field "${field}" is missing or has the wrong form.`);
  }
  // Replies to an unsigned call go to this machine too: the service must not become a way to send requests elsewhere.
  if (!isSigned && !isLocalUrl(result.data.serviceUrl)) {
    throw new AppError(400, 'BadArgument', 'Without MicrosoftAppId the serviceUrl must be on the same machine.');
  }
  return validateAndFixActivity(body as unknown as Activity);
}

function isLocalUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || isLoopback(hostname);
}
