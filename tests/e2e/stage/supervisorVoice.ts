/** A supervisor who speaks by microphone, and what the telephones hear of them. */
import { findDelay } from '#support/audio/alignment';
import { joinSamples } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { toneSegments } from '#support/audio/toneSegments';
import { readWav } from '#support/audio/wavFile';
import { toneHzForVoice } from '#support/gemini/standInGemini';
import type { SipPhone } from '#support/phone/sipPhone';
import type { ConsoleWindow } from './consoleWindow';

/** What the supervisor says into the microphone, over and over. */
const SUPERVISOR =
  'Good morning, this is the supervisor. I have your parcel in front of me, and I will see to it that it is brought to you today.';

const VOICE_HZ = toneHzForVoice('Puck');

/** Shorter stretches of the tone are in anybody's speech, ms. */
const ANSWER_MS = 400;

/**
 * Arguments of Chromium for a microphone into which the supervisor speaks. The permission itself is
 * asked for as always: the window's own rules answer it.
 */
export async function microphoneArgs(): Promise<string[]> {
  const microphone = await makeSpeech(SUPERVISOR, { sampleRateHz: 24_000 });
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}`];
}

/** Takes the selected call over, which asks first. */
export async function takeOver({ page }: ConsoleWindow): Promise<void> {
  await page.getByRole('button', { name: 'Take over', exact: true }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^Nobody hears this yet/).waitFor();
  await dialog.getByRole('button', { name: 'Take over' }).click();
  await page.getByText(/hears you$/).waitFor();
}

/** Whether an answer of the agent, whose voice is Puck, was heard after a moment. */
export async function agentHeardAfter(phone: SipPhone, epochMs: number): Promise<boolean> {
  const { heard } = await phone.audio();
  return toneSegments(heard, VOICE_HZ).some(
    (segment) => segment.startEpochMs > epochMs && segment.durationMs >= ANSWER_MS,
  );
}

/**
 * How well a second of what was heard matches what the supervisor said: 0 to 1. The microphone's
 * own filters leave about 0.65.
 */
export async function likeness(phone: SipPhone, afterEpochMs: number): Promise<number> {
  const { heard } = await phone.audio();
  const said = await readWav(await makeSpeech(SUPERVISOR));
  const from = heard.sampleIndexAt(afterEpochMs);
  const piece = heard.samples.subarray(from, from + 8_000);
  // The microphone says it over and over.
  const twice = joinSamples(said.samples, said.samples);
  return findDelay(piece, twice, said.samples.length).correlation;
}
