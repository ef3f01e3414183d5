import { beforeEach, describe, expect, test } from '@jest/globals';
import type { HandoffNotice } from '../../../src/domain/handoff.ts';
import { Chat, type ChatOptions, type Kept } from '../../../src/web/widget/chat.ts';
import type { Activity, OutgoingActivity } from '../../../src/web/widget/wire.ts';

const SESSION = { conversationId: 'c', token: 't' };

/** A chat whose connection, clock and memory are in the test's hands. */
function open(kept: Kept = {}) {
  const posted: OutgoingActivity[] = [];
  const timers: { readonly ms: number; readonly callback: () => void }[] = [];
  let hooks!: Parameters<ChatOptions['connect']>[0];
  let memory: Kept = kept;
  let restarts = 0;
  let ids = 0;
  let sequence = 0;
  const connection = {
    start() {},
    stop() {},
    wake() {},
    suspend() {},
    restart() {
      restarts += 1;
      hooks.onSession(undefined);
    },
    async post(activity: OutgoingActivity) {
      posted.push(activity);
      sequence += 1;
      return `c|${sequence}`;
    },
  };
  const chat = new Chat({
    kept,
    keep: (next) => {
      memory = next;
    },
    locale: 'de',
    createId() {
      ids += 1;
      return `id-${ids}`;
    },
    after(ms, callback) {
      const timer = { ms, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
    connect(given) {
      hooks = given;
      return connection as unknown as ReturnType<ChatOptions['connect']>;
    },
  });
  const from = { id: 'wegweiser', role: 'bot' };
  return {
    chat,
    posted,
    get kept() {
      return memory;
    },
    get restarts() {
      return restarts;
    },
    connect() {
      hooks.onSession(SESSION);
      hooks.onStatus('online');
    },
    hooks: () => hooks,
    notice(value: HandoffNotice) {
      sequence += 1;
      const activity: Activity = { type: 'event', id: `c|${sequence}`, from, name: 'wegweiser/handoff', value };
      hooks.onActivities([activity]);
    },
    deleted() {
      sequence += 1;
      hooks.onActivities([{ type: 'message', id: `c|${sequence}`, from, text: 'Gelöscht.', channelData: { forgotten: true } }]);
    },
    /** Lets all timers of this length run out. */
    pass(ms: number) {
      for (const timer of timers.filter((one) => one.ms === ms)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.callback();
      }
    },
  };
}

let window: ReturnType<typeof open>;
beforeEach(() => {
  window = open();
  window.connect();
});

describe('that the user is writing', () => {
  const typings = () => window.posted.filter(({ type }) => type === 'typing').length;

  test('is told to a counselor, at most every three seconds', () => {
    window.notice({ state: 'active', counselor: 'Ayşe' });
    for (let key = 0; key < 20; key += 1) window.chat.tellTyping();
    expect(typings()).toBe(1);
    window.pass(3_000);
    window.chat.tellTyping();
    expect(typings()).toBe(2);
  });

  test('is told again after a message was sent', () => {
    window.notice({ state: 'active', counselor: 'Ayşe' });
    window.chat.tellTyping();
    window.chat.send('Merhaba');
    window.chat.tellTyping();
    expect(typings()).toBe(2);
  });

  test('is told to nobody who is not there', () => {
    window.chat.tellTyping();
    window.notice({ state: 'waiting', position: 1 });
    window.chat.tellTyping();
    window.notice({ state: 'active', counselor: 'Ayşe' });
    window.hooks().onStatus('reconnecting');
    window.chat.tellTyping();
    expect(typings()).toBe(0);
  });
});

describe('the way back into the conversation', () => {
  test.each(['waiting', 'active', 'message-left'] as const)('stays on the device while it is %s', (state) => {
    expect(window.kept.stays).toBe(false);
    window.notice({ state });
    expect(window.kept).toMatchObject({ session: SESSION, stays: true });
    window.notice({ state: 'none' });
    expect(window.kept).toMatchObject({ session: SESSION, stays: false });
  });

  test('stays until the user has seen how it ended', () => {
    window.notice({ state: 'message-left' });
    window.chat.look(false);
    window.notice({ state: 'none' });
    expect(window.kept.stays).toBe(true);
    window.chat.look(true);
    expect(window.kept.stays).toBe(false);
  });

  test('stays when the page is loaded again, until everything said is there', () => {
    window = open({ session: SESSION, stays: true });
    window.hooks().onStatus('connecting');
    expect(window.kept.stays).toBe(true);
    window.notice({ state: 'message-left' });
    window.hooks().onStatus('online');
    expect(window.kept.stays).toBe(true);
  });

  test('ends with "delete my data", and with a conversation that is gone', () => {
    window.notice({ state: 'waiting', position: 1 });
    window.deleted();
    expect(window.kept.stays).toBe(false);
    window.notice({ state: 'waiting', position: 1 });
    window.hooks().onStatus('gone');
    expect(window.kept.stays).toBe(false);
  });
});

describe('to forget the chat on this device', () => {
  test('leaves the queue first and begins a new conversation', async () => {
    window.notice({ state: 'waiting', position: 1 });
    await window.chat.forget('Warteschlange verlassen');
    expect(window.posted).toMatchObject([{ type: 'message', text: 'Warteschlange verlassen' }]);
    expect(window.restarts).toBe(1);
    expect(window.kept).toMatchObject({ session: undefined, stays: false, unsent: [] });
    expect(window.chat.state.transcript.messages).toEqual([]);
  });

  test('says nothing where there is nothing to leave, and takes nothing along', async () => {
    window.notice({ state: 'message-left' });
    window.hooks().onStatus('reconnecting');
    window.chat.send('noch nicht gesendet');
    await window.chat.forget(undefined);
    expect(window.posted).toEqual([]);
    expect(window.kept).toMatchObject({ session: undefined, unsent: [] });
  });
});
