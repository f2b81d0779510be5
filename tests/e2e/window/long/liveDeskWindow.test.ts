/**
 * What a supervisor does at the list, the time axis, the inspector and the alert rules while real
 * callers are on the line.
 */
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../../stage/callWindow';
import { type ConsoleWindow, liveRows, requestIn } from '../../stage/consoleWindow';
import { SHORT_QUESTION } from '../../stage/harness';

let desk: CallWindow;
let window: ConsoleWindow;
let ana: SipPhone;

const rows = (): Locator => liveRows(window);
const button = (name: string | RegExp): Locator =>
  window.page.getByRole('button', { name, exact: typeof name === 'string' });
const tab = (name: string): Locator => window.page.getByRole('tab', { name });

/** A call that is answered, after those that are in the list already. */
async function call(user: string): Promise<SipPhone> {
  const before = await rows().count();
  const phone = await desk.phone({ user });
  await phone.call('1000');
  await rows().nth(before).waitFor();
  return phone;
}

beforeAll(async () => {
  desk = await openCallWindow({ knobs: { replyMs: 600 } });
  ({ window } = desk);
  ana = await call('phone-ana');
  await call('phone-ben');
});

afterAll(() => desk.close());

describe('the list of real calls', () => {
  it('is narrowed by a filter, which is kept under a name', async () => {
    const { page } = window;
    await rows().first().click();
    await button(/^Hold$/).click();
    await button('Filter').click();
    await page.getByRole('combobox', { name: 'State' }).selectOption('held');
    await expect.poll(() => rows().count()).toBe(1);
    await page.getByRole('textbox', { name: 'Save as' }).fill('Parked');
    await button('Save').click();
    await button('Show all calls').click();
    await expect.poll(() => rows().count()).toBe(2);
    await page.keyboard.press('Escape');
    await button('Parked').click();
    await expect.poll(() => rows().count()).toBe(1);
    await button('Parked').click();
    await expect.poll(() => rows().count()).toBe(2);
    await button('Hold').click();
  });

  it('stands still while it is frozen, and shows what came when it is asked to', async () => {
    const before = await rows().count();
    await button('Freeze the list').click();
    const phone = await desk.phone({ user: 'phone-cleo' });
    await phone.call('1000');
    const show = button(/1 new call.*: show now/);
    await show.waitFor();
    expect(await rows().count()).toBe(before);
    await show.click();
    await expect.poll(() => rows().count()).toBe(before + 1);
    await phone.stop();
    await expect.poll(() => rows().count()).toBe(before);
  });

  it('is sorted by the head of a column', async () => {
    const head = window.page.getByRole('columnheader', { name: 'Time' });
    await head.getByRole('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    await head.getByRole('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).not.toBe('descending');
  });
});

describe('the time axis of a real call', () => {
  it('shows more or less of it, goes back, and returns to live', async () => {
    const { page } = window;
    const place = page.getByRole('slider', { name: 'Place in the call' });
    await expect
      .poll(async () => Number(await place.getAttribute('max')), { timeout: 40_000 })
      .toBeGreaterThan(22_000);
    await page.getByRole('radio', { name: '20 s' }).click();
    await place.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => place.getAttribute('aria-valuetext')).toMatch(/^Up to /);
    await page.getByRole('radio', { name: '60 s' }).click();
    await button('Back to live').click();
    await expect.poll(() => place.getAttribute('aria-valuetext')).toBe('Live');
  });
});

describe('the inspector of a real call', () => {
  it('keeps notes and tags, which the record has too', async () => {
    const { page } = window;
    await tab('Notes').click();
    await page.getByRole('textbox', { name: 'New note' }).fill('Wants the invoice by post.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Wants the invoice by post.').waitFor();
    await page.getByRole('textbox', { name: 'Add a tag' }).fill('invoice');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Tags' }).getByText('invoice').waitFor();
    const snapshot = await requestIn(window, 'app:snapshot', null);
    const ids = snapshot.ok ? snapshot.value.calls.map(({ id }) => id) : [];
    const records = await Promise.all(
      ids.map((callId) => requestIn(window, 'history:call', { callId })),
    );
    const noted = records.flatMap((record) =>
      record.ok && record.value.notes.length > 0 ? [record.value] : [],
    );
    expect(noted).toMatchObject([
      { notes: [{ text: 'Wants the invoice by post.' }], call: { tags: ['invoice'] } },
    ]);
  });

  it('shows its figures, and how they went', async () => {
    await tab('Figures').click();
    const figures = window.page.locator('.inspector-figures');
    await figures.waitFor();
    expect(await figures.textContent()).toMatch(/\d/);
    await expect
      .poll(() => window.page.locator('.inspector canvas').count(), { timeout: 15_000 })
      .toBeGreaterThan(0);
  });
});

describe('the alert rules', () => {
  it('are edited, tried on the record and saved, and alert in the call that goes on', async () => {
    const { page } = window;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Edit the alert rules');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Alert rules' });
    await dialog.getByRole('tab', { name: /^Keywords/ }).click();
    await dialog.getByRole('button', { name: 'Add a keyword rule' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Invoice');
    await dialog.getByRole('textbox', { name: 'Words and phrases' }).fill('invoice');
    await dialog.getByRole('tab', { name: 'Try on the record' }).click();
    await dialog.getByRole('button', { name: /^Try/ }).click();
    await dialog.getByText(/would have alerted/).waitFor();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Saved. All calls follow the new rules.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).first().click();

    desk.gemini.knobs.callerText = () => 'Where is my invoice?';
    await ana.say(await makeSpeech(SHORT_QUESTION));
    const row = rows().filter({ hasText: 'Invoice' });
    await row.waitFor({ timeout: 20_000 });
  });

  it('raise what is reached and acknowledged by keys, and told among the events', async () => {
    const { page } = window;
    const needy = rows().filter({ hasText: 'Invoice' });
    await page.getByRole('log', { name: 'Transcript' }).focus();
    // Another call may be silent meanwhile, and need somebody too.
    await expect
      .poll(async () => {
        await page.keyboard.press('o');
        return needy.getAttribute('aria-selected');
      })
      .toBe('true');
    await page.keyboard.press('Shift+E');
    await needy.waitFor({ state: 'detached' });
    await tab('Events').click();
    await page
      .locator('.event-row')
      .filter({ hasText: /Has seen to: .*Invoice/ })
      .waitFor();
  });
});
