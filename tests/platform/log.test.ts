import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createLog } from '../../src/platform/log.ts';
import { capturedLog } from '../support/log.ts';

test('a line is JSON with time, level, message and fields', () => {
  const { log, lines } = capturedLog();
  log.info({ port: 3978 }, 'Listening.');
  const line = JSON.parse(lines[0]!);
  expect(line).toMatchObject({ level: 'info', port: 3978, msg: 'Listening.' });
  expect(Date.parse(line.time)).toBeGreaterThan(0);
});

test('secrets and message texts are removed, on top and inside', () => {
  const { log, text } = capturedLog();
  log.info(
    { token: 'hush-1', headers: { authorization: 'Bearer hush-2' }, activity: { text: 'hush-3' }, a: { b: { text: 'hush-4' } } },
    'x',
  );
  log.info({ request: { headers: { cookie: 'hush-5' } }, state: { name: 'hush-6' }, body: 'hush-7' }, 'x');
  expect(text()).not.toContain('hush');
  expect(text()).toContain('[removed]');
});

test('of an error only type, message, code, stack and cause are written', () => {
  const { log, text } = capturedLog();
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const error = Object.assign(new Error('not delivered', { cause }), { request: { body: 'hush' }, detail: 'Key (text)=(hush)' });
  log.error({ err: error }, 'Failed.');
  expect(text()).not.toContain('hush');
  expect(JSON.parse(text()).err).toMatchObject({ type: 'Error', message: 'not delivered', cause: { code: 'ECONNREFUSED' } });
});

test('lines for people carry the same facts', () => {
  let written = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  const log = createLog({ level: 'info', readable: true, destination });
  log.info({ port: 3978, token: 'hush' }, 'Listening.');
  log.warn({ err: new Error('broken') }, 'Trouble.');
  expect(written).toMatch(/^\d\d:\d\d:\d\d INFO Listening. port=3978 token=\[removed\]\n/);
  expect(written).toContain('Error: broken');
  expect(written).not.toContain('hush');
});
