import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import type { DeskClient } from '../support/desk-client.ts';
import { until } from '../support/until.ts';
import { newestIn, startOffice } from '../support/web/office.ts';
import { queueUp } from '../support/web/queue.ts';
import { type ChatOnPage, expectFocus } from '../support/web/site.ts';
import { useStage } from '../support/web/stage.ts';

const stage = useStage(startOffice);
let ayse: DeskClient;
let context: BrowserContext;

beforeAll(async () => {
  ayse = await stage.app.counselor({ login: 'ayse', displayName: 'Ayşe Yılmaz', capacity: 20 });
  await stage.app.past();
});
beforeEach(async () => {
  context = await stage.newContext();
});

const queue = (options: Parameters<typeof queueUp>[2] = {}) => queueUp(context, `${stage.url}/`, options);
const banner = ({ frame }: ChatOnPage) => frame.getByRole('region', { name: 'Beratung' });
const say = async (id: string, text: string) => {
  const { status } = await ayse.post(`/handoffs/${id}/messages`, { text, clientId: 'message' });
  expect(status).toBe(200);
};

/** In the queue, and taken by Ayşe. */
async function taken(): Promise<{ chat: ChatOnPage; id: string }> {
  const chat = await queue();
  const id = await newestIn(ayse, 'waiting');
  await ayse.post(`/handoffs/${id}/claim`);
  await banner(chat).getByText('Ayşe Yılmaz ist für Sie da.').waitFor();
  return { chat, id };
}

describe('in the queue', () => {
  test('the place and the waiting time stand above the conversation, and a program is still answering', async () => {
    const chat = await queue();
    await banner(chat)
      .getByText(/^Sie sind Nummer 1\. Etwa 10 Minuten\.$/)
      .waitFor();
    await chat.frame.locator('.header').getByText('Ein Programm antwortet').waitFor();
    await ayse.post(`/handoffs/${await newestIn(ayse, 'waiting')}/claim`);
  });

  test('a new place is shown and read out; the first one, which a message says, is not read out twice', async () => {
    const first = await queue();
    const second = await queueUp(await stage.newContext(), `${stage.url}/`);
    const spoken = second.frame.locator('[data-position]');
    await banner(second).getByText('Sie sind Nummer 2.').waitFor();
    expect(await spoken.textContent()).toBe('');
    await banner(first).getByRole('button', { name: 'Warteschlange verlassen' }).click();
    await banner(second).getByText('Sie sind Nummer 1.').waitFor();
    await spoken.filter({ hasText: 'Sie sind Nummer 1.' }).waitFor();
    await ayse.post(`/handoffs/${await newestIn(ayse, 'waiting')}/claim`);
  });

  test('one button leaves it, and the conversation with the program goes on', async () => {
    const chat = await queue();
    await banner(chat).getByRole('button', { name: 'Warteschlange verlassen' }).click();
    await banner(chat).waitFor({ state: 'detached' });
    await expectFocus(chat.frame.locator('textarea'));
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
    expect((await ayse.get('/handoffs?states=waiting')).body).toEqual([]);
  });
});

describe('a counselor', () => {
  test('is named, and the window says that a person answers now', async () => {
    const { chat } = await taken();
    await chat.frame.locator('.header').getByText('Ein Mensch antwortet').waitFor();
    expect(await chat.frame.getByText('Hier antwortet ein Programm, kein Mensch.').count()).toBe(0);
  });

  test('writes under a name, and what is written means itself', async () => {
    const { chat, id } = await taken();
    await say(id, '**Guten Tag!**\n<b>Worum</b> geht es? https://www.stuttgart.de/migration.');
    const message = chat.frame.locator('li').filter({ has: chat.frame.locator('.person') });
    await message.getByText('**Guten Tag!**').waitFor();
    expect(await message.locator('.speaker').textContent()).toBe('Ayşe Yılmaz Beratung');
    expect(await message.locator('.plain').textContent()).toContain('**Guten Tag!**\n<b>Worum</b> geht es?');
    expect(await message.locator('a').getAttribute('href')).toBe('https://www.stuttgart.de/migration');
    await chat.frame.locator('[data-announcements] p').filter({ hasText: 'Ayşe Yılmaz: **Guten Tag!**' }).waitFor();
  });

  test('sends an entry, which the user gets as an answer in the own language, with the name', async () => {
    const { chat, id } = await taken();
    await ayse.post(`/handoffs/${id}/messages`, { entry: 'language/integration-course', clientId: 'entry' });
    const message = chat.frame.locator('li').filter({ has: chat.frame.locator('.speaker') });
    await message.getByRole('heading', { name: 'Integrationskurs' }).waitFor();
    await message.getByText('Ayşe Yılmaz').waitFor();
    expect(await message.getByRole('group', { name: 'Hat Ihnen das geholfen?' }).count()).toBe(0);
  });

  test('is seen writing, and sees the user writing', async () => {
    const { chat, id } = await taken();
    await ayse.post(`/handoffs/${id}/typing`);
    await chat.frame.locator('.typing').getByText('Ayşe Yılmaz schreibt …').waitFor();

    const stream = await ayse.listen();
    await chat.frame.locator('textarea').pressSequentially('Ich schreibe');
    await until(() => stream.events.some((event) => JSON.stringify(event).includes('typing')));
    stream.stop();
  });

  test('reads what the user writes, and the program keeps silent', async () => {
    const { chat, id } = await taken();
    const before = await chat.frame.locator('.service').count();
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await until(async () => {
      const { body } = await ayse.get(`/handoffs/${id}/activities?after=0`);
      return body.some(({ author, text }: { author: string; text: string }) => author === 'user' && text.includes('Integrationskurs'));
    });
    await chat.page.waitForTimeout(500);
    expect(await chat.frame.locator('.service').count()).toBe(before);
  });

  test('ends it, and the program says that it answers again', async () => {
    const { chat, id } = await taken();
    await ayse.post(`/handoffs/${id}/end`);
    await banner(chat).waitFor({ state: 'detached' });
    await chat.frame.locator('.header').getByText('Ein Programm antwortet').waitFor();
    await chat.ask('Wie melde ich mich für einen Integrationskurs an?');
    await chat.answer('Integrationskurs');
  });

  test('who writes while nobody looks marks the title of the page, until somebody looks', async () => {
    await context.addInitScript("Object.defineProperty(document, 'hidden', { get: () => globalThis.isAway === true })");
    const { chat, id } = await taken();
    const title = await chat.page.title();
    const turn = async (isAway: boolean) => {
      const script = `globalThis.isAway = ${isAway}; document.dispatchEvent(new Event('visibilitychange'))`;
      for (const frame of chat.page.frames()) await frame.evaluate(script);
    };
    await turn(true);
    await say(id, 'Sind Sie noch da?');
    await until(async () => (await chat.page.title()) === `(neue Nachricht) ${title}`);
    await turn(false);
    expect(await chat.page.title()).toBe(title);
  });
});
