import { test } from '@jest/globals';
import { play } from '../support/dialogue.ts';

test('unpaid wages: answer, choice of a next step by number, a person', () =>
  play('tr', [
    ['patronum maaşımı ödemiyor ne yapmalıyım', { answer: 'work/labour-rights', says: 'Kaynaklar', locale: 'tr' }],
    ['bir insanla konuşmak istiyorum', { says: 'kişisel olarak danışmanlık' }],
    ['teşekkürler', { answer: 'meta/thanks' }],
  ]));

test('a German greeting does not keep the conversation in German', () =>
  play('de', [
    ['hallo', { locale: 'de' }],
    ['çocuğum için kreş arıyorum', { answer: 'education/daycare', locale: 'tr' }],
    ['ok', { locale: 'tr' }],
    ['Jobcenter', { locale: 'tr' }],
  ]));

test('danger', () => play('tr', [['eşim beni dövüyor', { answer: 'safety/violence-against-women', says: '116 016', locale: 'tr' }]]));

test('the offer finder, step by step, with words instead of buttons', () =>
  play('tr', [
    ['→ Başka dil', { offers: 'Türkçe' }],
    ['dördüncü', { says: 'bilgisayar programıyım' }],
    ['Uygun bir hizmet bul', { says: 'Hangi konuda destek arıyorsunuz?' }],
    ['sağlık', { avoids: 'anlayamadım' }],
    ['vazgeç', { avoids: 'anlayamadım' }],
  ]));

test('deleting, in Turkish words', () =>
  play('tr', [
    ['verilerimi siler misiniz', { says: 'sileyim mi?' }],
    ['evet', { says: 'silindi' }],
  ]));
