import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { WorkingHours } from './domain/counselor.ts';
import { parseHours } from './domain/hours.ts';
import type { ServiceInfo } from './domain/service.ts';
import { LOG_LEVELS, type LogLevel } from './platform/log.ts';

export type DatabaseConfig =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'memory' };

/** Registration with Azure Bot Service. */
export interface MicrosoftAppConfig {
  readonly id: string;
  readonly password?: string | undefined;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId?: string | undefined;
}

/** The live desk, and what is kept because of it. */
export interface DeskConfig {
  /** `desk`: our own. `channel`: another hub that the channel connects, by the Bot Framework's handoff events. `off`: contacts only. */
  readonly hub: 'desk' | 'channel' | 'off';
  /** Such as `Mo-Fr 09:00-17:00; Sa 10:00-13:00`, in Europe/Berlin. */
  readonly officeHours: readonly WorkingHours[];
  /** Days (YYYY-MM-DD) on which the desk is closed, besides public holidays. */
  readonly closedDays: readonly string[];
  /** After so long in the queue people are offered to leave a message. */
  readonly waitLimitMs: number;
  /** A counselor whose page gives no sign of life for so long gives the conversations back. */
  readonly vanishedMs: number;
  readonly sessionMs: number;
  readonly handoffRetentionMs: number;
  readonly caseRetentionMs: number;
  /** Questions without an answer, after personal data were removed. */
  readonly questionRetentionMs: number;
  readonly auditRetentionMs: number;
  readonly openId?: OpenIdConfig | undefined;
}

/** Sign-in at an OpenID Connect provider. */
export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that lists roles; what it says besides `counselor`, `editor` and `admin` is passed over. */
  readonly roleClaim: string;
  /** What the sign-in page calls the provider. */
  readonly label: string;
}

/** All settings, checked. `.env.example` explains each. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where the service is reached from outside, without a slash at the end. */
  readonly publicUrl?: string | undefined;
  /** How many proxies of our own stand before the service. */
  readonly trustedProxies: number;
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly service: ServiceInfo;
  /** The operator's own sentence before the bot's first one. */
  readonly greeting?: string | undefined;
  /** Origins of other sites whose pages may embed the widget. */
  readonly allowedOrigins: readonly string[];
  readonly directLineSecret?: string | undefined;
  readonly tokenSigningKey?: string | undefined;
  readonly microsoftApp?: MicrosoftAppConfig | undefined;
  readonly azureLanguage?: { readonly endpoint: string; readonly key: string } | undefined;
  readonly conversationRetentionMs: number;
  readonly desk: DeskConfig;
  readonly limits: {
    readonly messagesPerMinute: number;
    readonly newConversationsPerMinutePerAddress: number;
    readonly requestsPerMinutePerAddress: number;
  };
  readonly metricsToken?: string | undefined;
  readonly log: { readonly level: LogLevel; readonly readable: boolean };
}

/** Settings that the service can't start with; the message lists every problem with what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SECRET_ADVICE = 'make one with: node -p "crypto.randomBytes(32).toString(\'base64url\')"';

const wholeNumber = (from: number, to: number, standard: number) => {
  const message = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number({ message }).int(message).min(from, message).max(to, message).default(standard);
};
const webAddress = z.url({ protocol: /^https?$/, message: 'must be an address such as https://example.org/page' });
const pageAddress = webAddress.or(z.string().regex(/^\/[^\s/]\S*$/)).optional();
const secret = z.string().min(32, `must have at least 32 characters; ${SECRET_ADVICE}`).optional();
const origin = z.string().refine(isOrigin, {
  message: 'must list origins such as https://www.example.org, separated by commas, without a path',
});

const Environment = z
  .object({
    PORT: wholeNumber(0, 65_535, 3978),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: webAddress.optional(),
    TRUST_PROXY: wholeNumber(0, 10, 0),
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: z
      .string()
      .regex(/^(postgres(ql)?:\/\/|sqlite:.|memory:$)/, 'must start with postgres:// or be sqlite:path/to/file')
      .optional(),
    SERVICE_NAME: z.string().max(60, 'must have at most 60 characters').default('Wegweiser'),
    SERVICE_GREETING: z.string().max(500, 'must have at most 500 characters').optional(),
    SERVICE_LOGO_URL: pageAddress,
    IMPRINT_URL: pageAddress,
    PRIVACY_URL: pageAddress,
    ACCESSIBILITY_URL: pageAddress,
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((list) => list.split(',').flatMap((item) => item.trim() || []))
      .pipe(z.array(origin)),
    DIRECT_LINE_SECRET: secret,
    TOKEN_SIGNING_KEY: secret,
    MicrosoftAppId: z.string().optional(),
    MicrosoftAppPassword: z.string().optional(),
    MicrosoftAppType: z
      .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], 'must be MultiTenant, SingleTenant or UserAssignedMSI')
      .default('MultiTenant'),
    MicrosoftAppTenantId: z.string().optional(),
    AZURE_LANGUAGE_ENDPOINT: webAddress.optional(),
    AZURE_LANGUAGE_KEY: z.string().optional(),
    CONVERSATION_RETENTION_HOURS: wholeNumber(1, 24 * 365, 24),
    HANDOFF_RETENTION_DAYS: wholeNumber(1, 3_650, 30),
    CASE_RETENTION_DAYS: wholeNumber(1, 3_650, 90),
    QUESTION_RETENTION_DAYS: wholeNumber(1, 3_650, 90),
    AUDIT_RETENTION_DAYS: wholeNumber(1, 3_650, 365),
    HANDOFF_HUB: z.enum(['desk', 'channel', 'off'], 'must be desk, channel or off').default('desk'),
    OFFICE_HOURS: z.string().default('Mo-Fr 09:00-17:00').transform(readHours),
    OFFICE_CLOSED_DAYS: z
      .string()
      .default('')
      .transform((list) => list.split(',').flatMap((item) => item.trim() || []))
      .pipe(z.array(z.iso.date('must list days such as 2026-12-24, separated by commas'))),
    WAIT_LIMIT_MINUTES: wholeNumber(1, 1_440, 15),
    COUNSELOR_VANISHED_MINUTES: wholeNumber(1, 1_440, 3),
    DESK_SESSION_HOURS: wholeNumber(1, 168, 10),
    OIDC_ISSUER: webAddress.optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_ROLE_CLAIM: z.string().default('roles'),
    OIDC_LABEL: z.string().max(60, 'must have at most 60 characters').default('OpenID Connect'),
    MESSAGES_PER_MINUTE: wholeNumber(1, 10_000, 30),
    NEW_CONVERSATIONS_PER_MINUTE_PER_ADDRESS: wholeNumber(1, 100_000, 120),
    REQUESTS_PER_MINUTE_PER_ADDRESS: wholeNumber(1, 1_000_000, 3_000),
    METRICS_TOKEN: secret,
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
    LOG_FORMAT: z.enum(['json', 'readable'], 'must be json or readable').optional(),
  })
  .superRefine((values, context) => {
    const problem = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (values.MicrosoftAppId) {
      if (!values.MicrosoftAppPassword && values.MicrosoftAppType !== 'UserAssignedMSI')
        problem('MicrosoftAppPassword', 'is missing: MicrosoftAppId needs the client secret of its registration');
      if (!values.MicrosoftAppTenantId && values.MicrosoftAppType !== 'MultiTenant')
        problem('MicrosoftAppTenantId', `is missing: MicrosoftAppType ${values.MicrosoftAppType} needs it`);
    } else if (values.MicrosoftAppPassword) problem('MicrosoftAppId', 'is missing: MicrosoftAppPassword is of no use without it');
    for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const) {
      const isSet = values.OIDC_ISSUER ?? values.OIDC_CLIENT_ID ?? values.OIDC_CLIENT_SECRET;
      if (isSet && !values[name])
        problem(name, 'is missing: signing in at a provider needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
    }
    if (!values.AZURE_LANGUAGE_ENDPOINT !== !values.AZURE_LANGUAGE_KEY)
      problem(values.AZURE_LANGUAGE_KEY ? 'AZURE_LANGUAGE_ENDPOINT' : 'AZURE_LANGUAGE_KEY', 'is missing: endpoint and key go together');
  });

function readHours(text: string, context: z.RefinementCtx): readonly WorkingHours[] {
  const hours = parseHours(text);
  if (hours) return hours;
  context.addIssue({ code: 'custom', message: 'must look like Mo-Fr 09:00-17:00; Sa 10:00-13:00' });
  return z.NEVER;
}

/** Whether a text is an origin: scheme, host and perhaps a port, as browsers send it. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

/**
 * Reads the settings. An empty variable counts as absent.
 * @param root the folder to which relative paths belong
 * @throws {ConfigError} listing all problems at once
 */
export function readConfig(environment: NodeJS.ProcessEnv, root: string): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const result = Environment.safeParse(present);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${String(issue.path[0])} ${sentence(issue)}`);
    throw new ConfigError(`These settings need your attention (.env.example explains them):\n${[...new Set(problems)].join('\n')}`);
  }
  const values = result.data;
  const inRoot = (path: string) => (isAbsolute(path) ? path : join(root, path));
  const dataDir = inRoot(values.DATA_DIR);
  return freeze({
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: values.TRUST_PROXY,
    dataDir,
    database: database(values.DATABASE_URL, dataDir, inRoot),
    service: {
      name: values.SERVICE_NAME,
      logoUrl: values.SERVICE_LOGO_URL,
      imprintUrl: values.IMPRINT_URL,
      privacyUrl: values.PRIVACY_URL,
      accessibilityUrl: values.ACCESSIBILITY_URL,
    },
    greeting: values.SERVICE_GREETING,
    allowedOrigins: values.ALLOWED_ORIGINS,
    directLineSecret: values.DIRECT_LINE_SECRET,
    tokenSigningKey: values.TOKEN_SIGNING_KEY,
    microsoftApp: values.MicrosoftAppId
      ? {
          id: values.MicrosoftAppId,
          password: values.MicrosoftAppPassword,
          type: values.MicrosoftAppType,
          tenantId: values.MicrosoftAppTenantId,
        }
      : undefined,
    azureLanguage:
      values.AZURE_LANGUAGE_ENDPOINT && values.AZURE_LANGUAGE_KEY
        ? { endpoint: values.AZURE_LANGUAGE_ENDPOINT, key: values.AZURE_LANGUAGE_KEY }
        : undefined,
    conversationRetentionMs: values.CONVERSATION_RETENTION_HOURS * HOUR_MS,
    desk: {
      hub: values.HANDOFF_HUB,
      officeHours: values.OFFICE_HOURS,
      closedDays: values.OFFICE_CLOSED_DAYS,
      waitLimitMs: values.WAIT_LIMIT_MINUTES * MINUTE_MS,
      vanishedMs: values.COUNSELOR_VANISHED_MINUTES * MINUTE_MS,
      sessionMs: values.DESK_SESSION_HOURS * HOUR_MS,
      handoffRetentionMs: values.HANDOFF_RETENTION_DAYS * DAY_MS,
      caseRetentionMs: values.CASE_RETENTION_DAYS * DAY_MS,
      questionRetentionMs: values.QUESTION_RETENTION_DAYS * DAY_MS,
      auditRetentionMs: values.AUDIT_RETENTION_DAYS * DAY_MS,
      openId:
        values.OIDC_ISSUER && values.OIDC_CLIENT_ID && values.OIDC_CLIENT_SECRET
          ? {
              issuer: values.OIDC_ISSUER,
              clientId: values.OIDC_CLIENT_ID,
              clientSecret: values.OIDC_CLIENT_SECRET,
              roleClaim: values.OIDC_ROLE_CLAIM,
              label: values.OIDC_LABEL,
            }
          : undefined,
    },
    limits: {
      messagesPerMinute: values.MESSAGES_PER_MINUTE,
      newConversationsPerMinutePerAddress: values.NEW_CONVERSATIONS_PER_MINUTE_PER_ADDRESS,
      requestsPerMinutePerAddress: values.REQUESTS_PER_MINUTE_PER_ADDRESS,
    },
    metricsToken: values.METRICS_TOKEN,
    log: { level: values.LOG_LEVEL, readable: (values.LOG_FORMAT ?? (process.stdout.isTTY ? 'readable' : 'json')) === 'readable' },
  });
}

/**
 * Reads the settings of a checkout: `.env`, if there is one, and the environment, which wins.
 * @throws {ConfigError} listing all problems at once
 */
export function loadSettings(root: string): Config {
  const file = join(root, '.env');
  try {
    if (existsSync(file)) process.loadEnvFile(file);
  } catch (error) {
    throw new ConfigError(`.env can't be read: ${(error as Error).message}`);
  }
  return readConfig(process.env, root);
}

function sentence(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_union' ? 'must be an address such as https://example.org/page, or a path such as /page' : issue.message;
}

function database(url: string | undefined, dataDir: string, inRoot: (path: string) => string): DatabaseConfig {
  if (url === undefined) return { kind: 'sqlite', file: join(dataDir, 'wegweiser.sqlite') };
  if (url === 'memory:') return { kind: 'memory' };
  return url.startsWith('sqlite:') ? { kind: 'sqlite', file: inRoot(url.slice('sqlite:'.length)) } : { kind: 'postgres', url };
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freeze(part);
  return Object.freeze(value);
}
