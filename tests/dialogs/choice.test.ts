import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { choose } from '../../dialogs/choice.ts';
import { createWordLists } from '../../dialogs/word-lists.ts';
import type { Option } from '../../src/reply/actions.ts';
import { texts } from '../support/chat.ts';

const lists = createWordLists(texts);
const entry = (title: string): Option => ({ title, value: title, action: { do: 'entry', entry: title } });
const none: Option = { title: 'Nichts davon', value: 'Nichts davon', action: { do: 'none' } };
const courses = [entry('Integrationskurs'), entry('Berufssprachkurs'), entry('Kosten und Befreiung'), none];
const pick = (text: string, options = courses, asked = true, locale = 'de') => choose(text, options, asked, locale, lists)?.title;

describe('choosing', () => {
  test.each([
    ['ar', 'الثاني'],
    ['ar', 'الرقم ٢ من فضلك'],
    ['ar', 'tnen'],
    ['tr', 'ikinciyi'],
    ['tr', '2 numara lütfen'],
    ['uk', 'друге будь ласка'],
    ['ru', 'второй вариант'],
    ['en', 'I mean the second one'],
    ['de', 'Nr. 2'],
    ['de-simple', 'zwei bitte'],
    ['de', 'Zwei!'],
  ])('%s: "%s" is the second', (locale, text) => {
    expect(pick(text, courses, true, locale)).toBe('Berufssprachkurs');
  });

  test('"the last one" is the last real choice', () => {
    expect(pick('das letzte')).toBe('Kosten und Befreiung');
    expect(pick('الأخير', courses, true, 'ar')).toBe('Kosten und Befreiung');
  });

  test('none of them, in the words of each language', () => {
    for (const locale of texts.locales)
      for (const word of texts.words(locale).none)
        expect([locale, word, pick(word, courses, true, locale)]).toEqual([locale, word, 'Nichts davon']);
  });

  test('words of one title choose it; words of two titles, or a longer question, choose nothing', () => {
    expect(pick('kosten')).toBe('Kosten und Befreiung');
    expect(pick('beruf')).toBe('Berufssprachkurs');
    expect(pick('was kostet der integrationskurs')).toBeUndefined();
    expect(pick('kosten vom integrationskurs')).toBeUndefined();
    expect(pick('ich habe zwei kinder')).toBeUndefined();
    expect(pick('mein zweites kind kommt bald in die schule')).toBeUndefined();
  });

  test('without a question only the text or the number of a button counts', () => {
    expect(pick('2', courses, false)).toBe('Berufssprachkurs');
    expect(pick('integrationskurs', courses, false)).toBe('Integrationskurs');
    expect(pick('kosten', courses, false)).toBeUndefined();
    expect(pick('zwei', courses, false)).toBeUndefined();
  });

  test('numbers that no button has choose nothing', () => {
    for (const text of ['0', '5', '12', '112', '1 2', '-', '']) expect([text, pick(text)]).toEqual([text, undefined]);
  });

  test('yes and no answer a question that has them', () => {
    const options: Option[] = [
      { title: 'A', value: 'A', action: { do: 'eraseYes' } },
      { title: 'B', value: 'B', action: { do: 'eraseNo' } },
    ];
    for (const locale of texts.locales) {
      for (const word of texts.words(locale).yes) expect([word, pick(word, options, true, locale)]).toEqual([word, 'A']);
      for (const word of texts.words(locale).no) expect([word, pick(word, options, true, locale)]).toEqual([word, 'B']);
    }
    expect(pick('ja', courses)).toBeUndefined();
  });
});

describe('for any message', () => {
  test('a choice is one of the options, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constantFrom(...texts.locales), (text, asked, locale) => {
        const found = choose(text, courses, asked, locale, lists);
        expect(found === undefined || courses.includes(found)).toBe(true);
      }),
    );
  });

  test('every option can be chosen by its number, in every kind of digits, with anything around it that is no word', () => {
    const zeros = [0x30, 0x660, 0x6f0, 0xff10];
    const noise = fc.stringMatching(/^[ .,()#!:️⃣؟،]{0,4}$/);
    fc.assert(
      fc.property(
        fc.nat(courses.length - 1),
        fc.constantFrom(...zeros),
        noise,
        noise,
        fc.constantFrom(...texts.locales),
        (index, zero, before, after, locale) => {
          const digit = String.fromCodePoint(zero + index + 1);
          expect(choose(before + digit + after, courses, false, locale, lists)).toBe(courses[index]);
        },
      ),
    );
  });

  test('the text of a button chooses it, however it is written', () => {
    const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => /\p{L}{2}/u.test(text.normalize('NFKC')));
    fc.assert(
      fc.property(title, fc.constantFrom('', ' ', '\u2067', '!'), (text, mark) => {
        const option = entry(text);
        expect(choose(mark + text + mark, [none, option], false, 'de', lists)).toBe(option);
      }),
    );
  });
});
