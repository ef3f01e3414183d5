import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { entryYaml, soundTree } from '../knowledge/sample.ts';
import { buildCheckout } from './checkout.ts';

let checkout: ReturnType<typeof buildCheckout>;
beforeAll(() => {
  checkout = buildCheckout(soundTree());
});
afterAll(() => checkout.remove());

interface Line {
  readonly text: string;
  readonly language: Record<string, unknown>;
  readonly route: string;
  readonly entries: { readonly id: string; readonly probability: number }[];
  readonly ms: number;
}
const parse = (out: string) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

test('a line in gives a line out, in order, from standard input', async () => {
  const texts = ['Wo melde ich meinen neuen Wohnsitz an?', 'where do i register my address', '?', '', '\ud83d\ude00 \u202e'];
  const input = texts.map((text) => `${JSON.stringify({ text })}\n`).join('\r\n');
  const { code, out, err } = await checkout.run('understand.ts', [], input);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = parse(out);
  expect(lines.map(({ text }) => text)).toEqual(texts);
  expect(lines[0]).toEqual({
    text: texts[0],
    language: { tag: 'de', confidence: expect.any(Number), romanized: false },
    route: 'answer',
    entries: expect.arrayContaining([{ id: 'arrival/registration', probability: expect.any(Number) }]),
    ms: expect.any(Number),
  });
  expect(lines[1]?.language['tag']).toBe('en');
  for (const { route, entries } of lines.slice(2)) expect({ route, entries }).toEqual({ route: 'none', entries: [] });
});

test('lines that are not messages are named and left out; the others are answered; the end is 1', async () => {
  const file = join(checkout.path, 'messages.jsonl');
  writeFileSync(
    file,
    '{"text":"Wohnsitz ummelden"}\nnot json\n\n{"words":"no text"}\n{"text":5}\n[]\n{"text":"Meldebescheinigung","locale":"de","extra":true}',
  );
  const { code, out, err } = await checkout.run('understand.ts', [file]);
  expect(code).toBe(1);
  expect(parse(out).map(({ text }) => text)).toEqual(['Wohnsitz ummelden', 'Meldebescheinigung']);
  expect(err.match(/line \d+/g)).toEqual(['line 2', 'line 4', 'line 5', 'line 6']);
  // What people wrote is not repeated in errors.
  expect(err).not.toContain('no text');
});

test('what was answered last and the conversation’s language are heard', async () => {
  const input = '{"text":"how much","locale":"en","lastEntry":"arrival/registration"}\n';
  const [line] = parse((await checkout.run('understand.ts', [], input)).out);
  expect(line).toMatchObject({ route: 'answer', entries: [{ id: 'arrival/registration' }] });
});

test('--explain shows language, concepts, signals and the decision', async () => {
  const { code, out } = await checkout.run('understand.ts', ['--explain', 'Anmeldung beim Amt', '--locale', 'de']);
  expect(code).toBe(0);
  expect(out).toMatch(/^language +de/m);
  expect(out).toMatch(/^concepts +.*registration \("anmeldung"\)/m);
  expect(out).toMatch(/^decision +\w+: \S/m);
  expect(out).toMatch(/^classifier +arrival\/registration/m);
});

test('a file that is not there is told in one sentence', async () => {
  for (const name of ['nowhere.jsonl', 'knowledge']) {
    const { code, out, err } = await checkout.run('understand.ts', [name]);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: `There is no file ${name}.\n` });
  }
});

test('a knowledge base with errors stops it with the whole list', async () => {
  const broken = buildCheckout({ ...soundTree(), 'arrival/registration/entry.yaml': entryYaml({ kind: 'offer' }), 'lost.yaml': 'a: 1' });
  const { code, out, err } = await broken.run('understand.ts', [], '{"text":"a"}\n');
  broken.remove();
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('2 errors');
  expect(err).toContain('knowledge/arrival/registration/entry.yaml:1: error:');
  expect(err).not.toMatch(/^\s+at /m);
});
