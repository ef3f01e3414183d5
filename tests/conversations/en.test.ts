import { test } from '@jest/globals';
import { play } from '../support/dialogue.ts';

test('registering, a related topic by button, thanks', () =>
  play('en', [
    ['hello there', { answer: 'meta/greeting', locale: 'en' }],
    ['I need to register my address, where do I go?', { answer: 'arrival/registration', says: 'Sources', locale: 'en' }],
    ['thanks a lot', { answer: 'meta/thanks' }],
  ]));

test('the offer finder with ordinals and "doesn’t matter"', () =>
  play('en', [
    ['I want to learn German', { says: 'How good is your German?' }],
    ['the second one please', { avoids: /understood/ }],
    ['doesnt matter', { avoids: /understood/ }],
  ]));

test('danger', () =>
  play('en', [["I don't want to live anymore", { answer: 'safety/suicidal-thoughts', says: '0800 111 0 111', locale: 'en' }]]));

test('a person, by asking for one', () =>
  play('en', [['can I talk to a real person please', { says: 'people who advise you personally' }]]));

test('what it does not know', () =>
  play('en', [
    ['write me a poem about cats', { avoids: 'Sources' }],
    ['tell me a joke', { offersFirst: 'Talk to a person' }],
  ]));

test('deleting, in English words', () =>
  play('en', [
    ['please delete all my data', { says: 'Shall I delete everything' }],
    ['yes', { says: "I've deleted" }],
  ]));
