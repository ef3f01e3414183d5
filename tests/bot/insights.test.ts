import { expect, test } from '@jest/globals';
import type { TurnEvent } from '../../src/storage/insights.ts';
import { testDesk } from '../support/bot-desk.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { openChat } from '../support/chat.ts';

const course = buildEntry('language/course', { de: 'Sprachkurs', tr: 'Dil kursu' });
const thanks = buildEntry('meta/thanks', { de: 'Danke' }, { kind: 'meta' });
const human = buildEntry('meta/talk-to-human', { de: 'Mensch' }, { kind: 'meta', handoff: 'recommended' });
const danger = buildEntry('safety/violence', { de: 'Gewalt: 110' }, { kind: 'safety' });
const knowledge = buildKnowledge(course, thanks, human, danger);
const interpreter = scriptedInterpreter({
  kurs: { route: 'answer', entries: [course.id] },
  danke: { route: 'smalltalk', entries: [thanks.id] },
  'kurs oder danke': { route: 'clarify', entries: [course.id, thanks.id] },
  'er schlägt mich': { route: 'emergency', entries: [danger.id] },
  mensch: { route: 'counselor', entries: [human.id] },
  'hamster im zug': {
    route: 'none',
    entries: [course.id],
    evidence: { concepts: [{ id: 'animals', words: 'hamster' }], signals: {}, features: {}, decision: '' },
  },
});

/** A chat whose events are kept. */
async function chat() {
  const events: TurnEvent[] = [];
  const desk = testDesk();
  const user = openChat({ knowledge, interpreter, desk, insights: { record: (event) => events.push(event) } }, { locale: 'de' });
  await user.join();
  return { user, desk, events };
}

test('what becomes of a message is counted by outcome, entry and language', async () => {
  const { user, events } = await chat();
  for (const said of ['kurs', 'danke', 'kurs oder danke', 'er schlägt mich']) await user.say(said);
  expect(events).toEqual([
    { outcome: 'answered', entry: course.id, locale: 'de' },
    { outcome: 'smalltalk', entry: thanks.id, locale: 'de' },
    { outcome: 'asked-back', locale: 'de' },
    { outcome: 'danger', entry: danger.id, locale: 'de' },
  ]);
});

test('a message without an answer comes with its text, guesses and concepts; one without words does not', async () => {
  const { user, events } = await chat();
  await user.say('hamster im zug');
  await user.say('🐹');
  expect(events).toEqual([
    { outcome: 'failed', locale: 'de', question: { text: 'hamster im zug', guesses: [course.id], concepts: ['animals'] } },
    { outcome: 'failed', locale: 'de', question: undefined },
  ]);
});

test('a request and a message left are counted; nothing is that counselors are told', async () => {
  const { user, desk, events } = await chat();
  for (const said of ['mensch', 'ja', 'Überspringen', 'Überspringen']) await user.say(said);
  for (const said of ['hamster im zug', 'Nachricht hinterlassen', 'hamster im zug', 'ja', 'nein']) await user.say(said);
  desk.place = { state: 'active', counselor: 'Frau Yilmaz' };
  await user.say('hamster im zug');
  expect(events.map(({ outcome }) => outcome)).toEqual(['handed-over', 'message-left']);
});

test('a turn that fails is not counted', async () => {
  const { user, desk, events } = await chat();
  desk.status = () => Promise.reject(new Error('no database'));
  expect((await user.say('kurs')).text).toContain('schiefgegangen');
  expect(events).toEqual([]);
});
