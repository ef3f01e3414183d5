import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const folder = join(import.meta.dirname, '../../locales');
const codes = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('widget.json'))
  .map((entry) => entry.name);

/** Every text by its path, without the notes for translators. */
function texts(code: string): Map<string, string> {
  const found = new Map<string, string>();
  const collect = (value: unknown, path: string) => {
    if (typeof value === 'string') found.set(path, value);
    else
      for (const [key, inner] of Object.entries(value as object))
        if (!key.startsWith('_note')) collect(inner, path ? `${path}.${key}` : key);
  };
  collect(JSON.parse(readFileSync(join(folder, code, 'widget.json'), 'utf8')), '');
  return found;
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
const german = texts('de');

test('the languages of the first release are there', () => {
  expect(codes).toEqual(expect.arrayContaining(['de', 'de-simple', 'en', 'tr', 'ar', 'uk', 'ru']));
});

describe.each(codes)("the window's words in %s", (code) => {
  const own = texts(code);

  test('are complete, and no more than are used', () => {
    expect([...own.keys()].sort()).toEqual([...german.keys()].sort());
  });

  test('leave the queue with the very words that the bot takes for it', () => {
    const bot = JSON.parse(readFileSync(join(folder, code, 'bot.json'), 'utf8')) as { button: { leaveQueue: string } };
    expect(own.get('handoff.leave')).toBe(bot.button.leaveQueue);
  });

  test('keep every placeholder and leave nothing empty', () => {
    for (const [path, text] of own) {
      expect([path, placeholders(text)]).toEqual([path, placeholders(german.get(path) ?? '')]);
      expect([path, text.trim()]).not.toEqual([path, '']);
    }
  });
});
