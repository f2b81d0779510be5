import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StandInGemini } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../stage/callWindow';
import { type ConsoleWindow, liveRows } from '../stage/consoleWindow';
import { QUESTION } from '../stage/harness';
import { answersIn, untilHeard } from '../stage/listening';

const ANSWER_MS = 1_500;
const GOODBYE_MS = 2_000;

const timed = useStallWatch();
let desk: CallWindow;
let gemini: StandInGemini;
let window: ConsoleWindow;
let phone: SipPhone;

beforeAll(async () => {
  desk = await openCallWindow({
    env: {
      GEMINI_VOICE: 'Puck',
      GEMINI_SYSTEM_INSTRUCTION: 'You speak with {caller.number}. Be kind.',
    },
  });
  ({ gemini, window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

const button = (name: string): Locator => window.page.getByRole('button', { name, exact: true });

/** How much of the AI the phone has heard, ms. */
async function heardMs(): Promise<number> {
  const answers = answersIn((await phone.audio()).heard, 'Puck');
  return answers.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** A selected call whose caller has heard an answer. */
async function answered(): Promise<void> {
  Object.assign(gemini.knobs, { replyMs: ANSWER_MS });
  phone = await desk.phone({ says: QUESTION });
  await phone.call('1000');
  await liveRows(window).first().click();
  await untilHeard(phone, ANSWER_MS, 0);
  await window.page.locator('#call-detail').focus();
}

describe('the instruction in force', () => {
  it(
    'is shown with the caller in its place, and what is edited reaches the AI',
    timed,
    async () => {
      await answered();
      const { page } = window;
      await page.keyboard.press('i');
      const field = page.getByRole('dialog').getByLabel('System instruction');
      await expect.poll(() => field.inputValue()).toBe('You speak with 2001. Be kind.');
      await field.fill('You speak with 2001. Be brief.');
      const changes = page.getByRole('region', { name: 'What changes' });
      expect(await changes.locator('del, ins').allTextContents()).toEqual(['kind.', 'brief.']);
      expect(await window.axeViolations()).toEqual([]);
      await button('Change').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect
        .poll(() => JSON.stringify(gemini.sessions.map((session) => session.instructions)))
        .toContain('You speak with 2001. Be brief.');
      await page.getByRole('tab', { name: 'Voice' }).click();
      await page.getByText('Changed for this call.').waitFor();
      await page.getByText('You speak with 2001. Be brief.').waitFor();
      await phone.hangUp();
    },
  );
});

describe('ending a call with a goodbye', () => {
  it('lets the caller hear all of it before the line is cut', timed, async () => {
    await answered();
    const { page } = window;
    const beforeMs = await heardMs();
    gemini.knobs.replyMs = GOODBYE_MS;
    await button('End call').click();
    const question = page.getByRole('alertdialog');
    await question.getByLabel('Say goodbye first').check();
    await question.getByRole('button', { name: 'End call' }).click();
    await page.getByText(/The agent says goodbye, then the call ends/u).waitFor();
    await phone.waitFor('closed', 15_000);
    expect(Math.abs((await heardMs()) - beforeMs - GOODBYE_MS)).toBeLessThanOrEqual(100);
    expect(JSON.stringify(gemini.lastSession.clientContents)).toContain('say goodbye');
  });
});
