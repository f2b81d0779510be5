/** The test extensions of asterisk-config/ that need no Cordboard, tried with a real SIP phone. */
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import { findDelay } from '#support/audio/alignment';
import { rmsEnvelope } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { RtpTrack } from '#support/phone/rtpTrack';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import { untilHeard } from '../stage/listening';

const SENTENCE = 'The quick brown fox jumps over the lazy dog.';
const RATE_HZ = 8_000;
const LOUD_RMS = 200;
/** How long the tone before a recording is at least. */
const TONE_MS = 300;

const timed = useStallWatch();
let lab: AsteriskLab;
const phones: SipPhone[] = [];

beforeAll(async () => {
  lab = await startAsterisk();
});

afterEach(async () => {
  await Promise.all(phones.splice(0).map((phone) => phone.stop()));
  await lab.waitUntilIdle();
});

afterAll(() => lab.stop());

async function phoneOf(user: string): Promise<SipPhone> {
  const phone = await createPhone(lab, { user });
  phones.push(phone);
  return phone;
}

/** Waits until the phone has heard nothing for `quietMs`, after it had heard something. */
async function untilQuiet(phone: SipPhone, quietMs: number, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const envelope = rmsEnvelope((await phone.audio()).heard.samples, RATE_HZ);
    const last = envelope.slice(-quietMs / 20);
    if (envelope.some((rms) => rms > LOUD_RMS) && last.every((rms) => rms <= LOUD_RMS)) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`${phone.user} still hears something after ${String(timeoutMs)} ms`);
}

/** Uncertainty of the moments in a recording, ms. */
const EARLY_MS = 40;

/**
 * How well what the phone heard after `afterEpochMs` matches what it said then, and how much later
 * it came.
 */
function echoOf(
  { said, heard }: { readonly said: RtpTrack; readonly heard: RtpTrack },
  afterEpochMs: number,
  maxDelayMs: number,
): { readonly correlation: number; readonly delayMs: number } {
  const spoken = said.samples.subarray(said.sampleIndexAt(afterEpochMs));
  const from = spoken.findIndex((sample) => Math.abs(sample) > 500);
  const onset = said.epochMsAt(said.sampleIndexAt(afterEpochMs) + from);
  // Both directions are dated by packets of 20 ms: an echo that comes at once may seem to come
  // before.
  const start = heard.sampleIndexAt(onset - EARLY_MS);
  const delay = findDelay(
    spoken.subarray(from, from + RATE_HZ),
    heard.samples.subarray(start),
    ((EARLY_MS + maxDelayMs) * RATE_HZ) / 1_000,
  );
  const delayMs = heard.epochMsAt(start + delay.samples) - onset;
  return { correlation: delay.correlation, delayMs };
}

describe('1002, echo and playback', timed, () => {
  it('explains itself, and then sends back what is said, until # is pressed', async () => {
    const phone = await phoneOf('phone-ana');
    await phone.call('1002');
    await untilQuiet(phone, 1_500, 40_000);
    const spokenAt = Date.now();
    await sleep(await phone.say(await makeSpeech(SENTENCE)));
    const echo = echoOf(await phone.audio(), spokenAt, 500);
    expect(echo.correlation).toBeGreaterThan(0.9);
    expect(echo.delayMs).toBeLessThan(120);
    await phone.sendDtmf('#');
    await phone.waitFor('closed', 10_000);
  });
});

describe('1004, recording test', () => {
  const recordings = async (): Promise<string[]> =>
    (await readdir(lab.spoolDir)).filter((name) => name.startsWith('cordboard-test-'));

  it('records what is said, plays it, and keeps nothing', timed, async () => {
    const voice = await makeSpeech(SENTENCE);
    const phone = await phoneOf('phone-ana');
    await phone.call('1004');
    await untilHeard(phone, TONE_MS, 0);
    await expect.poll(recordings).toHaveLength(1);
    const spokenAt = Date.now();
    const lengthMs = await phone.say(voice);
    await sleep(lengthMs);
    await phone.waitFor('closed', 20_000);
    const played = echoOf(await phone.audio(), spokenAt, lengthMs + 6_000);
    expect(played.correlation).toBeGreaterThan(0.9);
    expect(played.delayMs).toBeGreaterThan(lengthMs);
    await expect.poll(recordings).toEqual([]);
  });

  it('keeps nothing of a caller who hangs up while speaking', async () => {
    const phone = await phoneOf('phone-ana');
    await phone.call('1004');
    await untilHeard(phone, TONE_MS, 0);
    await expect.poll(recordings).toHaveLength(1);
    await phone.hangUp();
    await lab.waitUntilIdle();
    await expect.poll(recordings).toEqual([]);
  });
});
