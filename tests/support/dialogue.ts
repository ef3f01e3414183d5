import { join } from 'node:path';
import { expect } from '@jest/globals';
import { loadInterpreter } from '../../src/knowledge/interpreter.ts';
import { openChat, type Replies } from './chat.ts';

const { knowledge, interpreter } = await loadInterpreter(join(import.meta.dirname, '../..'));

/** What the bot is expected to do. Everything that is named must hold. */
export interface Expected {
  /** The entry that is answered. */
  readonly answer?: string;
  /** The entry is answered or among the choices. */
  readonly reaches?: string;
  /** Part of what is said. */
  readonly says?: string | RegExp;
  /** Not said. */
  readonly avoids?: string | RegExp;
  /** A button that is offered. */
  readonly offers?: string | RegExp;
  /** The first button. */
  readonly offersFirst?: string;
  /** The language that is answered in. */
  readonly locale?: string;
}

/** One line of a script: what the user writes (`→ title` taps a button), and what the bot does. */
export type Line = readonly [user: string, bot: Expected];

/** Plays a dialogue over the real knowledge base, interpreter, dialogs and texts, with a new conversation. */
export async function play(locale: string, lines: readonly Line[]): Promise<void> {
  const user = openChat({ knowledge, interpreter }, { locale });
  await user.join();
  for (const [said, expected] of lines) {
    const replies = said.startsWith('→ ') ? await user.tap(said.slice(2)) : await user.say(said);
    expect(user.failures).toEqual([]);
    check(said, replies, expected);
  }
}

function check(said: string, replies: Replies, expected: Expected): void {
  const { answer, reaches, says, avoids, offers, offersFirst, locale } = expected;
  if (answer !== undefined) expect([said, replies.entries]).toEqual([said, [answer]]);
  if (reaches !== undefined) {
    const titles = Object.values(knowledge.entries.get(reaches)?.texts ?? {}).map(({ title }) => title);
    const reached = replies.entries.includes(reaches) || replies.buttons.some((button) => titles.includes(button));
    expect([said, reaches, reached, replies.buttons]).toEqual([said, reaches, true, replies.buttons]);
  }
  const matching = (part: string | RegExp) => (typeof part === 'string' ? expect.stringContaining(part) : expect.stringMatching(part));
  if (says !== undefined) expect([said, replies.text]).toEqual([said, matching(says)]);
  if (avoids !== undefined) expect([said, replies.text]).not.toEqual([said, matching(avoids)]);
  if (offers !== undefined) expect([said, replies.buttons]).toEqual([said, expect.arrayContaining([matching(offers)])]);
  if (offersFirst !== undefined) expect([said, replies.buttons[0]]).toEqual([said, offersFirst]);
  if (locale !== undefined) expect([said, replies.locale]).toEqual([said, locale]);
}
