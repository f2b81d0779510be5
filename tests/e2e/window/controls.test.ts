import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../stage/callWindow';
import { type ConsoleWindow, liveRows } from '../stage/consoleWindow';
import { QUESTION } from '../stage/harness';
import { untilHeard } from '../stage/listening';
import { MUSIC_CONFIG, MUSIC_SETTING } from '../stage/supervising';
import { agentHeardAfter, likeness, microphoneArgs, takeOver } from '../stage/supervisorVoice';

const timed = useStallWatch();
let desk: CallWindow;
let window: ConsoleWindow;

beforeAll(async () => {
  desk = await openCallWindow({
    extraConfig: MUSIC_CONFIG,
    env: { ...MUSIC_SETTING, GEMINI_VOICE: 'Puck' },
    args: await microphoneArgs(),
  });
  ({ window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

/** The menu comes last, and has some of what the inspector shows beside the call. */
const button = (name: string): Locator =>
  window.page.getByRole('button', { name, exact: true }).last();

/** A call that is selected in the window, whose first answer is over. */
async function talk(): Promise<SipPhone> {
  const phone = await desk.phone({ says: QUESTION });
  await phone.call('1000');
  const { page } = window;
  await liveRows(window).first().click();
  await page
    .getByText(/This is answer number/)
    .first()
    .waitFor();
  await page.getByText('Quiet').first().waitFor();
  return phone;
}

/** Samples of a line on which nobody speaks stay below this. */
const QUIET = 500;

/** The loudest sample that the phone has heard since. */
async function loudest(phone: SipPhone, afterEpochMs: number): Promise<number> {
  const { heard } = await phone.audio();
  return heard.samples
    .subarray(heard.sampleIndexAt(afterEpochMs))
    .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

describe('the controls of a real call', () => {
  it(
    'let the supervisor speak to the caller by microphone, and give the call back to the AI',
    timed,
    async () => {
      const { page } = window;
      const phone = await talk();
      await takeOver(window);
      const takenAt = Date.now();
      await untilHeard(phone, 2_000, takenAt);
      expect(await likeness(phone, takenAt + 500)).toBeGreaterThan(0.5);
      expect(await agentHeardAfter(phone, takenAt)).toBe(false);
      await page.getByText('Supervisor took over').first().waitFor();

      await page.locator('#call-detail').focus();
      await page.keyboard.press('Shift+B');
      await page.getByText(/hears you$/).waitFor({ state: 'detached' });
      const backAt = Date.now();
      await phone.say(await makeSpeech('And when will it arrive?'));
      await expect.poll(() => agentHeardAfter(phone, backAt), { timeout: 15_000 }).toBe(true);
      await button('Listen').click();
      expect(await button('Listen').getAttribute('aria-pressed')).toBe('false');
    },
  );

  it('show what the call has become, by keyboard and by hand', async () => {
    const { page } = window;
    await talk();
    await page.locator('#call-detail').focus();
    for (const [key, name] of [
      ['h', 'Hold'],
      ['m', 'Caller hears silence'],
      ['Shift+M', 'AI hears silence'],
      ['u', 'AI waits'],
      ['r', 'Record'],
      ['Shift+R', 'Pause recording'],
    ] as const) {
      await page.keyboard.press(key);
      await button('More').click();
      await expect.poll(() => button(name).getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('Escape');
      await page.locator('#call-detail').focus();
    }
    await button('More').click();
    expect(await window.axeViolations()).toEqual([]);
    for (const name of [
      'Pause recording',
      'Record',
      'AI waits',
      'AI hears silence',
      'Caller hears silence',
      'Hold',
    ]) {
      await button(name).click();
      await expect.poll(() => button(name).getAttribute('aria-pressed')).toBe('false');
    }
  });

  it('make the AI say a sentence unless it is taken back, and whisper by default', async () => {
    const { page } = window;
    const phone = await talk();
    const field = page.getByRole('form', { name: 'Words for the AI' }).getByRole('textbox');
    await page.locator('#call-detail').focus();
    await page.keyboard.press('w');
    await page.keyboard.type('Be brief.');
    await page.keyboard.press('Enter');
    await expect.poll(() => field.inputValue()).toBe('');

    await page.keyboard.type('Ten percent off.');
    const undoneAt = Date.now();
    await page.keyboard.press('Shift+Enter');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'The AI is about to say: Ten percent off.' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await page.waitForTimeout(4_000);
    expect(await agentHeardAfter(phone, undoneAt)).toBe(false);
    expect(await field.inputValue()).toBe('Ten percent off.');

    await field.fill('Your parcel is on its way.');
    const saidAt = Date.now();
    await page.keyboard.press('Enter');
    await expect.poll(() => agentHeardAfter(phone, saidAt), { timeout: 15_000 }).toBe(true);
  });

  it('close the microphone from anywhere by one key, and the AI goes on', timed, async () => {
    const { page } = window;
    const phone = await talk();
    await takeOver(window);
    await button('History').click();
    await page.getByText(/hears you$/).waitFor();
    const closedAt = Date.now();
    await page.keyboard.press('Control+Shift+M');
    await page.getByText(/hears you$/).waitFor({ state: 'detached' });
    await phone.say(await makeSpeech('And when will it arrive?'));
    await expect.poll(() => agentHeardAfter(phone, closedAt), { timeout: 15_000 }).toBe(true);
    await button('Live').click();
  });

  it('let the supervisor be heard only while they hold the key', timed, async () => {
    const { page } = window;
    const phone = await talk();
    await button('Take over').click();
    await page.getByLabel('Push to talk').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await page.getByText(/^Your microphone is closed to/).waitFor();
    const takenAt = Date.now();
    await page.waitForTimeout(3_000);
    expect(await loudest(phone, takenAt + 500)).toBeLessThan(QUIET);
    await page.keyboard.down('Space');
    await page.getByText(/hears you$/).waitFor();
    const heldAt = Date.now();
    await untilHeard(phone, 2_000, heldAt);
    expect(await likeness(phone, heldAt + 500)).toBeGreaterThan(0.5);
    await page.keyboard.up('Space');
    await button('Hand back').click();
    const card = page.getByRole('dialog', { name: 'Hand back to the AI' });
    await card.getByRole('button', { name: 'Hand back' }).click();
    await card.waitFor({ state: 'detached' });
  });

  it('take no key that is typed into a menu', async () => {
    const { page } = window;
    await talk();
    await button('Theme').click();
    await page.keyboard.press('l');
    expect(await page.getByRole('region', { name: 'Your headset' }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });
});
