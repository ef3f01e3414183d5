import { test } from '@jest/globals';
import { play } from '../support/dialogue.ts';

test('registering: the answer reads from right to left and says where it comes from', () =>
  play('ar', [
    ['كيف أسجل عنواني في شتوتغارت', { answer: 'arrival/registration', says: 'المصادر', locale: 'ar' }],
    ['شكرا كتير', { answer: 'meta/thanks', locale: 'ar' }],
  ]));

test('dialect and Arabizi are Arabic', () =>
  play('de', [
    ['وين بقدر اتعلم الماني ببلاش', { reaches: 'language/online-learning', locale: 'ar' }],
    ['bedi at3alam almani', { locale: 'ar' }],
  ]));

test('danger: the numbers keep their order', () =>
  play('ar', [['زوجي يضربني', { answer: 'safety/violence-against-women', says: '\u2066116 016\u2069', locale: 'ar' }]]));

test('another language by a sentence, and back by a word', () =>
  play('ar', [
    ['كيف أسجل عنواني في شتوتغارت', { answer: 'arrival/registration' }],
    ['ممكن نحكي ألماني', { answer: 'arrival/registration', locale: 'de' }],
    ['عربي', { answer: 'arrival/registration', locale: 'ar' }],
  ]));

test('deleting, in Arabic words', () =>
  play('ar', [
    ['احذف بياناتي', { says: 'هل أحذف' }],
    ['لا', { says: 'لم أحذف شيئاً' }],
    ['امسح كل البيانات', { says: 'هل أحذف' }],
    ['نعم', { says: 'حُذف' }],
  ]));
