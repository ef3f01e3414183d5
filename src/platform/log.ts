import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

export type Log = Logger;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Lines for people instead of JSON. */
  readonly readable?: boolean | undefined;
  /** Where to write; standard output if absent. */
  readonly destination?: Writable | undefined;
}

/** Fields that never reach a log, wherever they stand: secrets, and what people wrote. */
const SECRET_FIELDS = [
  'authorization',
  'token',
  'secret',
  'password',
  'cookie',
  'text',
  'activity',
  'activities',
  'body',
  'value',
  'state',
];
const redact = {
  paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  censor: '[removed]',
};

/** What a log may know of an error. Libraries hang requests, responses and query parameters onto theirs; those stay out. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: serializeError(error.cause) } : {}),
  };
}

/** The service's log. Message texts are personal data: nothing may be logged that holds one. */
export function createLog(options: LogOptions): Log {
  const settings = {
    level: options.level,
    base: null,
    redact,
    serializers: { err: serializeError },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const destination = options.destination ?? process.stdout;
  return pino(settings, options.readable ? { write: (line: string) => destination.write(readable(line)) } : destination);
}

/** Turns a line of JSON into one for people: time, level, message, the rest as `name=value`. */
function readable(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown> & { err?: { message?: string; stack?: string } };
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [String(time).slice(11, 19), String(level).toUpperCase(), msg, ...fields].filter(Boolean).join(' ');
  return err ? `${head}\n  ${err.stack ?? err.message}\n` : `${head}\n`;
}
