import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { toneSpan } from '#support/audio/tones';
import { toneHzForVoice } from '#support/gemini/standInGemini';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../stage/callWindow';
import { type ConsoleWindow, requestIn } from '../stage/consoleWindow';
import { QUESTION } from '../stage/harness';

let desk: CallWindow;
let window: ConsoleWindow;

beforeAll(async () => {
  desk = await openCallWindow();
  ({ window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

/** Dials 1000 and does not wait for an answer. */
async function dial(): Promise<SipPhone> {
  const phone = await desk.phone({ says: QUESTION });
  await phone.dial('1000');
  return phone;
}

/** Dials 1000 and waits until it is answered. */
async function call(): Promise<SipPhone> {
  const phone = await desk.phone({ says: QUESTION });
  await phone.call('1000');
  return phone;
}

/** Changes a live setting as the settings window does. */
async function setting(name: string, value: string): Promise<void> {
  const changes = { [name]: value };
  const result = await requestIn(window, 'settings:update', { changes });
  expect(result.ok).toBe(true);
}

function rows(page: Page): Locator {
  return page.getByRole('grid', { name: 'Live calls' }).locator('[role="row"][aria-selected]');
}

/** Waits until the first canvas of an element has changed. */
async function untilItMoves(element: Locator): Promise<void> {
  const shot = async (): Promise<string> =>
    await element
      .locator('canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await shot();
  await expect.poll(async () => (await shot()) !== before).toBe(true);
}

describe('a real call in the window', () => {
  it('appears, moves, is transcribed, changes its voice and is ended', async () => {
    const { page } = window;
    const phone = await call();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
    await rows(page).first().click();
    await untilItMoves(page.locator('main'));

    const transcript = page.getByRole('log', { name: 'Transcript' });
    await page
      .getByText(/This is question number 1/)
      .first()
      .waitFor();
    await page
      .getByText(/This is answer number 1/)
      .first()
      .waitFor();
    expect(await transcript.count()).toBe(1);

    await page
      .getByRole('button', { name: 'Voice' })
      .or(page.getByRole('combobox', { name: 'Voice' }))
      .click();
    await page.getByRole('option', { name: /Kore/ }).click();
    await page.getByText('Voice changed to Kore').first().waitFor();
    await phone.say(await makeSpeech('And when will it arrive?'));
    await page
      .getByText(/This is answer number 2/)
      .first()
      .waitFor();
    await expect
      .poll(async () => {
        const { heard } = await phone.audio();
        return toneSpan(heard.samples, 8_000, toneHzForVoice('Kore')) !== undefined;
      })
      .toBe(true);

    await page.getByRole('button', { name: 'End call' }).click();
    await page
      .getByRole('dialog')
      .or(page.getByRole('alertdialog'))
      .getByRole('button', { name: 'End call' })
      .click();
    await phone.waitFor('closed');
    await page.getByText(/ended/i).first().waitFor();
  });

  it('rings until it is answered when calls are not answered by themselves', async () => {
    const { page } = window;
    await setting('AUTO_ANSWER_CALLS', 'false');
    const phone = await dial();
    await phone.waitFor('ringing');
    await rows(page).filter({ hasText: 'Waits to be answered' }).click();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await phone.waitFor('established');
    await page
      .getByText(/This is answer number/)
      .first()
      .waitFor();
    await phone.hangUp();
    await setting('AUTO_ANSWER_CALLS', 'true');
  });

  it('tells a declined caller that the line is busy', async () => {
    const { page } = window;
    await setting('AUTO_ANSWER_CALLS', 'false');
    const phone = await dial();
    await phone.waitFor('ringing');
    await rows(page).filter({ hasText: 'Waits to be answered' }).click();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    expect(await phone.waitFor('closed')).toMatchObject({
      reason: expect.stringMatching(/busy/i) as string,
    });
    await setting('AUTO_ANSWER_CALLS', 'true');
  });

  it('keeps the transcript and the figures readable for axe in both themes', async () => {
    const { page } = window;
    await call();
    await page.locator('[role="row"][data-ended="false"]').first().click();
    await page
      .getByText(/This is answer number/)
      .first()
      .waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await window.axeViolations()).toEqual([]);
    }
  });

  it('never shows the window or the log a secret', async () => {
    const settings = JSON.stringify(await requestIn(window, 'settings:list', null));
    expect(settings).toContain('GOOGLE_API_KEY');
    for (const secret of ['TEST_KEY', desk.stage.lab.password]) {
      expect(settings).not.toContain(secret);
      expect(window.output()).not.toContain(secret);
    }
  });
});
