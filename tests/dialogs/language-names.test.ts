import { describe, expect, test } from '@jest/globals';
import { createLanguageNames } from '../../dialogs/language-names.ts';
import { languages, texts, unsupported } from '../support/chat.ts';

const names = createLanguageNames(languages, [...unsupported.keys()], texts);

describe('a request for a language', () => {
  test('every language is asked for by its own name and by each of its names in our languages', () => {
    for (const { code, name, aliases } of languages) {
      for (const one of [...name.split('/'), ...aliases]) {
        expect([one, names.find(one)]).toEqual([one, [code]]);
      }
    }
  });

  test.each([
    ['can we speak arabic', 'ar'],
    ['Could you answer in Turkish please', undefined],
    ['answer in turkish please', 'tr'],
    ['auf englisch bitte', 'en'],
    ['sprechen Sie auch Ukrainisch?', 'uk'],
    ['leichte sprache', 'de-simple'],
    ['Easy German', 'de-simple'],
    ['türkçe konuşalım mı', 'tr'],
    ['Türkçeye', 'tr'],
    ['arapça biliyor musunuz', 'ar'],
    ['ممكن نحكي إنجليزي', 'en'],
    ['بالتركية', 'tr'],
    ['باللغة الروسية من فضلك', 'ru'],
    ['можна українською?', 'uk'],
    ['а арабською можна', undefined],
    ['говорите по-турецки?', 'tr'],
    ['на турецком пожалуйста', 'tr'],
    ['ok and in Turkish?', 'tr'],
    ['in albanian please', 'sq'],
    ['shqip', 'sq'],
    ['中文', 'zh'],
  ])('"%s" -> %s', (text, locale) => {
    expect(names.request(text, undefined)).toEqual(locale && { kind: 'switch', locale });
  });

  test('"German" in another language may mean a course; "Deutsch" means the language, unless it is spoken already', () => {
    for (const text of ['almanca', 'german', 'ألماني', 'немецкий', 'німецька'])
      expect([text, names.request(text, 'tr')]).toEqual([text, { kind: 'german' }]);
    expect(names.request('Deutsch', 'tr')).toEqual({ kind: 'switch', locale: 'de' });
    expect(names.request('deutsch', 'de')).toBeUndefined();
    expect(names.request('in german please', 'tr')).toEqual({ kind: 'switch', locale: 'de' });
  });

  test.each([
    'I want to speak German better',
    'in germany',
    'in deutschland',
    'in der türkei',
    'ich suche einen deutschkurs',
    'english or turkish',
    'mein mann spricht nur arabisch und braucht einen arzt',
    'turkish doctor',
    'russisches konsulat',
    'rusya',
    'almanya',
    '',
    '?',
  ])('"%s" asks for no language', (text) => {
    expect(names.request(text, undefined)).toBeUndefined();
  });

  test('several languages are found in order', () => {
    expect(names.find('my german is bad, arabic or türkçe?')).toEqual(['de', 'ar', 'tr']);
  });
});
