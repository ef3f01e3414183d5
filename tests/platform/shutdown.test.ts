import { expect, test } from '@jest/globals';
import { createShutdown } from '../../src/platform/shutdown.ts';
import { capturedLog, silentLog } from '../support/log.ts';

test('stages run one after another, last opened first, once', async () => {
  const shutdown = createShutdown(silentLog);
  const seen: string[] = [];
  shutdown.stage('quick', () => void seen.push('quick'));
  shutdown.stage('slow', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen.push('slow');
  });
  expect(await Promise.all([shutdown.run(), shutdown.run()])).toEqual([true, true]);
  expect(seen).toEqual(['slow', 'quick']);
});

test('a stage that fails is named in the log and the next one still runs', async () => {
  const { log, text } = capturedLog();
  const shutdown = createShutdown(log);
  const closed: string[] = [];
  shutdown.stage('bus', () => void closed.push('bus'));
  shutdown.stage('database', () => Promise.reject(new Error('stuck')));
  expect(await shutdown.run()).toBe(true);
  expect(closed).toEqual(['bus']);
  expect(text()).toContain('"stage":"database"');
});

test('a stage that hangs is given up at the limit', async () => {
  const { log, text } = capturedLog();
  const shutdown = createShutdown(log, 30);
  shutdown.stage('turns', () => new Promise(() => {}));
  expect(await shutdown.run()).toBe(false);
  expect(text()).toContain('"stage":"turns"');
});
