/**
 * What a supervisor does to a real call in the window, by what the phones hear of it: hold, mute,
 * wait, keys, interruptions, another model, transfer, and a call that they place themselves.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { type CallWindow, openCallWindow } from '../../stage/callWindow';
import { type ConsoleWindow, liveRows } from '../../stage/consoleWindow';
import { QUESTION, SHORT_QUESTION } from '../../stage/harness';
import { answersIn, loudMsAfter, untilHeard } from '../../stage/listening';
import { MUSIC_CONFIG, MUSIC_SETTING } from '../../stage/supervising';

const VOICE = 'Puck';
const REPLY_MS = 4_000;

/** Extensions of the phones (asterisk-config/extensions.conf). */
const ANA = '2001';
const BEN = '2002';

const timed = useStallWatch();
let desk: CallWindow;
let window: ConsoleWindow;

beforeAll(async () => {
  const microphone = await makeSpeech('This is the supervisor. Will you take this caller?', {
    sampleRateHz: 24_000,
  });
  desk = await openCallWindow({
    extraConfig: MUSIC_CONFIG,
    knobs: { replyMs: REPLY_MS },
    env: { ...MUSIC_SETTING, GEMINI_VOICE: VOICE },
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`],
  });
  ({ window } = desk);
});

afterAll(() => desk.close());

afterEach(() => desk.callsOver());

const button = (name: string | RegExp): Locator =>
  window.page.getByRole('button', { name, exact: typeof name === 'string' }).last();
const dialog = (name: string): Locator => window.page.getByRole('dialog', { name });

/** A call that is selected, with the focus beside it. Its caller says nothing by themselves. */
async function call(): Promise<SipPhone> {
  const phone = await desk.phone();
  await phone.call('1000');
  await window.page.locator('[data-call-id][aria-label*=", live, "]').first().click();
  await window.page.locator('#call-detail').focus();
  return phone;
}

/** The caller asks, and hears the AI begin. */
async function ask(phone: SipPhone): Promise<void> {
  await phone.say(await makeSpeech(SHORT_QUESTION));
  const askedAt = Date.now();
  await untilHeard(phone, 300, askedAt);
}

/** Sound at the phone within the next while, ms. */
async function heardWithin(phone: SipPhone, ms: number): Promise<number> {
  const from = Date.now();
  await sleep(ms);
  return loudMsAfter((await phone.audio()).heard, from);
}

const press = (key: string): Promise<void> => window.page.keyboard.press(key);

async function hears(listener: SipPhone, speaker: SipPhone): Promise<void> {
  const from = Date.now();
  await speaker.say(await makeSpeech(QUESTION));
  await untilHeard(listener, 600, from);
}

describe('a caller', () => {
  it('hears music while they are held, and silence when they are back', timed, async () => {
    const phone = await call();
    await sleep(500);
    const heldAt = Date.now();
    await press('h');
    await untilHeard(phone, 1_000, heldAt);
    await press('h');
    await window.page.getByText('On hold').first().waitFor({ state: 'detached' });
    await sleep(300);
    expect(await heardWithin(phone, 800)).toBe(0);
  });

  it('hears nothing of a muted AI, and then the rest of what it says', timed, async () => {
    const phone = await call();
    await ask(phone);
    await button('Caller hears silence').click();
    await sleep(200);
    expect(await heardWithin(phone, 800)).toBe(0);
    const backAt = Date.now();
    await button('Caller hears silence').click();
    await untilHeard(phone, 300, backAt);
  });

  it('is not heard by an AI that hears silence, nor by one that waits', timed, async () => {
    const phone = await call();
    for (const name of ['AI hears silence', 'AI waits']) {
      await button(name).click();
      await phone.say(await makeSpeech(QUESTION));
      await sleep(1_700);
      expect(await heardWithin(phone, 2_000)).toBe(0);
      await button(name).click();
    }
    await ask(phone);
  });

  it('gets the keys that are pressed for them', async () => {
    const phone = await call();
    await button('Keypad').click();
    await press('7');
    await press('#');
    await expect.poll(async () => (await phone.audio()).heard.keys, { timeout: 5_000 }).toBe('7#');
    await press('Escape');
  });

  it('interrupts the AI no more where the supervisor says so', timed, async () => {
    const phone = await call();
    await button('When interrupted').click();
    await window.page.getByRole('radio', { name: /^Go on speaking/ }).click();
    await ask(phone);
    await phone.say(await makeSpeech(QUESTION));
    await sleep(REPLY_MS);
    const [answer] = answersIn((await phone.audio()).heard, VOICE);
    expect(answer?.durationMs).toBeGreaterThan(0.9 * REPLY_MS);
  });

  it('goes on with another model', timed, async () => {
    const phone = await call();
    await ask(phone);
    await window.page.getByRole('combobox', { name: 'Voice' }).click();
    const model = window.page.getByRole('combobox', { name: 'Model' });
    const other = 'gemini-3.8-live-extended-thinking';
    const { knobs } = desk.gemini;
    knobs.models = [...knobs.models, other];
    await model.selectOption(other);
    await expect
      .poll(() => desk.gemini.openSessions.at(-1)?.setup?.message.model, { timeout: 15_000 })
      .toContain(other);
    await press('Escape');
    await model.waitFor({ state: 'detached' });
    await ask(phone);
  });
});

describe('a transfer', () => {
  it('at once connects the caller with the party, and Enter does not do it', async () => {
    const ben = await desk.phone({ user: 'phone-ben', receive: 'auto' });
    const ana = await call();
    await press('x');
    await dialog('Transfer the call').getByLabel('Extension or number').fill(BEN);
    await button(`Transfer to ${BEN} at once`).click();
    await ben.waitFor('established');
    await hears(ben, ana);
    await hears(ana, ben);
    await ana.hangUp();
    await ben.waitFor('closed');
  });

  it('after asking: the party hears the supervisor, the caller music, then each other', async () => {
    const ben = await desk.phone({ user: 'phone-ben', receive: 'auto' });
    const ana = await call();
    await press('x');
    await dialog('Transfer the call').getByLabel('Extension or number').fill(BEN);
    const askedAt = Date.now();
    await press('Enter');
    await ben.waitFor('established');
    const talkingAt = Date.now();
    await window.page.getByText(`You speak to ${BEN}.`, { exact: false }).first().waitFor();
    await untilHeard(ana, 500, askedAt);
    await untilHeard(ben, 1_000, talkingAt);
    await button('Connect them').click();
    await window.page.getByText('You speak to', { exact: false }).first().waitFor({
      state: 'detached',
    });
    await sleep(300);
    await hears(ben, ana);
    await hears(ana, ben);
    await ana.hangUp();
    await ben.waitFor('closed');
  });
});

it('a call that the supervisor places rings, and its answer begins a talk', timed, async () => {
  const ana = await desk.phone({ receive: 'manual' });
  await button('New call').click();
  await dialog('New call').getByLabel('Number or extension').fill(ANA);
  await press('Enter');
  await ana.waitFor('incoming');
  await ana.answer();
  await liveRows(window).first().click();
  await ask(ana);
});
