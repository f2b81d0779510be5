/**
 * What every caller of a crowd says, over and over: `TALK_MS` of real speech and the silence that
 * belongs to it.
 *
 * The agent is to answer 400 ms after the end of each speech, for 2.4 s. The first answer is heard
 * out; 1.2 s into the second one the caller interrupts, and is answered again.
 */
import { makeNoise, mixSamples, rmsEnvelope, samplesIn } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { readWav } from '#support/audio/wavFile';
import { atSpeechLevel, SPEECH_RMS } from '../utterances';

/** Length of the talk, ms. */
export const TALK_MS = 16_000;

/** What the caller says, and when, ms from the beginning of the talk. */
export const TALK_PARTS = [
  { atMs: 0, lastsMs: 2_000, text: 'Good morning I ordered two boxes of tea a week ago' },
  { atMs: 6_000, lastsMs: 2_000, text: 'Could you tell me when they will arrive at my house' },
  // The answer to the speech before it began at 8.4 s.
  { atMs: 9_600, lastsMs: 800, text: 'Wait I mean the other order' },
] as const;

/** espeak-ng voices; the crowd's callers take turns in them. */
const VOICES = ['en-us', 'en-gb+f3', 'en-gb-scotland', 'en-us+f4'] as const;

/** The noise of a quiet room, 35 dB below speech: no line of a real caller is all zeros. */
const ROOM_RMS = 30;

/** The talk in each of the voices, 16-bit samples at the usual level of a telephone line. */
export function makeCrowdTalks(sampleRateHz: 8_000 | 16_000): Promise<readonly Int16Array[]> {
  return Promise.all(VOICES.map((voice) => makeTalk(voice, sampleRateHz)));
}

/** Where in the talk a caller begins, ms: spread evenly over the talk, however many they are. */
export function talkPhaseMs(caller: number): number {
  return ((caller * GOLDEN_RATIO) % 1) * TALK_MS;
}

const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

async function makeTalk(voice: string, sampleRateHz: 8_000 | 16_000): Promise<Int16Array> {
  const speech = new Int16Array(samplesIn(TALK_MS, sampleRateHz));
  for (const { atMs, lastsMs, text } of TALK_PARTS) {
    const { samples } = await readWav(await makeSpeech(text, { sampleRateHz, voice }));
    const spoken = withoutLead(atSpeechLevel(samples, sampleRateHz), sampleRateHz);
    speech.set(spoken.subarray(0, samplesIn(lastsMs, sampleRateHz)), samplesIn(atMs, sampleRateHz));
  }
  return mixSamples(speech, makeNoise(TALK_MS, ROOM_RMS, sampleRateHz));
}

/** From the first 20 ms on that are not almost silent. */
function withoutLead(samples: Int16Array, sampleRateHz: number): Int16Array {
  const start = rmsEnvelope(samples, sampleRateHz).findIndex((rms) => rms >= SPEECH_RMS / 10);
  return samples.subarray(samplesIn(start * 20, sampleRateHz));
}
