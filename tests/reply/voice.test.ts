import { expect, test } from '@jest/globals';
import { createActions } from '../../src/reply/actions.ts';
import { createRenderer } from '../../src/reply/activity.ts';
import { createVoice, type Speaker } from '../../src/reply/voice.ts';
import { buildEntry, buildKnowledge } from '../support/builders.ts';
import { languages, texts } from '../support/chat.ts';
import { fixedClock } from '../support/clock.ts';

const BOT: Speaker = { id: 'wegweiser', name: 'Wegweiser', role: 'bot' };
const AYSE: Speaker = { id: 'counselor:1', name: 'Ayşe', role: 'bot' };
const clock = fixedClock();
const knowledge = buildKnowledge(buildEntry('work/wages', { de: 'Lohn', tr: 'Ücret' }));
const voice = createVoice({
  texts,
  render: createRenderer(texts, languages),
  actions: createActions(knowledge, texts, languages),
  knowledge,
  languages,
  bot: BOT,
  clock,
});

test("a sentence is said by the bot, in the user's language, with buttons where the channel has them", () => {
  const said = voice.say({ locale: 'tr', channel: 'directline' }, 'handoff.notice.limit', {}, ['keepWaiting', 'leaveQueue']);
  expect(said).toMatchObject({
    type: 'message',
    text: texts.t('tr', 'handoff.notice.limit'),
    locale: 'tr',
    from: BOT,
    timestamp: clock.iso(),
    suggestedActions: { actions: [{ title: texts.t('tr', 'button.keepWaiting') }, { title: texts.t('tr', 'button.leaveQueue') }] },
  });
});

test('without buttons the ways are lines without numbers, for a number would choose among what the bot itself said last', () => {
  const { text, suggestedActions } = voice.say({ locale: 'de', channel: 'sms' }, 'handoff.notice.limit', {}, ['keepWaiting', 'leaveQueue']);
  expect(text).toBe(`${texts.t('de', 'handoff.notice.limit')}\n\n- Weiter warten\n- Warteschlange verlassen`);
  expect(suggestedActions).toBeUndefined();
});

test('a name neither formats the sentence nor turns its direction', () => {
  const said = (locale: string) => voice.say({ locale, channel: 'directline' }, 'handoff.notice.taken', { counselor: '_A_ *B*' })['text'];
  expect(said('de')).toContain('\\_A\\_ \\*B\\* ist jetzt');
  expect(said('ar')).toContain('\u2066\\_A\\_ \\*B\\*\u2069');
});

test('what a counselor wrote stays as it is', () => {
  expect(voice.quote('**so**', 'de-simple', AYSE, 'm1')).toEqual({
    type: 'message',
    text: '**so**',
    textFormat: 'plain',
    locale: 'de',
    from: AYSE,
    timestamp: clock.iso(),
    channelData: { counselor: { name: 'Ayşe' }, clientActivityID: 'm1' },
  });
});

test("an entry comes in the user's language, or says that it doesn't", () => {
  const entry = (locale: string) => voice.entry('work/wages', { locale, channel: 'directline' }, AYSE, 'm1');
  expect(entry('tr')).toMatchObject({
    from: AYSE,
    locale: 'tr',
    text: expect.stringContaining('Antwort work/wages (tr).'),
    channelData: { counselor: { name: 'Ayşe' }, clientActivityID: 'm1', wegweiser: { version: 1, feedback: false } },
    entities: [{ type: 'wegweiser/answer', entry: 'work/wages', route: 'counselor', language: 'tr', confidence: 1 }],
  });
  expect(entry('uk')['text']).toContain(texts.t('uk', 'answer.onlyInGerman'));
  expect(() => voice.entry('work/none', { locale: 'tr', channel: 'directline' }, AYSE, 'm1')).toThrow(
    expect.objectContaining({ status: 404, code: 'EntryNotFound' }),
  );
});

test.each(languages.filter(({ code }) => texts.has(code)).map(({ code }) => [code]))('every sentence exists in %s', (locale) => {
  const to = { locale, channel: 'directline' };
  const values = { counselor: 'Ayşe' };
  const keys = ['taken', 'released', 'transferred', 'transferredTo', 'ended', 'reopened', 'limit', 'closing', 'answered'] as const;
  for (const key of keys) expect(voice.say(to, `handoff.notice.${key}`, values)['text']).toMatch(/\p{L}{3}/u);
  expect(voice.place(to, { position: 4, minutes: 10 })['text']).toMatch(/4.*10/su);
  expect(voice.place(to, { position: 4 })['text']).not.toMatch(/10/);
});
