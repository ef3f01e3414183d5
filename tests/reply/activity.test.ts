import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reply } from '../../src/domain/reply.ts';
import { createRenderer } from '../../src/reply/activity.ts';
import { isolateNumbers, withoutDirectionMarks } from '../../src/reply/bidi.ts';
import { composeAnswer } from '../../src/reply/compose.ts';
import { formatDate } from '../../src/reply/dates.ts';
import { phoneLink, plainText } from '../../src/reply/markdown.ts';
import { buildEntry, buildText } from '../support/builders.ts';
import { languages, texts } from '../support/chat.ts';

const render = createRenderer(texts, languages);
const web = { channelId: 'directline', asks: false };

const reply: Reply = {
  locale: 'de',
  text: 'Gehen Sie **jetzt** zum [Amt](https://example.org/a_(b)).',
  title: 'Wohnsitz anmelden',
  kind: 'guide',
  contacts: [
    {
      name: 'Bürgerbüro [Mitte]',
      phone: '0711 216-0',
      email: 'b@example.org',
      url: 'https://www.example.org/',
      address: 'Eberhardstr. 39',
      asOf: '2024-05',
    },
  ],
  sources: [
    { title: 'Stadt Stuttgart', url: 'https://example.org/s', asOf: '2026-02-09' },
    { title: 'Ohne Datum', url: 'https://example.org/o', asOf: 'undated' },
  ],
  reviewed: '2026-11-23',
  suggestions: [{ title: 'Weiter', value: 'weiter bitte' }],
  answer: { entry: 'arrival/registration', route: 'answer', language: 'de', confidence: 0.93 },
  feedback: true,
};

describe('an activity', () => {
  test('holds everything as text: title, answer, contacts, sources, dates', () => {
    expect(render(reply, web).text).toBe(
      [
        '**Wohnsitz anmelden**',
        'Gehen Sie **jetzt** zum [Amt](https://example.org/a_(b)).',
        '**Kontakt**',
        '- **Bürgerbüro \\[Mitte\\]** · Telefon: [0711 216-0](tel:+497112160) · E-Mail: [b@example.org](mailto:b@example.org) · Website: [example.org](https://www.example.org/) · Adresse: Eberhardstr. 39 · Stand: Mai 2024',
        '**Quellen**',
        '- [Stadt Stuttgart](https://example.org/s) · Stand: 9. Februar 2026\n- [Ohne Datum](https://example.org/o)',
        'Zuletzt geprüft: 23. November 2026',
      ].join('\n\n'),
    );
  });

  test('marks the answer, carries the parts for our clients, and shows buttons', () => {
    expect(render(reply, web)).toMatchObject({
      type: 'message',
      textFormat: 'markdown',
      locale: 'de',
      inputHint: 'acceptingInput',
      suggestedActions: { actions: [{ type: 'imBack', title: 'Weiter', value: 'weiter bitte' }] },
      entities: [{ type: 'wegweiser/answer', entry: 'arrival/registration', route: 'answer', language: 'de', confidence: 0.93 }],
      channelData: {
        wegweiser: {
          version: 1,
          title: 'Wohnsitz anmelden',
          kind: 'guide',
          body: reply.text,
          direction: 'ltr',
          reviewed: '2026-11-23',
          feedback: true,
        },
      },
    });
    expect(render({ locale: 'de-simple', text: 'Hallo' }, { ...web, asks: true })).toEqual({
      type: 'message',
      textFormat: 'markdown',
      locale: 'de',
      text: 'Hallo',
      speak: 'Hallo',
      inputHint: 'expectingInput',
      channelData: { wegweiser: { version: 1, body: 'Hallo', direction: 'ltr', contacts: [], sources: [], feedback: false } },
    });
  });

  test('is read aloud without marks, links and lists of sources', () => {
    expect(render({ ...reply, text: 'Erst **das**:\n\n- eins\n- [zwei](https://x.org)\n\n1. **drei**: vier' }, web).speak).toBe(
      'Wohnsitz anmelden\nErst das:\neins\nzwei\ndrei: vier',
    );
  });

  test('in Arabic runs from right to left, with numbers, addresses and German names in their own order', () => {
    const arabic = render({ ...reply, locale: 'ar', text: 'اتصلوا على **0800 111 0 111** أو 112 حتى 2026-02-09.' }, web);
    expect(arabic.locale).toBe('ar');
    expect(arabic.channelData.wegweiser).toMatchObject({
      direction: 'rtl',
      body: 'اتصلوا على **\u20660800 111 0 111\u2069** أو 112 حتى \u20662026-02-09\u2069.',
      contacts: reply.contacts,
    });
    expect(arabic.text).toContain('[\u20660711 216-0\u2069](tel:+497112160)');
    expect(arabic.text).toContain('**\u2066Bürgerbüro \\[Mitte\\]\u2069**');
    expect(arabic.text).toContain('\u2066Eberhardstr. 39\u2069');
    expect(arabic.text).toContain('9 فبراير 2026');
    expect(arabic.speak).toContain('0800 111 0 111');
    expect(arabic.speak).not.toMatch(/[\u2066-\u2069]/);
  });
});

describe('numbers in a right-to-left text', () => {
  test('are isolated group by group; links and sentences stay as they are', () => {
    expect(isolateNumbers('رقم 116 016. 24 ساعة', 'rtl')).toBe('رقم \u2066116 016\u2069. 24 ساعة');
    expect(isolateNumbers('[116 117](tel:116 117) و +49711', 'rtl')).toBe('[\u2066116 117\u2069](tel:116 117) و \u2066+49711\u2069');
    expect(isolateNumbers('116 016', 'ltr')).toBe('116 016');
  });

  test('nothing is lost, and every isolate is closed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '20', ' ', '-', '+', '.', '/', 'ع', 'a', '[', ']', '(', ')', '**', '\n') }),
        (text) => {
          const isolated = isolateNumbers(text, 'rtl');
          expect(withoutDirectionMarks(isolated)).toBe(text);
          expect(isolated.split('\u2066').length).toBe(isolated.split('\u2069').length);
        },
      ),
    );
  });
});

describe('phone numbers', () => {
  test.each([
    ['0711 1873-800', '[0711 1873-800](tel:+497111873800)'],
    ['0711/216 91100', '[0711/216 91100](tel:+4971121691100)'],
    ['+49 711 123', '[+49 711 123](tel:+49711123)'],
    ['112', '[112](tel:112)'],
    ['116 016', '[116 016](tel:116016)'],
    ['0800 111 0 111', '[0800 111 0 111](tel:08001110111)'],
    ['115 (ohne Vorwahl, Mo-Fr 8-18 Uhr)', '[115](tel:115) (ohne Vorwahl, Mo-Fr 8-18 Uhr)'],
    ['über die Zentrale', 'über die Zentrale'],
  ])('%s', (phone, link) => {
    expect(phoneLink(phone, 'ltr')).toBe(link);
  });
});

test('plain text leaves no trace of Markdown or of what is behind a link', () => {
  expect(plainText('**A**\n\n- [b\\]](tel:1)\n- c\\*d')).toBe('A\nb]\nc*d');
});

test('dates are written out in each language with the digits of the papers', () => {
  const written = ['de', 'en', 'tr', 'ar', 'uk', 'ru', 'fa'].map((tag) => formatDate('2026-02-09', tag));
  expect(written.slice(0, 4)).toEqual(['9. Februar 2026', '9 February 2026', '9 Şubat 2026', '9 فبراير 2026']);
  for (const date of written) expect(date).toMatch(/^9\D+2026\D*$/);
  expect(formatDate('2026-02', 'de')).toBe('Februar 2026');
  expect(formatDate('2023', 'ar')).toBe('2023');
  for (const date of ['undated', '', '2026-1', '2026-13-40x']) expect(formatDate(date, 'de')).toBeUndefined();
});

describe('an answer', () => {
  const context = { route: 'answer', confidence: 0.9 } as const;

  test('falls back from Leichte Sprache to German, from others to English and then German, and says so', () => {
    const entry = buildEntry('a/b', { de: 'Deutsch', en: 'English' });
    expect(composeAnswer(entry, 'de-simple', context, texts)).toMatchObject({
      locale: 'de-simple',
      title: 'Deutsch',
      text: 'Diesen Text gibt es noch nicht in Leichter Sprache.\n\nAntwort a/b (de).',
      answer: { language: 'de' },
    });
    expect(composeAnswer(entry, 'ru', context, texts).text).toMatch(/^Этот текст пока есть только на английском\.\n\n/);
    expect(composeAnswer(buildEntry('a/b', { de: 'Deutsch' }), 'ru', context, texts).text).toMatch(
      /^Этот текст пока есть только на немецком\./,
    );
    expect(composeAnswer(entry, 'de', context, texts).text).toBe('Antwort a/b (de).');
  });

  test('to a danger begins with the number to call, once, and asks nobody for a rating', () => {
    const contacts = [
      { name: 'Online', asOf: 'undated' },
      { name: 'Hotline', phone: '116 016', asOf: 'undated' },
    ];
    const danger = (body: string) =>
      composeAnswer(
        buildEntry('safety/x', {}, { kind: 'safety', handoff: 'recommended', contacts, texts: { de: buildText({ body }) } }),
        'de',
        context,
        texts,
      );
    expect(danger('Holen Sie Hilfe.').text).toBe('Rufen Sie jetzt an: **116 016**\n\nHolen Sie Hilfe.');
    expect(danger('Rufen Sie **116016** an.').text).toBe('Rufen Sie **116016** an.');
    expect(danger('x').feedback).toBe(false);
  });

  test('about the bot itself has neither heading nor rating', () => {
    const meta = composeAnswer(buildEntry('meta/thanks', { de: 'Dank' }, { kind: 'meta' }), 'de', context, texts);
    expect(meta).toMatchObject({ title: undefined, reviewed: undefined, feedback: false });
  });
});
