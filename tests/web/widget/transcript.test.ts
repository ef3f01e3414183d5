import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  acknowledge,
  compose,
  currentSuggestions,
  EMPTY,
  fail,
  rate,
  receive,
  restore,
  retry,
  stopTyping,
  type Transcript,
  unsentOf,
} from '../../../src/web/widget/transcript.ts';
import type { Activity } from '../../../src/web/widget/wire.ts';

const idAt = (sequence: number) => `c|${String(sequence).padStart(7, '0')}`;
const fromBot = (sequence: number, text: string, more: Partial<Activity> = {}): Activity => ({
  type: 'message',
  id: idAt(sequence),
  from: { id: 'wegweiser', role: 'bot' },
  text,
  ...more,
});
const echo = (sequence: number, clientActivityID: string, text: string): Activity => ({
  type: 'message',
  id: idAt(sequence),
  from: { id: 'dl_1', role: 'user' },
  text,
  channelData: { clientActivityID },
});
const texts = (transcript: Transcript) => transcript.messages.map(({ text }) => text);

describe('a message of the user', () => {
  test('is shown at once as being sent, and as sent when the service has taken it', () => {
    const written = compose(EMPTY, 'a', 'Hallo');
    expect(written.messages[0]).toMatchObject({ key: 'a', author: 'user', text: 'Hallo', delivery: 'sending' });
    expect(acknowledge(written, 'a', idAt(2)).messages[0]).toMatchObject({ key: 'a', delivery: 'sent', id: idAt(2), sequence: 2 });
  });

  test('is recognised when it comes back, before or after the acknowledgement', () => {
    const written = compose(EMPTY, 'a', 'Hallo');
    const echoed = receive(written, [echo(2, 'a', 'Hallo')]);
    expect(echoed.messages).toHaveLength(1);
    expect(echoed.messages[0]).toMatchObject({ key: 'a', delivery: 'sent' });
    expect(receive(acknowledge(written, 'a', idAt(2)), [echo(2, 'a', 'Hallo')]).messages).toHaveLength(1);
    expect(acknowledge(echoed, 'a', idAt(2)).messages).toHaveLength(1);
  });

  test('can fail, and be sent again at the end of the conversation', () => {
    const failed = receive(fail(compose(EMPTY, 'a', 'Hallo'), 'a'), [fromBot(3, 'Noch da?')]);
    expect(failed.messages.find(({ key }) => key === 'a')).toMatchObject({ delivery: 'failed' });
    const again = retry(compose(failed, 'b', 'zwei'), 'a');
    expect(texts(again)).toEqual(['Noch da?', 'zwei', 'Hallo']);
    expect(again.messages[2]).toMatchObject({ key: 'a', delivery: 'sending' });
  });

  test('that arrived after all is not failed', () => {
    const arrived = receive(fail(compose(EMPTY, 'a', 'Hallo'), 'a'), [echo(1, 'a', 'Hallo')]);
    expect(arrived.messages[0]).toMatchObject({ delivery: 'sent' });
    expect(fail(arrived, 'a')).toBe(arrived);
    expect(retry(arrived, 'a')).toBe(arrived);
  });
});

describe('what the service says', () => {
  test('stands in the order of its positions, however it came', () => {
    const transcript = receive(receive(EMPTY, [fromBot(5, 'fünf'), fromBot(2, 'zwei')]), [fromBot(3, 'drei'), fromBot(5, 'fünf')]);
    expect(texts(transcript)).toEqual(['zwei', 'drei', 'fünf']);
  });

  test('a repeat changes nothing', () => {
    const once = receive(EMPTY, [fromBot(1, 'Hallo')]);
    expect(receive(once, [fromBot(1, 'Hallo')])).toBe(once);
  });

  test('stands above what is still on its way', () => {
    expect(texts(receive(compose(EMPTY, 'a', 'Frage'), [fromBot(4, 'Übrigens ...')]))).toEqual(['Übrigens ...', 'Frage']);
  });

  test('keeps the order of arrival where a service gives no positions', () => {
    const nameless = (id: string, text: string): Activity => ({ type: 'message', id, from: { role: 'bot' }, text });
    expect(texts(receive(EMPTY, [nameless('z', 'erst'), nameless('a', 'dann')]))).toEqual(['erst', 'dann']);
  });

  test('brings a structured reply, its entry and its next steps', () => {
    const reply = { version: 1, title: 'Titel', body: 'Text', direction: 'ltr', contacts: [], sources: [], feedback: true } as const;
    const transcript = receive(EMPTY, [
      fromBot(1, 'Text', {
        locale: 'ar',
        channelData: { wegweiser: reply },
        entities: [{ type: 'other' }, { type: 'wegweiser/answer', entry: 'language/integration-course' }],
        suggestedActions: { actions: [{ title: 'Ja', value: 'Ja, bitte' }, { title: 'Nein' }, { value: 'nameless' }] },
      }),
    ]);
    expect(transcript.messages[0]).toMatchObject({ reply, entry: 'language/integration-course', locale: 'ar' });
    expect(currentSuggestions(transcript)).toEqual([
      { title: 'Ja', value: 'Ja, bitte' },
      { title: 'Nein', value: 'Nein' },
    ]);
    expect(currentSuggestions(compose(transcript, 'a', 'Ja, bitte'))).toEqual([]);
  });

  test('a structured reply of a later version is left to its text', () => {
    const wegweiser = { version: 2, body: 'Text' } as unknown as NonNullable<Activity['channelData']>['wegweiser'];
    expect(receive(EMPTY, [fromBot(1, 'Text', { channelData: { wegweiser } as never })]).messages[0]?.reply).toBeUndefined();
  });

  test('writing ends with the message, or without one', () => {
    const typing: Activity = { type: 'typing', from: { role: 'bot' } };
    expect(receive(EMPTY, [typing]).typing).toEqual({ counselor: undefined });
    expect(receive(EMPTY, [typing, fromBot(1, 'da')]).typing).toBeUndefined();
    expect(stopTyping(receive(EMPTY, [typing])).typing).toBeUndefined();
    expect(receive(EMPTY, [{ type: 'typing', from: { role: 'user' } }])).toBe(EMPTY);
  });

  test.each<Activity>([
    { type: 'event', id: idAt(1), from: { role: 'bot' }, name: 'handoff.status' },
    { type: 'conversationUpdate', id: idAt(1) },
    { type: 'message', id: idAt(1), from: { role: 'bot' } },
    { type: 'trace', id: idAt(1) },
  ])('an activity without anything to show is not shown: %j', (activity) => {
    expect(receive(EMPTY, [activity]).messages).toEqual([]);
  });
});

describe('what a counselor says', () => {
  const ayse = { id: 'counselor:c1', name: 'Ayşe D.', role: 'bot' };

  test('carries the name, and means itself where it is plain', () => {
    const said: Activity = {
      ...{ type: 'message', id: idAt(4), from: ayse, text: '**Merhaba**', textFormat: 'plain', locale: 'tr' },
      channelData: { counselor: { name: 'Ayşe Demir' }, clientActivityID: 'of-the-desk' },
    };
    const { messages } = receive(EMPTY, [said, fromBot(5, 'Yanıt')]);
    expect(messages[0]).toMatchObject({ key: idAt(4), author: 'service', counselor: 'Ayşe Demir', isPlain: true, locale: 'tr' });
    expect(messages[1]).toMatchObject({ counselor: undefined, isPlain: false });
  });

  test('an entry sent by a counselor is an answer with a name', () => {
    const reply = { version: 1, title: 'Titel', body: 'Text', direction: 'ltr', contacts: [], sources: [], feedback: false } as const;
    const sent: Activity = { type: 'message', id: idAt(4), from: ayse, text: 'Text', channelData: { wegweiser: reply } };
    expect(receive(EMPTY, [sent]).messages[0]).toMatchObject({ reply, counselor: 'Ayşe D.' });
  });

  test('while writing, the name is known', () => {
    expect(receive(EMPTY, [{ type: 'typing', from: ayse }]).typing).toEqual({ counselor: 'Ayşe D.' });
  });

  test('a user who calls herself a counselor stays the user', () => {
    const claimed: Activity = { type: 'message', id: idAt(1), from: { ...ayse, role: 'user' }, text: 'Ich bin Beraterin' };
    expect(receive(EMPTY, [claimed]).messages[0]).toMatchObject({ author: 'user', counselor: undefined });
  });
});

describe('how it stands with a counselor', () => {
  const notice = (sequence: number, value: unknown, role = 'bot'): Activity => ({
    ...{ type: 'event', id: idAt(sequence), from: { id: 'wegweiser', role }, name: 'wegweiser/handoff', value },
  });
  const stateOf = (transcript: Transcript) => transcript.handoff.state;

  test('is what was said last, in whatever order it comes', () => {
    const all = [notice(2, { state: 'waiting', position: 2, minutes: 10 }), notice(3, { state: 'waiting', position: 1 })];
    expect(receive(EMPTY, all).handoff).toMatchObject({ state: 'waiting', position: 1, minutes: undefined });
    expect(receive(EMPTY, [...all].reverse()).handoff).toMatchObject({ state: 'waiting', position: 1 });
    const taken = receive(EMPTY, [...all, notice(9, { state: 'active', counselor: 'Ayşe' })]);
    expect(taken.handoff).toMatchObject({ state: 'active', counselor: 'Ayşe' });
    expect(receive(taken, all)).toBe(taken);
    expect(stateOf(receive(taken, [notice(10, { state: 'none' })]))).toBe('none');
  });

  test.each([null, 'waiting', { state: 'else' }, {}])('is not changed by an event with %j', (value) => {
    expect(receive(EMPTY, [notice(1, value)])).toBe(EMPTY);
  });

  test('passes over what has the wrong form', () => {
    const strange = notice(1, { state: 'waiting', position: '<b>1</b>', minutes: null, counselor: 7 });
    expect(receive(EMPTY, [strange]).handoff).toEqual({
      ...{ state: 'waiting', position: undefined, minutes: undefined, counselor: undefined, sequence: 1 },
    });
  });

  test('is said by the service only', () => {
    expect(receive(EMPTY, [notice(1, { state: 'active', counselor: 'Mallory' }, 'user')])).toBe(EMPTY);
  });

  test('ends when everything is deleted, and does not come back', () => {
    const waiting = receive(EMPTY, [notice(2, { state: 'waiting', position: 1 })]);
    const deleted = receive(waiting, [fromBot(4, 'Gelöscht.', { channelData: { forgotten: true } })]);
    expect(stateOf(deleted)).toBe('none');
    expect(stateOf(receive(deleted, [notice(2, { state: 'waiting', position: 1 })]))).toBe('none');
    expect(stateOf(receive(deleted, [notice(5, { state: 'waiting', position: 1 })]))).toBe('waiting');
  });
});

describe('after the user had everything deleted', () => {
  const said = rate(receive(EMPTY, [fromBot(1, 'Hallo'), echo(2, 'a', 'löschen')]), idAt(1), true);
  const deleted = fromBot(3, 'Gelöscht.', { channelData: { forgotten: true } });

  test('nothing of it is shown any more, and it does not come back', () => {
    const after = receive(compose(said, 'b', 'und jetzt?'), [deleted]);
    expect(texts(after)).toEqual(['Gelöscht.', 'und jetzt?']);
    expect(after.feedback).toEqual({});
    expect(receive(after, [fromBot(1, 'Hallo'), deleted])).toBe(after);
  });

  test('it can be done again', () => {
    const again = receive(said, [deleted, fromBot(5, 'Neu'), fromBot(7, 'Wieder gelöscht.', { channelData: { forgotten: true } })]);
    expect(texts(again)).toEqual(['Wieder gelöscht.']);
  });
});

describe('"was this helpful?"', () => {
  test('is answered once, can be taken back, and comes back after a reload', () => {
    const asked = receive(EMPTY, [fromBot(1, 'Antwort')]);
    const rated = rate(asked, idAt(1), true);
    expect(rated.feedback).toEqual({ [idAt(1)]: true });
    expect(rate(rated, idAt(1), undefined).feedback).toEqual({});
    const stored: Activity = {
      type: 'event',
      id: idAt(2),
      from: { role: 'user' },
      name: 'wegweiser/feedback',
      value: { helpful: false, replyToId: idAt(1) },
    };
    expect(receive(asked, [stored]).feedback).toEqual({ [idAt(1)]: false });
  });

  test.each([null, 'yes', { helpful: 'yes', replyToId: 'x' }, { helpful: true }])('an event with %j says nothing', (value) => {
    const event: Activity = { type: 'event', id: idAt(1), from: { role: 'user' }, name: 'wegweiser/feedback', value };
    expect(receive(EMPTY, [event])).toBe(EMPTY);
  });
});

describe('a whole conversation over a bad line', () => {
  /** What can happen; numbers choose among what is there. */
  const happening = fc.oneof(
    { weight: 3, arbitrary: fc.record({ what: fc.constant('write' as const) }) },
    // A post reaches the service or not, and its answer reaches us or not.
    {
      weight: 3,
      arbitrary: fc.record({ what: fc.constant('post' as const), which: fc.nat(), arrives: fc.boolean(), answered: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('say' as const) }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('receive' as const), order: fc.array(fc.nat(), { maxLength: 6 }) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('reload' as const) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('retry' as const), which: fc.nat() }) },
  );

  test('nothing is lost, nothing is there twice, and the order is the one of the service', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        let transcript = EMPTY;
        const log: Activity[] = [];
        const written: string[] = [];
        const pick = <T>(items: readonly T[], which: number) => items[which % Math.max(1, items.length)];

        for (const event of happenings) {
          if (event.what === 'write') {
            written.push(`client-${written.length}`);
            transcript = compose(transcript, written.at(-1)!, `text of client-${written.length - 1}`);
          } else if (event.what === 'post') {
            const clientId = pick(unsentOf(transcript), event.which)?.clientId;
            if (clientId === undefined) continue;
            let stored = log.find((activity) => activity.channelData?.clientActivityID === clientId);
            if (event.arrives && !stored) {
              stored = echo(log.length + 1, clientId, `text of ${clientId}`);
              log.push(stored);
            }
            transcript = stored && event.answered ? acknowledge(transcript, clientId, stored.id!) : fail(transcript, clientId);
          } else if (event.what === 'say') {
            log.push(fromBot(log.length + 1, `answer ${log.length + 1}`));
          } else if (event.what === 'receive') {
            transcript = receive(
              transcript,
              event.order.flatMap((which) => pick(log, which) ?? []),
            );
          } else if (event.what === 'retry') {
            const clientId = pick(unsentOf(transcript), event.which)?.clientId;
            if (clientId !== undefined) transcript = retry(transcript, clientId);
          } else {
            transcript = receive(restore(JSON.parse(JSON.stringify(unsentOf(transcript)))), log);
          }
          const keys = transcript.messages.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
        }

        transcript = receive(transcript, log);
        const confirmed = transcript.messages.filter(({ delivery }) => delivery === 'sent');
        expect(confirmed.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
        expect(transcript.messages.slice(0, confirmed.length)).toEqual(confirmed);
        const arrived = new Set(log.map((activity) => activity.channelData?.clientActivityID));
        expect(
          unsentOf(transcript)
            .map(({ clientId }) => clientId)
            .sort(),
        ).toEqual(written.filter((clientId) => !arrived.has(clientId)).sort());
      }),
    );
  });
});
