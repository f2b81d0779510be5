import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../../stage/callWindow';
import { type ConsoleWindow, liveRows } from '../../stage/consoleWindow';
import { QUESTION } from '../../stage/harness';
import { answersIn, untilHeard } from '../../stage/listening';

const WORDS = Array.from({ length: 40 }, (_, index) => `word${String(index + 10)}`).join(' ');
const ANSWER_MS = 8_000;
const HEARD_MS = 2_000;

const timed = useStallWatch();
let desk: CallWindow;
let gemini: StandInGemini;
let window: ConsoleWindow;
let phone: SipPhone;

beforeAll(async () => {
  desk = await openCallWindow({
    env: { GEMINI_VOICE: 'Puck' },
    args: [
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${await makeSpeech(QUESTION, { sampleRateHz: 24_000 })}`,
    ],
  });
  ({ gemini, window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

const button = (name: string | RegExp): Locator =>
  window.page.getByRole('button', { name, exact: true });

/** A selected call whose caller has heard 2 s of an answer of 8 s. */
async function answering(): Promise<void> {
  Object.assign(gemini.knobs, { replyMs: ANSWER_MS, replyText: () => WORDS });
  phone = await desk.phone({ says: QUESTION });
  await phone.call('1000');
  await liveRows(window).first().click();
  await window.page.getByText(/\d\.\d s ahead/u).waitFor();
  await untilHeard(phone, HEARD_MS, 0);
  await window.page.locator('#call-detail').focus();
}

/** What the agent was told besides the caller's voice. */
const told = (): string =>
  JSON.stringify([gemini.lastSession.clientContents, gemini.lastSession.texts]);

const answers = async () => answersIn((await phone.audio()).heard, 'Puck');

/** Length of the words that are painted as not heard yet, characters. */
const unheardChars = (): Promise<number> =>
  window.page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('unheard') ?? [])];
    return ranges.reduce((sum, { startOffset, endOffset }) => sum + endOffset - startOffset, 0);
  });

describe('what the AI will say, before the caller hears it', () => {
  it('is painted in the transcript, and gets less as it is heard', timed, async () => {
    await answering();
    const first = await unheardChars();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(WORDS.length);
    await expect.poll(unheardChars, { timeout: 5_000 }).toBeLessThan(first);
    await window.page.getByText('Nothing ahead of the caller').waitFor({ timeout: 15_000 });
    await expect.poll(unheardChars).toBe(0);
  });

  it('is never heard once it was stopped, and its rest can be said after all', timed, async () => {
    await answering();
    const { page } = window;
    const stoppedAt = Date.now();
    await page.keyboard.press('.');
    await page
      .getByText(/Stopped by [^:]+ before the caller heard the rest/u)
      .first()
      .waitFor();
    await sleep(1_500);
    const heard = await answers();
    expect(heard).toHaveLength(1);
    expect((heard[0]?.endEpochMs ?? 0) - stoppedAt).toBeLessThan(400);
    expect(told()).toContain('Do not say the rest');
    const words = page.getByRole('textbox', { name: 'Words for the AI alone' });
    expect(await words.evaluate((it) => it === document.activeElement)).toBe(true);

    const rest = (await page.locator('s').first().textContent())?.trim() ?? '';
    expect(WORDS.endsWith(rest)).toBe(true);
    gemini.knobs.replyMs = 1_000;
    await button('Say the rest').click();
    await expect.poll(async () => (await answers()).length, { timeout: 10_000 }).toBe(2);
    expect(told()).toContain(rest);
    await button('Say the rest').waitFor({ state: 'detached' });
  });

  it('speaks again as soon as it is whispered what to do after a stop', timed, async () => {
    await answering();
    const { page } = window;
    await page.keyboard.press('.');
    await page
      .getByText(/Stopped by [^:]+ before the caller heard the rest/u)
      .first()
      .waitFor();
    gemini.knobs.replyMs = 1_000;
    await page.keyboard.type('Offer them a voucher.');
    await expect.poll(async () => (await answers()).length, { timeout: 10_000 }).toBe(1);
    const whisperedAt = Date.now();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await answers()).length, { timeout: 10_000 }).toBe(2);
    const [, after] = await answers();
    expect((after?.startEpochMs ?? 0) - whisperedAt).toBeGreaterThan(-50);
    expect((after?.startEpochMs ?? 0) - whisperedAt).toBeLessThan(3_000);
    expect(told()).toContain('Offer them a voucher.');
  });

  it('goes on by itself when nothing is whispered after a stop', timed, async () => {
    await answering();
    gemini.knobs.replyMs = 1_000;
    const stoppedAt = Date.now();
    await window.page.keyboard.press('.');
    await expect.poll(async () => (await answers()).length, { timeout: 15_000 }).toBe(2);
    const [, after] = await answers();
    expect((after?.startEpochMs ?? 0) - stoppedAt).toBeGreaterThan(5_500);
    expect((after?.startEpochMs ?? 0) - stoppedAt).toBeLessThan(9_000);
  });

  it('waits while the sentence is held, and is then heard without loss', timed, async () => {
    await answering();
    const { page } = window;
    const heldAt = Date.now();
    await page.keyboard.press(',');
    await page.getByText(/Held, on in \d s\. \d\.\d s ahead/u).waitFor();
    expect(await window.axeViolations()).toEqual([]);
    await sleep(2_000);
    await page.locator('#call-detail').focus();
    const releasedAt = Date.now();
    await page.keyboard.press(',');
    await page.getByText('Nothing ahead of the caller').waitFor({ timeout: 15_000 });
    const [before, after, ...others] = await answers();
    expect(others).toEqual([]);
    expect((before?.endEpochMs ?? 0) - heldAt).toBeLessThan(400);
    expect((after?.startEpochMs ?? 0) - releasedAt).toBeGreaterThan(-50);
    expect((after?.startEpochMs ?? 0) - releasedAt).toBeLessThan(500);
    const heardMs = (before?.durationMs ?? 0) + (after?.durationMs ?? 0);
    expect(Math.abs(heardMs - ANSWER_MS)).toBeLessThanOrEqual(100);
  });
});

describe('the brief before hand-back', () => {
  it('reaches the AI as it was edited, which begins with the given sentence', timed, async () => {
    await answering();
    const { page } = window;
    const agent = gemini.lastSession;
    await button('Take over').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await page.getByText('Supervisor took over').first().waitFor();
    await page.locator('#call-detail').focus();
    await page.keyboard.press('b');
    await page.getByLabel('What the AI is told').fill('They get a refund of forty euros.');
    await page.getByLabel('What the AI says first').fill('Thank you for waiting.');
    expect(await window.axeViolations()).toEqual([]);
    gemini.knobs.replyMs = 1_000;
    // What the phone hears is placed within some 10 ms, and the AI speaks at once.
    const backAt = Date.now() - 200;
    await page.keyboard.press('Enter');
    await page.getByText('Supervisor handed back').first().waitFor();
    await expect
      .poll(async () => (await answers()).filter((it) => it.startEpochMs > backAt).length, {
        timeout: 10_000,
      })
      .toBe(1);
    const said = JSON.stringify([agent.clientContents, agent.texts]);
    expect(said).toContain('They get a refund of forty euros.');
    expect(said).toContain('Thank you for waiting.');
    expect(said).not.toContain('This was said:\\nCaller');
  });
});
