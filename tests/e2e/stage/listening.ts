/** What the telephone tests want to know about the audio at both ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { VoiceName } from '#model/voices';
import { findDelay, snrBySegment } from '#support/audio/alignment';
import { firstLoudSample, lastLoudSample, rmsEnvelope } from '#support/audio/signal';
import { type ToneSegment, toneSegments } from '#support/audio/toneSegments';
import { toneHzForVoice } from '#support/gemini/standInGemini';
import type { RtpTrack } from '#support/phone/rtpTrack';
import type { SipPhone } from '#support/phone/sipPhone';

const LOUD = 500;
const RATE_HZ = 8_000;
/** Samples. */
const MAX_DELAY = 1.5 * RATE_HZ;

/** How well 16 kHz audio at the far end matches what a phone said. */
export type Match = {
  readonly correlation: number;
  /** Signal-to-noise ratio of the 20 ms pieces, dB: 5th percentile and median. */
  readonly p5Db: number;
  readonly medianDb: number;
};

/** Compares the loud part of what the phone said (after `afterEpochMs`) with what arrived. */
export function matchOf(said: RtpTrack, arrived16k: Int16Array, afterEpochMs = 0): Match {
  const from = firstLoudSample(said.samples, LOUD, said.sampleIndexAt(afterEpochMs)) ?? 0;
  const reference = said.samples.slice(from, (lastLoudSample(said.samples, LOUD) ?? 0) + 1);
  // What came from an 8 kHz line has nothing above 4 kHz: every second sample is enough. Which of
  // the two halves lies nearer to the phone's samples depends on the delay.
  const halves = [0, 1].map((phase) =>
    Int16Array.from(
      { length: Math.floor((arrived16k.length - phase) / 2) },
      (_, index) => arrived16k[index * 2 + phase] ?? 0,
    ),
  );
  const matches = halves.map((half) => {
    // Half a second finds the delay; at that delay all of it is compared.
    const { samples } = findDelay(reference.subarray(0, RATE_HZ / 2), half, MAX_DELAY);
    const { correlation } = findDelay(reference, half.subarray(samples), 0);
    const ratios = snrBySegment(reference, half, samples).sort((a, b) => a - b);
    return {
      correlation,
      p5Db: ratios[Math.floor(ratios.length * 0.05)] ?? Number.NEGATIVE_INFINITY,
      medianDb: ratios[ratios.length >> 1] ?? Number.NEGATIVE_INFINITY,
    };
  });
  return matches.reduce((best, match) => (match.p5Db > best.p5Db ? match : best));
}

/** When the phone's caller began to speak after `afterEpochMs`, epoch ms. */
export function speechOnset(said: RtpTrack, afterEpochMs: number): number {
  const from = said.sampleIndexAt(afterEpochMs);
  const at = firstLoudSample(said.samples, LOUD, from);
  if (at === undefined) {
    throw new Error('the caller said nothing');
  }
  return said.epochMsAt(at);
}

/** Longest pause within a sentence, ms. */
const PAUSE_MS = 400;

/**
 * Waits until the phone has said what it was given after `sinceEpochMs`: it spoke and is silent
 * again. A phone on a busy machine begins late.
 */
export async function untilSaid(phone: SipPhone, sinceEpochMs: number): Promise<void> {
  await expect
    .poll(async () => {
      const { said } = await phone.audio();
      const first = firstLoudSample(said.samples, LOUD, said.sampleIndexAt(sinceEpochMs));
      const last = lastLoudSample(said.samples, LOUD) ?? said.samples.length;
      return first !== undefined && said.samples.length - last > (PAUSE_MS * RATE_HZ) / 1_000;
    })
    .toBe(true);
}

/** How long something other than silence was heard after `afterEpochMs`, ms. */
export function loudMsAfter(heard: RtpTrack, afterEpochMs: number): number {
  const after = heard.samples.subarray(heard.sampleIndexAt(afterEpochMs));
  return rmsEnvelope(after, RATE_HZ).filter((rms) => rms > 200).length * 20;
}

/** How long the phone has heard something other than silence after `afterEpochMs`, ms. */
export async function heardMs(phone: SipPhone, afterEpochMs = 0): Promise<number> {
  const { heard } = await phone.audio();
  return heard.samples.length === 0 ? 0 : loudMsAfter(heard, afterEpochMs);
}

/**
 * Waits until the phone has heard so much other than silence after `afterEpochMs`: the dialplan's
 * announcement, or the agent.
 */
export async function untilHeard(
  phone: SipPhone,
  loudMs: number,
  afterEpochMs: number,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const soFarMs = await heardMs(phone, afterEpochMs);
    if (soFarMs >= loudMs) {
      return;
    }
    if (performance.now() > deadline) {
      throw new Error(`${phone.user} heard ${String(soFarMs)} ms of ${String(loudMs)} ms`);
    }
    await sleep(100);
  }
}

/** Between two answers there is more silence than this, ms; less is a hole in one. */
const BETWEEN_ANSWERS_MS = 300;

/**
 * The answers that were heard in one voice, oldest first. A stutter is a hole in an answer and does
 * not make two of it.
 */
export function answersIn(heard: RtpTrack, voice: VoiceName): ToneSegment[] {
  return toneSegments(heard, toneHzForVoice(voice), BETWEEN_ANSWERS_MS);
}
