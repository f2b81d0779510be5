/** One supervisor and two real calls: the ear and the microphone are on one of them at a time. */
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../../stage/callWindow';
import { type ConsoleWindow, liveRows } from '../../stage/consoleWindow';
import { SHORT_QUESTION } from '../../stage/harness';
import { untilHeard } from '../../stage/listening';
import { agentHeardAfter, likeness, microphoneArgs, takeOver } from '../../stage/supervisorVoice';

let desk: CallWindow;
let window: ConsoleWindow;
let ana: SipPhone;
let ben: SipPhone;

beforeAll(async () => {
  desk = await openCallWindow({
    knobs: { replyMs: 1_500 },
    env: { GEMINI_VOICE: 'Puck' },
    args: await microphoneArgs(),
  });
  ({ window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

const button = (name: string): Locator =>
  window.page.getByRole('button', { name, exact: true }).last();
const row = (user: string): Locator => liveRows(window).filter({ hasText: user });

/** Two callers are on the line, and say nothing by themselves. */
async function bothCall(): Promise<void> {
  ana = await desk.phone({ user: 'phone-ana' });
  await ana.call('1000');
  ben = await desk.phone({ user: 'phone-ben' });
  await ben.call('1000');
  await expect.poll(() => liveRows(window).count()).toBe(2);
}

/** The caller asks, and hears an answer of the AI. */
async function isAnswered(phone: SipPhone): Promise<void> {
  const askedAt = Date.now();
  await phone.say(await makeSpeech(SHORT_QUESTION));
  await expect.poll(() => agentHeardAfter(phone, askedAt), { timeout: 15_000 }).toBe(true);
}

describe('two calls of one supervisor', () => {
  it('have the ear on one of them, which moves, says so, and goes back', async () => {
    const { page } = window;
    await bothCall();
    await liveRows(window).first().click();
    await button('Listen').click();
    const bar = page.getByRole('region', { name: 'Your headset' });
    await bar.getByText(/^Listening to/).waitFor();
    const before = await bar.textContent();
    await liveRows(window).nth(1).click();
    await button('Listen').click();
    await page.getByText(/^You now hear .*, and no longer /).waitFor();
    await expect.poll(() => bar.textContent()).not.toBe(before);
    await page.getByRole('listitem').getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => bar.textContent()).toContain((before ?? '').slice(0, 20));
    await bar.getByRole('button', { name: /^Stop/ }).click();
  });

  it('hand the first back before the second is taken over, and leave neither caller alone', async () => {
    const { page } = window;
    await bothCall();
    await row('Ana').click();
    await takeOver(window);
    await untilHeard(ana, 2_000, Date.now());
    const heard = page.getByText(/hears you$/);
    const first = await heard.textContent();

    await row('Ben').click();
    await button('Take over').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/It is handed back to its AI first/).waitFor();
    await dialog.getByRole('button', { name: 'Hand back, then take over' }).click();
    await expect.poll(() => heard.allTextContents()).not.toEqual([first]);
    await heard.waitFor();
    const takenAt = Date.now();
    await untilHeard(ben, 2_000, takenAt);
    expect(await likeness(ben, takenAt + 500)).toBeGreaterThan(0.5);
    await isAnswered(ana);

    await page.keyboard.press('Control+Shift+M');
    await page.getByText(/hears you$/).waitFor({ state: 'detached' });
    await isAnswered(ben);
  });
});
