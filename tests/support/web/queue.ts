import type { BrowserContext } from 'playwright-core';
import type { TextKey } from '../../../src/reply/texts-file.ts';
import { texts } from '../chat.ts';
import { type ChatOnPage, visit } from './site.ts';

/** Taps the button with the bot's own words for it, as soon as it is there. */
export function tap(chat: ChatOnPage, locale: string, key: TextKey): Promise<void> {
  return chat.frame
    .locator('.suggestions button')
    .filter({ hasText: texts.t(locale, key) })
    .click();
}

export interface Asked {
  readonly locale?: string;
  /** What is asked of the bot before, if anything. */
  readonly question?: string;
}

/** Visits the page, asks for a person, agrees, and waits in the queue. */
export async function queueUp(context: BrowserContext, url: string, { locale = 'de', question }: Asked = {}): Promise<ChatOnPage> {
  const chat = await visit(context, url);
  await chat.open();
  if (question !== undefined) {
    await chat.ask(question);
    await chat.frame.locator('.service').nth(1).waitFor();
  }
  await chat.ask(texts.t(locale, 'button.person'));
  for (const key of ['button.consentAll', 'button.skipQuestion', 'button.skipQuestion'] as const) await tap(chat, locale, key);
  await chat.frame.locator('.handoff').waitFor();
  return chat;
}

/** Visits the page and leaves a message for the counselors, to be answered in the chat. */
export async function leaveMessage(context: BrowserContext, url: string, text: string): Promise<ChatOnPage> {
  const chat = await visit(context, url);
  await chat.open();
  await chat.ask(texts.t('de', 'button.leaveMessage'));
  await chat.answer(texts.t('de', 'handoff.message.ask'));
  await chat.ask(text);
  for (const key of ['button.messageYes', 'button.skipQuestion'] as const) await tap(chat, 'de', key);
  await chat.frame.locator('.handoff').waitFor();
  return chat;
}
