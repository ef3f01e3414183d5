import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dividing, matching, nextQuestion, QUESTIONS } from '../../dialogs/offer-search.ts';
import type { Facets } from '../../src/domain/entry.ts';
import { buildEntry, buildKnowledge, scriptedInterpreter } from '../support/builders.ts';
import { openChat } from '../support/chat.ts';

const offer = (name: string, facets: Facets) => buildEntry(`offer/${name}`, { de: name, ar: name }, { kind: 'offer', facets });

const offers = [
  offer('Alpha', { need: ['german'], level: ['literacy'], cost: 'depends', format: ['in-person'] }),
  offer('Integrationskurs', {
    need: ['german'],
    level: ['beginner', 'a1', 'a2', 'b1'],
    cost: 'depends',
    format: ['in-person'],
    childcare: false,
  }),
  offer('Elternkurs', { need: ['german'], level: ['beginner', 'a1'], audience: ['parents', 'women'], childcare: true, cost: 'free' }),
  offer('Online', { need: ['german'], level: ['beginner', 'a1', 'a2', 'b1', 'b2'], cost: 'free', format: ['online'] }),
  offer('Beruf', { need: ['german', 'work'], level: ['b1', 'b2', 'c1'], audience: ['adults'], cost: 'free', format: ['in-person'] }),
  offer('Jugend', { need: ['counselling'], audience: ['youth'], cost: 'free' }),
];
const titles = (found: readonly { texts: Readonly<Record<string, { title: string }>> }[]) => found.map((entry) => entry.texts['de']?.title);

describe('the search', () => {
  test('keeps what fits or says nothing about it, the stated matches first', () => {
    expect(titles(matching(offers, { need: 'german', level: 'a1', childcare: 'yes' }))).toEqual(['Elternkurs', 'Online']);
    expect(titles(matching(offers, { need: 'german', audience: 'women' }))).toEqual([
      'Elternkurs',
      'Alpha',
      'Integrationskurs',
      'Online',
      'Beruf',
    ]);
  });

  test('asks only what still divides the offers', () => {
    const german = matching(offers, { need: 'german' });
    expect(nextQuestion(german, ['need'])).toEqual({ question: 'level', answers: ['literacy', 'beginner', 'a1', 'a2', 'b1', 'b2', 'c1'] });
    expect(dividing(matching(offers, { need: 'german', level: 'literacy' }), 'level')).toEqual([]);
    expect(nextQuestion(matching(offers, { need: 'counselling' }), ['need'])).toBeUndefined();
  });

  test('every answer that a question offers leaves something and takes something away', () => {
    const facets = fc.record(
      {
        need: fc.subarray(['german', 'work', 'health']),
        audience: fc.subarray(['parents', 'women', 'youth', 'adults', 'everyone']),
        level: fc.subarray(['a1', 'b1']),
        cost: fc.constantFrom('free' as const, 'low' as const, 'paid' as const, 'depends' as const),
        childcare: fc.boolean(),
        format: fc.subarray(['in-person', 'online']),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(facets, { maxLength: 12 }), (all) => {
        const some = all.map((one, index) => offer(String(index), one));
        for (const question of QUESTIONS) {
          for (const value of dividing(some, question)) {
            const left = matching(some, { [question]: value }).length;
            expect(left).toBeGreaterThan(0);
            expect(left).toBeLessThan(some.length);
          }
        }
      }),
    );
  });
});

describe('the dialog', () => {
  const knowledge = buildKnowledge(...offers);
  const interpreter = scriptedInterpreter({
    'ich will deutsch lernen': { route: 'offers', entries: ['offer/Integrationskurs', 'offer/Online'] },
    'was gibt es hier': { route: 'offers' },
    'wo ist der alphakurs': { route: 'answer', entries: ['offer/Alpha'] },
  });
  const chat = async () => {
    const opened = openChat({ knowledge, interpreter }, { locale: 'de' });
    await opened.join();
    return opened;
  };

  test('begins with the need that the message is about, and ends with a short list', async () => {
    const user = await chat();
    expect((await user.say('ich will deutsch lernen')).text).toBe('Wie gut ist Ihr Deutsch?');
    expect((await user.tap('A1: ein paar Wörter')).text).toContain('1. **Integrationskurs**: Kurz gesagt de.');
    expect((await user.say('das zweite')).entries).toEqual(['offer/Online']);
  });

  test('asks for the need when it is not known; at most three questions, each can be skipped', async () => {
    const user = await chat();
    const questions = [(await user.say('was gibt es hier')).text];
    let reply = await user.tap('Ist mir egal');
    while (reply.buttons.includes('Ist mir egal')) {
      questions.push(reply.text);
      reply = await user.say('egal');
    }
    expect(questions).toHaveLength(3);
    expect(new Set(questions).size).toBe(3);
    expect(reply.text).toContain('Diese 5 Angebote');
  });

  test('a new question leaves the finder', async () => {
    const user = await chat();
    await user.say('ich will deutsch lernen');
    expect((await user.say('wo ist der alphakurs')).entries).toEqual(['offer/Alpha']);
  });

  test('goes on in another language with the same question', async () => {
    const user = await chat();
    await user.say('was gibt es hier');
    await user.tap('Deutsch lernen');
    const again = await user.say('العربية');
    expect(again.text).toContain('ما مستواكم في الألمانية؟');
    expect((await user.tap('A1: كلمات قليلة')).text).toContain('**Elternkurs**');
  });

  test('says so when nothing fits', async () => {
    const opened = openChat({ knowledge: buildKnowledge(), interpreter }, { locale: 'de' });
    expect((await opened.say('was gibt es hier')).text).toContain('Ich kenne kein Angebot');
  });
});
