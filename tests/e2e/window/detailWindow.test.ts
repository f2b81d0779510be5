/** The detail of a real call: the tools of its AI in the transcript, and the search in the call. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anHttpTool, aProfile } from '#support/profiles';
import { type ShopServer, startShop } from '#support/shopServer';
import { type CallWindow, openCallWindow } from '../stage/callWindow';
import { type ConsoleWindow, requestIn } from '../stage/consoleWindow';
import { QUESTION } from '../stage/harness';

let desk: CallWindow;
let shop: ShopServer;
let window: ConsoleWindow;

beforeAll(async () => {
  shop = await startShop();
  const at = `127.0.0.1:${String(shop.port)}`;
  desk = await openCallWindow({
    knobs: {
      replyMs: 600,
      toolFor: (turn) => (turn === 1 ? { name: 'find_order', args: { order: 'A-17' } } : null),
    },
    env: { HTTP_TOOL_HOSTS: at },
  });
  ({ window } = desk);
  const url = `http://${at}/orders/{order}`;
  const http = [anHttpTool({ name: 'find_order', method: 'GET', url, approval: true })];
  const profile = aProfile({ numbers: ['1000'], tools: { ...aProfile().tools, http } });
  expect(await requestIn(window, 'profiles:save', { profile })).toMatchObject({ ok: true });
  const phone = await desk.phone({ says: QUESTION });
  await phone.call('1000');
});

afterAll(async () => {
  await desk.phonesOver();
  await desk.close();
  await shop.stop();
});

const tool = () => window.page.getByRole('button', { name: /^Tool find_order/ });

describe('the detail of a call', () => {
  it('shows a tool from its call to its end, and opens it by keyboard', async () => {
    const { page } = window;
    await tool().filter({ hasText: 'waits for approval' }).waitFor({ timeout: 15_000 });
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await tool().filter({ hasText: 'done' }).waitFor();
    expect(await tool().textContent()).toMatch(/done[\d,]+ ms$/);
    await tool().focus();
    await page.keyboard.press('Enter');
    await page.getByText('"order": "A-17"').waitFor();
    await page.getByText('Answer', { exact: true }).waitFor();
    expect(await window.axeViolations()).toEqual([]);
  });

  it('still has it after the window was loaded anew', async () => {
    const { page } = window;
    await page.reload();
    await tool().filter({ hasText: 'done' }).waitFor();
    expect(await page.getByText('"order": "A-17"').count()).toBe(0);
  });

  it('finds what the tool was asked, and gives the focus back', async () => {
    const { page } = window;
    await page.getByRole('log', { name: 'Transcript' }).focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('a-17');
    await page.getByRole('search').getByText('1 of', { exact: false }).waitFor();
    // What is brought into sight scrolls in the transcript, not with the head of the call.
    const moved = await page.locator('.call-header').evaluate((header) => {
      let top = 0;
      for (let part = header.parentElement; part !== null; part = part.parentElement) {
        top += part.scrollTop;
      }
      return top;
    });
    expect(moved).toBe(0);
    await page.locator('.hit-now').waitFor();
    expect(await page.locator('.hit-now').first().textContent()).toBe('A-17');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('search').count()).toBe(0);
    const focused = page.getByRole('log', { name: 'Transcript' });
    expect(await focused.evaluate((log) => log === document.activeElement)).toBe(true);
  });

  it('keeps the focus when the inspector closes, opens, or has no more room', async () => {
    const { page } = window;
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    const isInDetail = () =>
      page.evaluate(() => document.querySelector('.detail-pane')?.contains(document.activeElement));
    const setWidth = (width: number) => page.setViewportSize({ width, height: 800 });
    const inspector = page.getByRole('complementary', { name: 'About the call' });
    await inspector.waitFor();
    // A search that is open stays open, with its words: the call is not mounted anew.
    await page.keyboard.press('Control+f');
    await page.keyboard.type('a-17');
    const here = await focused();
    await page.keyboard.press('Control+\\');
    await inspector.waitFor({ state: 'detached' });
    expect(await focused()).toBe(here);
    await page.keyboard.press('Control+\\');
    await inspector.waitFor();
    expect(await focused()).toBe(here);
    await setWidth(1100);
    await inspector.waitFor({ state: 'detached' });
    expect(await focused()).toBe(here);
    await setWidth(1280);
    await inspector.waitFor();
    await page.keyboard.press('Escape');
    // What had the focus goes with the inspector: the call takes it.
    await inspector.getByRole('tab').first().focus();
    await page.keyboard.press('Control+\\');
    await inspector.waitFor({ state: 'detached' });
    expect(await isInDetail()).toBe(true);
    await page.keyboard.press('Control+\\');
    await inspector.waitFor();
  });

  it('goes on when the program is asked to quit, and it is kept running', async () => {
    const { page, app } = window;
    await app.evaluate(({ app: electron }) => {
      electron.quit();
    });
    const keep = page.getByRole('button', { name: 'Keep running' });
    await keep.waitFor();
    expect(await page.getByRole('alertdialog').textContent()).toMatch(/call/);
    await keep.click();
    await expect.poll(() => keep.count()).toBe(0);
    await tool().waitFor();
  });

  it('leads to the notes of the call by N', async () => {
    const { page } = window;
    await page.keyboard.press('n');
    const field = page.getByRole('textbox', { name: 'New note' });
    await expect.poll(() => field.evaluate((area) => area === document.activeElement)).toBe(true);
  });

  it.each([
    [640, 400],
    [720, 450],
    [1_280, 800],
  ])('has room in a window of %i by %i', async (width, height) => {
    const { page } = window;
    await page.setViewportSize({ width, height });
    const overflow = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      const stop = document.querySelector('.ahead-strip')?.lastElementChild;
      const end = document.querySelector('.action-bar')?.lastElementChild;
      const right = (element: Element | null | undefined): number =>
        element?.getBoundingClientRect().right ?? Number.NaN;
      return {
        across: scrollWidth - innerWidth,
        down: scrollHeight - innerHeight,
        cut: [right(stop), right(end)].some((edge) => !(edge <= innerWidth)),
      };
    });
    expect(overflow).toEqual({ across: 0, down: 0, cut: false });
    expect(await window.axeViolations()).toEqual([]);
  });
});
