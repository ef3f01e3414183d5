import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fallbacks, loadTexts, TextsError } from '../../src/reply/i18n.ts';
import { checkTexts, flatten, parseTextsFile, type TextKey } from '../../src/reply/texts-file.ts';
import { languages, texts } from '../support/chat.ts';
import { temporaryFolder } from '../support/folder.ts';

const LOCALES = join(import.meta.dirname, '../../locales');
const read = async (locale: string) => JSON.parse(await readFile(join(LOCALES, locale, 'bot.json'), 'utf8'));

describe('the texts of the project', () => {
  test('are complete in every locale, and every key can be said', async () => {
    const keys = [...flatten(parseTextsFile(await read('de')).texts).keys()].map((key) => key.replace(/_(one|other)$/, ''));
    const values = {
      ...{ service: 'W', count: 2, url: 'u', languages: 'l', phone: 'p', date: 'd', value: 'v' },
      ...{ counselor: 'c', position: 3, language: 'l', topic: 't', time: 't' },
    };
    for (const locale of texts.locales) {
      for (const key of keys)
        expect([locale, key, texts.t(locale, key as TextKey, values)]).toEqual([locale, key, expect.not.stringMatching(/\{\{|^$/)]);
    }
  });

  test('have a note for translators for every group and for every text with a placeholder', async () => {
    const notes: Record<string, string> = JSON.parse(await readFile(join(LOCALES, 'notes/bot.json'), 'utf8'));
    const german = flatten(parseTextsFile(await read('de')).texts);
    const keys = [...german.keys()].map((key) => key.replace(/_(one|other)$/, ''));
    for (const [key, text] of german) {
      const base = key.replace(/_(one|other)$/, '');
      if (text.includes('{{')) expect([base, notes[base]]).toEqual([base, expect.any(String)]);
    }
    for (const noted of Object.keys(notes).filter((key) => !key.startsWith('words'))) {
      expect([noted, keys.some((key) => key === noted || key.startsWith(`${noted}.`))]).toEqual([noted, true]);
    }
  });

  test('choose the plural form of the language', () => {
    const offers = (locale: string) => [1, 2, 3, 5, 11, 21].map((count) => texts.t(locale, 'offers.results', { count }));
    expect(offers('de')[0]).toContain('Dieses Angebot');
    expect(offers('ar')[1]).toContain('هذان العرضان');
    expect(offers('ar')[2]).toContain('3 عروض');
    expect(offers('ar')[4]).toContain('11 عرضاً');
    expect(offers('ru')).toEqual([
      expect.stringContaining('1 предложение'),
      expect.stringContaining('2 предложения'),
      expect.stringContaining('3 предложения'),
      expect.stringContaining('5 предложений'),
      expect.stringContaining('11 предложений'),
      expect.stringContaining('21 предложение'),
    ]);
  });

  test('what a person wrote is put in as it stands, whatever it looks like', () => {
    const odd = '{{service}} $t(button.person) <b>';
    expect(texts.t('de', 'handoff.yourName', { value: odd })).toBe(`Name: ${odd}`);
  });

  test('a locale that is not there yet gets English, Leichte Sprache German', () => {
    expect(fallbacks('de-simple')).toEqual(['de-simple', 'de', 'en']);
    expect(fallbacks('pl')).toEqual(['pl', 'en', 'de']);
    expect(texts.t('xx', 'privacy.kept')).toBe(texts.t('en', 'privacy.kept'));
  });

  test('a placeholder without a value is an error, not a gap', () => {
    expect(() => texts.t('de', 'welcome.hello')).toThrow('{{service}}');
  });
});

describe('the check', () => {
  const broken = async (change: (json: Record<string, Record<string, unknown>>) => void) => {
    const json = await read('ru');
    change(json);
    const files = new Map([
      ['de', parseTextsFile(await read('de'))],
      ['ru', parseTextsFile(json)],
    ]);
    return checkTexts(files, languages);
  };

  test.each([
    ['a missing text', (json) => delete json['none']?.['first'], 'locales/ru/bot.json: "none.first" is missing.'],
    ['an empty text', (json) => Object.assign(json['none']!, { first: ' ' }), 'locales/ru/bot.json: "none.first" is empty.'],
    [
      'a text too many',
      (json) => Object.assign(json['none']!, { extra: 'x' }),
      'locales/ru/bot.json: "none.extra" is not in the German file. Remove it.',
    ],
    [
      'a lost placeholder',
      (json) => Object.assign(json['welcome']!, { hello: 'Привет' }),
      'locales/ru/bot.json: "welcome.hello" must contain {{service}}.',
    ],
    [
      'an invented placeholder',
      (json) => Object.assign(json['welcome']!, { ask: '{{name}}?' }),
      'locales/ru/bot.json: "welcome.ask" contains {{name}}, which the German text doesn\'t have.',
    ],
    ['a missing plural form', (json) => delete json['offers']?.['results_many'], 'locales/ru/bot.json: "offers.results_many" is missing.'],
    [
      'a plural form that the language does not have',
      (json) => Object.assign(json['offers']!, { results_two: '2' }),
      'locales/ru/bot.json: "offers.results_two": this language has no such plural form. Remove it.',
    ],
  ] as [string, (json: Record<string, Record<string, unknown>>) => void, string][])('finds %s', async (_name, change, problem) => {
    expect(await broken(change)).toEqual([problem]);
  });

  test('stops the start with all problems at once', async () => {
    const { path: dir, remove } = temporaryFolder();
    for (const locale of ['de', 'tr', 'ar']) await mkdir(join(dir, locale));
    const german = await read('de');
    await writeFile(join(dir, 'de/bot.json'), JSON.stringify(german));
    await writeFile(join(dir, 'tr/bot.json'), JSON.stringify({ ...german, cancelled: '', error: {} }));
    await writeFile(join(dir, 'ar/bot.json'), '{"words": {}');
    const failure = await loadTexts(dir, languages).catch((error: unknown) => error);
    remove();
    expect(failure).toBeInstanceOf(TextsError);
    expect((failure as TextsError).problems).toEqual([
      expect.stringMatching(/^locales\/ar\/bot.json: /),
      'locales/tr/bot.json: "error.apology" is missing.',
      'locales/tr/bot.json: "cancelled" is empty.',
    ]);
  });
});
