/** A real call on the wallboard and in the statistics. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CallWindow, openCallWindow } from '../../stage/callWindow';
import { type ConsoleWindow, requestIn, runAxe } from '../../stage/consoleWindow';
import { QUESTION } from '../../stage/harness';

let desk: CallWindow;
let window: ConsoleWindow;

beforeAll(async () => {
  desk = await openCallWindow();
  ({ window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

describe('a real call', () => {
  it('is on the wall with its number masked, and counts in the statistics', async () => {
    const { page } = window;
    const phone = await desk.phone({ says: QUESTION });
    await phone.call('1000');
    await page
      .getByText(/This is answer number 1/)
      .first()
      .waitFor();
    const snapshot = await requestIn(window, 'app:snapshot', null);
    const number = snapshot.ok ? (snapshot.value.calls[0]?.callerNumber ?? '') : '';
    expect(number).not.toBe('');

    const opened = window.app.waitForEvent('window');
    await page.keyboard.press('F11');
    const wallPage = await opened;
    const wall = wallPage.getByRole('main', { name: 'Wallboard' });
    const tile = wall.getByRole('list', { name: 'Calls' }).getByRole('listitem');
    await tile.getByText(/^… \d/).waitFor();
    expect(await wall.textContent()).not.toContain(number);
    expect(await wall.getByRole('definition').first().textContent()).toBe('1');
    for (const colorScheme of ['light', 'dark'] as const) {
      await wallPage.emulateMedia({ colorScheme });
      expect(await runAxe(wallPage)).toEqual([]);
    }
    const sizes = await wall.evaluate((main) => [main.scrollHeight, main.clientHeight]);
    expect(sizes[0]).toBe(sizes[1]);
    const closed = wallPage.waitForEvent('close');
    await wall.getByRole('button', { name: 'Back to the desk' }).click();
    await closed;

    await page.getByRole('navigation').getByRole('button', { name: 'Statistics' }).click();
    await page.getByRole('button', { name: /^Calls\s*1\s*before: 0/ }).waitFor();
    await page.getByRole('table', { name: 'By profile' }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await window.axeViolations()).toEqual([]);
    }
  });
});
