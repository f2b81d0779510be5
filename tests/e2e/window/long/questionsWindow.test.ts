/** The agent of a real call asks, and the supervisor answers in the window. */
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ToolWish } from '#support/gemini/sessionRecords';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { anHttpTool, aProfile } from '#support/profiles';
import { type ShopServer, startShop } from '#support/shopServer';
import { type CallWindow, openCallWindow } from '../../stage/callWindow';
import { type ConsoleWindow, requestIn } from '../../stage/consoleWindow';
import { QUESTION } from '../../stage/harness';

let desk: CallWindow;
let gemini: StandInGemini;
let shop: ShopServer;
let window: ConsoleWindow;

beforeAll(async () => {
  shop = await startShop();
  const at = `127.0.0.1:${String(shop.port)}`;
  desk = await openCallWindow({ knobs: { replyMs: 600 }, env: { HTTP_TOOL_HOSTS: at } });
  ({ gemini, window } = desk);
  const url = `http://${at}/orders/{order}`;
  const http = [anHttpTool({ name: 'book', method: 'POST', url, approval: true })];
  const tools = { ...aProfile().tools, askSupervisor: true, http };
  const profile = aProfile({ numbers: ['1000'], tools });
  expect(await requestIn(window, 'profiles:save', { profile })).toMatchObject({ ok: true });
});

afterAll(async () => {
  await desk.close();
  await shop.stop();
});

afterEach(() => desk.callsOver());

const questions = (): Locator => window.page.getByRole('list', { name: 'Questions of the AI' });

/** A call whose agent calls this tool instead of answering the first question. */
async function calling(wish: ToolWish): Promise<void> {
  gemini.knobs.toolFor = (turn) => (turn === 1 ? wish : null);
  const phone = await desk.phone({ says: QUESTION });
  await phone.call('1000');
}

describe('a question of the agent in the window', () => {
  it('is found by its counter, and answered by keyboard alone', async () => {
    const { page } = window;
    await calling({
      name: 'ask_supervisor',
      args: { question: 'May I give 10 % off?', without_answer: 'I offer a call back.' },
    });
    await page.getByRole('button', { name: '1 question' }).waitFor();
    await page.getByRole('row', { name: /asks you/ }).waitFor();
    await page.keyboard.press('q');
    await questions().getByText('Without an answer: I offer a call back.').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await window.axeViolations()).toEqual([]);
    }
    await page.keyboard.type('Yes, up to 20 %.');
    await page.keyboard.press('Enter');
    await questions().waitFor({ state: 'detached' });
    await page
      .getByText(/The result is .*Yes, up to 20 %/)
      .first()
      .waitFor();
    await page
      .getByText('Supervisor answers "May I give 10 % off?": Yes, up to 20 %.')
      .first()
      .waitFor();
    const focused = await page.evaluate(() => document.activeElement?.id);
    expect(focused).toBe('call-detail');
  });

  it('may be about a tool, which is carried out as the supervisor has changed it', async () => {
    const { page } = window;
    await calling({ name: 'book', args: { order: 'A-17' } });
    await page.getByRole('button', { name: '1 question' }).click();
    await questions().getByText('May the AI use book?').waitFor();
    expect(await window.axeViolations()).toEqual([]);
    expect(shop.requests).toEqual([]);
    await questions().getByRole('button', { name: 'Change' }).click();
    await questions().getByLabel('Arguments, as JSON').fill('{"order":"B-2"}');
    await questions().getByRole('button', { name: 'Yes, with these' }).click();
    await expect.poll(() => shop.requests.map(({ url }) => url)).toEqual(['/orders/B-2']);
    await page
      .getByText(/on its way/)
      .first()
      .waitFor();
  });
});
