import { test } from '@jest/globals';
import { play } from '../support/dialogue.ts';

test('moving in: an answer, a follow-up, a related topic, thanks', () =>
  play('de', [
    ['Guten Tag!', { answer: 'meta/greeting' }],
    [
      'ich bin vor zwei Wochen nach Stuttgart gezogen und muss mich anmelden. Wohin muss ich?',
      { answer: 'arrival/registration', says: 'Zuletzt geprüft' },
    ],
    ['danke schön', { answer: 'meta/thanks', avoids: 'Quellen' }],
    ['chef zahlt mein lohn nicht', { answer: 'work/labour-rights', offers: 'Mit einem Menschen sprechen' }],
    ['→ Mit einem Menschen sprechen', { says: /Hier erreichen Sie Menschen.*\*\*Kontakt\*\*/s }],
  ]));

test('an individual case goes to a person first', () =>
  play('de', [
    [
      'wie beantrage ich den familiennachzug für meine frau',
      { answer: 'arrival/family-reunification', says: 'Einzelfall', offersFirst: 'Mit einem Menschen sprechen' },
    ],
  ]));

test('"I want to learn German" starts the offer finder; a new topic leaves it', () =>
  play('de', [
    ['ich will deutsch lernen', { says: 'Wie gut ist Ihr Deutsch?', offers: 'Ist mir egal' }],
    ['→ Ich lerne gerade lesen und schreiben', { reaches: 'language/literacy-course' }],
    ['1', { reaches: 'language/literacy-course' }],
    ['chef zahlt mein lohn nicht', { answer: 'work/labour-rights' }],
  ]));

test('danger comes before everything, also in the middle of a question', () =>
  play('de', [
    ['ich will deutsch lernen', { says: 'Wie gut ist Ihr Deutsch?' }],
    ['mein mann schlägt mich ich habe angst', { answer: 'safety/violence-against-women', says: '110' }],
  ]));

test('what it does not know it says, and the second time a person comes first', () =>
  play('de', [
    ['wie wird das wetter morgen', { says: /nicht/, avoids: 'Quellen' }],
    ['erzähl mir einen witz', { offersFirst: 'Mit einem Menschen sprechen' }],
  ]));

test('data: what is stored, and deleting it after one question', () =>
  play('de', [
    ['chef zahlt mein lohn nicht', { answer: 'work/labour-rights' }],
    ['zeig mir meine daten', { says: /Letztes Thema: .*Lohn/ }],
    ['löschen sie bitte meine daten', { says: 'Soll ich alles löschen' }],
    ['nein', { says: 'nichts gelöscht' }],
    ['Meine Daten löschen', { says: 'Soll ich alles löschen' }],
    ['→ Ja, alles löschen', { says: 'ist gelöscht' }],
    ['zeig mir meine daten', { avoids: 'Letztes Thema' }],
  ]));

test('the language changes and the last answer comes again', () =>
  play('de', [
    ['was kostet der integrationskurs', { reaches: 'language/course-costs' }],
    ['Kosten und Kostenbefreiung', { reaches: 'language/course-costs' }],
    ['und auf türkisch?', { answer: 'language/course-costs', says: 'Türkçe devam ediyoruz', locale: 'tr' }],
    ['leichte sprache bitte', { says: 'Leichter Sprache', locale: 'de' }],
    ['welche sprachen kannst du', { offers: 'العربية' }],
  ]));

test('languages that we do not have', () =>
  play('de', [['quiero aprender alemán por favor', { says: 'todavía no puedo responder en español' }]]));
