import { describe, expect, test } from '@jest/globals';
import { matchLanguage, textAttributes, wantedLanguages } from '../../../src/web/shared/languages.ts';

const languages = [
  { code: 'de', tag: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'de-simple', tag: 'de', name: 'Leichte Sprache', direction: 'ltr' },
  { code: 'en', tag: 'en', name: 'English', direction: 'ltr' },
  { code: 'ar', tag: 'ar', name: 'العربية', direction: 'rtl' },
] as const;
const match = (...wanted: (string | undefined)[]) => matchLanguage(wanted, languages)?.code;

describe('matching languages', () => {
  test('by truncation, best wish first', () => {
    expect(match('de-AT')).toBe('de');
    expect(match('DE_simple')).toBe('de-simple');
    expect(match('zh-Hant-TW', 'ar-SY', 'en')).toBe('ar');
    expect(match(undefined, '', 'xx')).toBeUndefined();
  });

  test("a page's fixed language wins, then what the reader's browser prefers", () => {
    expect(match(...wantedLanguages('ar', 'de', ['en-GB']))).toBe('ar');
    expect(match(...wantedLanguages('auto', 'de', ['ar', 'en']))).toBe('ar');
    expect(match(...wantedLanguages(undefined, 'de-DE', ['de']))).toBe('de');
  });

  test('a page in another language than German was chosen by its reader', () => {
    expect(match(...wantedLanguages('auto', 'ar', ['de-DE', 'de']))).toBe('ar');
    expect(match(...wantedLanguages('auto', 'de', ['ar']))).toBe('ar');
  });

  test('who has none of our languages reads English', () => {
    expect(match(...wantedLanguages('auto', 'de', ['vi', 'so']))).toBe('en');
  });
});

describe('marking up a text', () => {
  test('with the tag and direction of its locale', () => {
    expect(textAttributes('ar', languages)).toEqual({ lang: 'ar', dir: 'rtl' });
    expect(textAttributes('de-simple', languages)).toEqual({ lang: 'de', dir: 'ltr' });
    expect(textAttributes('ar-EG', languages)).toEqual({ lang: 'ar', dir: 'rtl' });
  });

  test('an unknown language leaves the direction to the text', () => {
    expect(textAttributes('ps', languages)).toEqual({ lang: 'ps', dir: 'auto' });
    expect(textAttributes(undefined, languages)).toEqual({ dir: 'auto' });
  });
});
