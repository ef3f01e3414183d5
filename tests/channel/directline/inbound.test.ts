import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readInbound } from '../../../src/channel/directline/inbound.ts';
import { AppError } from '../../../src/platform/errors.ts';

test('what only the server may say is dropped', () => {
  const { activity } = readInbound({
    type: 'message',
    text: 'hello',
    id: 'forged',
    timestamp: '1999',
    serviceUrl: 'https://evil.example',
    channelId: 'msteams',
    from: { id: 'somebody else', role: 'bot' },
    recipient: { id: 'x' },
    conversation: { id: 'other' },
    callerId: 'x',
    deliveryMode: 'expectReplies',
    attachments: [{ contentUrl: 'file:///etc/passwd' }],
    suggestedActions: {},
    membersAdded: [{ id: 'x' }],
    role: 'bot',
  });
  expect(activity).toEqual({ type: 'message', text: 'hello' });
});

test('what clients may say is kept', () => {
  const said = {
    type: 'message',
    text: 'Größe',
    locale: 'pt-BR',
    value: { choice: [1, { a: null }] },
    channelData: { clientActivityID: 'a-1', more: { x: 1 } },
    entities: [{ type: 'ClientCapabilities', supportsTts: true }],
    replyToId: 'c|0000001',
  };
  expect(readInbound(said)).toEqual({ activity: said, clientId: 'a-1', counts: true });
  expect(readInbound({ type: 'event', name: 'wegweiser/feedback', value: { helpful: true } }).counts).toBe(true);
  expect(readInbound({ type: 'message', value: { choice: 1 } }).activity).toEqual({ type: 'message', value: { choice: 1 } });
});

test('an unusable locale or time zone is passed over', () => {
  expect(readInbound({ type: 'message', text: 'x', locale: '<script>', localTimezone: 7 }).activity).toEqual({
    type: 'message',
    text: 'x',
  });
});

test('signs that pass do not count', () => {
  expect(readInbound({ type: 'typing' }).counts).toBe(false);
  expect(readInbound({ type: 'conversationUpdate', membersAdded: [{ id: 'x' }] })).toMatchObject({
    activity: { type: 'conversationUpdate' },
    counts: false,
  });
});

test.each([
  [{}, 400],
  [{ type: 'invoke' }, 400],
  [{ type: 'trace' }, 400],
  [{ type: 'message' }, 400],
  [{ type: 'message', text: ' \n' }, 400],
  [{ type: 'message', text: 7 }, 400],
  [{ type: 'message', text: 'x', channelData: 'x' }, 400],
  [{ type: 'message', text: 'x', channelData: { clientActivityID: '' } }, 400],
  [{ type: 'message', text: 'x', channelData: { clientActivityID: 'a\u0000' } }, 400],
  [{ type: 'message', text: 'x', channelData: { clientActivityID: 'a'.repeat(201) } }, 400],
  [{ type: 'message', text: 'x', entities: [1] }, 400],
  [{ type: 'event' }, 400],
  [{ type: 'message', text: 'a'.repeat(4_001) }, 413],
  [{ type: 'message', text: '👩'.repeat(4_001) }, 413],
])('%j is refused with a sentence', (body, status) => {
  expect(() => readInbound(body)).toThrow(expect.objectContaining({ name: 'AppError', status }));
});

test('4,000 characters are taken, whatever characters they are', () => {
  expect(readInbound({ type: 'message', text: '👩'.repeat(4_000) }).counts).toBe(true);
});

test('whatever is posted, it is taken or refused, and a refusal never repeats it', () => {
  const anything = fc.record(
    {
      type: fc.oneof(fc.constantFrom('message', 'event', 'typing'), fc.jsonValue()),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      name: fc.jsonValue(),
      value: fc.jsonValue(),
      channelData: fc.jsonValue(),
      entities: fc.jsonValue(),
      locale: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anything, (body) => {
      try {
        const { activity } = readInbound({ ...body, secret: 'hush-hush' });
        expect(JSON.stringify(activity)).not.toContain('hush-hush');
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
  );
  expect(() => readInbound({ type: 'hush-hush' })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hush') }));
});
