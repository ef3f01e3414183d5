import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../src/config.ts';

const read = (environment: Record<string, string> = {}) => readConfig(environment, '/srv/wegweiser');

function problems(environment: Record<string, string>): string {
  try {
    read(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The settings were accepted.');
}

test('nothing has to be set', () => {
  const config = read();
  expect(config).toMatchObject({
    port: 3978,
    host: '127.0.0.1',
    database: { kind: 'sqlite', file: '/srv/wegweiser/.data/wegweiser.sqlite' },
    service: { name: 'Wegweiser' },
    allowedOrigins: [],
    conversationRetentionMs: 86_400_000,
  });
  expect(config.microsoftApp).toBeUndefined();
  expect(config.directLineSecret).toBeUndefined();
});

test('an empty variable counts as absent', () => {
  expect(read({ PORT: '', SERVICE_NAME: '  ' })).toMatchObject({ port: 3978, service: { name: 'Wegweiser' } });
});

test('the database is told by its address', () => {
  expect(read({ DATABASE_URL: 'postgres://u:p@db:5432/w' }).database).toEqual({ kind: 'postgres', url: 'postgres://u:p@db:5432/w' });
  expect(read({ DATABASE_URL: 'sqlite:other.sqlite' }).database).toEqual({ kind: 'sqlite', file: '/srv/wegweiser/other.sqlite' });
  expect(read({ DATABASE_URL: 'sqlite:/tmp/a.sqlite' }).database).toEqual({ kind: 'sqlite', file: '/tmp/a.sqlite' });
  expect(read({ DATABASE_URL: 'memory:' }).database).toEqual({ kind: 'memory' });
});

test('settings are frozen, to the last one', () => {
  const config = read({ ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443' });
  expect(config.allowedOrigins).toEqual(['https://a.example', 'https://b.example:8443']);
  expect(() => Object.assign(config.service, { name: 'x' })).toThrow(TypeError);
  expect(() => (config.allowedOrigins as string[]).push('x')).toThrow(TypeError);
});

test('all problems are listed at once, each with what to do, and no secret is repeated', () => {
  const message = problems({
    PORT: 'many',
    DATABASE_URL: 'mysql://x',
    ALLOWED_ORIGINS: 'https://ok.example, www.example.org/path',
    PRIVACY_URL: 'privacy',
    DIRECT_LINE_SECRET: 'too-short',
    LOG_LEVEL: 'loud',
  });
  expect(message).toContain('PORT must be a whole number from 0 to 65535');
  expect(message).toContain('DATABASE_URL must start with postgres://');
  expect(message).toContain('ALLOWED_ORIGINS must list origins');
  expect(message).toContain('PRIVACY_URL must be an address');
  expect(message).toContain('DIRECT_LINE_SECRET must have at least 32 characters; make one with: node -p');
  expect(message).toContain('LOG_LEVEL must be one of');
  expect(message).not.toContain('too-short');
});

test('what belongs together must be complete', () => {
  expect(problems({ MicrosoftAppId: 'a' })).toContain('MicrosoftAppPassword is missing');
  expect(problems({ MicrosoftAppPassword: 'a' })).toContain('MicrosoftAppId is missing');
  expect(problems({ MicrosoftAppId: 'a', MicrosoftAppType: 'UserAssignedMSI' })).toContain('MicrosoftAppTenantId is missing');
  expect(problems({ AZURE_LANGUAGE_KEY: 'a' })).toContain('AZURE_LANGUAGE_ENDPOINT is missing');
  expect(read({ MicrosoftAppId: 'a', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' }).microsoftApp?.id).toBe('a');
});

test('.env.example names every setting and no other', () => {
  const manual = [...readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Za-z_]+)=/gm)].map((match) => match[1]);
  const source = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {4}([A-Z][A-Za-z_]+): /gm)].map((match) => match[1]);
  expect(manual.sort()).toEqual(source.sort());
});
