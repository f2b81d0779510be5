/** What the callers of the benchmarks say. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  joinSamples,
  makeNoise,
  makeSilence,
  makeTone,
  rmsEnvelope,
  rmsOf,
} from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { encodeWav, readWav } from '#support/audio/wavFile';

const RATE_HZ = 8_000;
const PACKET_SAMPLES = 160;

/** RMS of speech at the usual level of a telephone line, -26 dB below full scale. */
export const SPEECH_RMS = 1_640;

/** Silence before the voice, ms: whole packets, so that the voice begins with a packet. */
const LEAD_MS = 100;

/** A folder for this run's files; its owner removes it. */
export function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'cordboard-bench-'));
}

/**
 * A spoken word of 300 ms that is at full loudness in its first packet: it begins in a vowel, cut
 * where the word has half of its greatest loudness. The moment of its onset is then one packet, and
 * not a matter of thresholds.
 */
export async function makeSharpWord(folder: string): Promise<string> {
  const { samples } = await readWav(await makeSpeech('Always'));
  const levels = rmsEnvelope(samples);
  const start = levels.findIndex((level) => level >= Math.max(...levels) / 2);
  const word = samples.subarray(start * PACKET_SAMPLES, (start + 15) * PACKET_SAMPLES);
  return save(folder, 'word', atSpeechLevel(word));
}

/**
 * Phrases as people interrupt with, whole, from the first packet on that a detector of loudness
 * could notice.
 */
export async function makeBargeIns(folder: string): Promise<readonly string[]> {
  const phrases = [
    'Excuse me, one moment.',
    'No, wait a minute.',
    'Okay, okay, I know.',
    'But I want to ask.',
    'Hello, can you hear me?',
    'Wait, please.',
    'Stop, that is wrong.',
    'Yes, I understood that.',
  ];
  return Promise.all(
    phrases.map(async (phrase, index) => {
      const { samples } = await readWav(await makeSpeech(phrase));
      const spoken = atSpeechLevel(samples);
      const start = rmsEnvelope(spoken).findIndex((level) => level >= SPEECH_RMS / 10);
      return save(folder, `interruption-${index}`, spoken.subarray(start * PACKET_SAMPLES));
    }),
  );
}

/** Steady noise, `belowSpeechDb` below the usual level of speech. */
export function makeBackground(
  folder: string,
  durationMs: number,
  belowSpeechDb: number,
): Promise<string> {
  return save(folder, 'noise', makeNoise(durationMs, SPEECH_RMS * 10 ** (-belowSpeechDb / 20)));
}

/**
 * What the agent says where only its presence counts: a tone at the usual level of speech, 24 kHz.
 */
export function makeAgentTone(folder: string): Promise<string> {
  const sampleRateHz = 24_000;
  const amplitude = SPEECH_RMS * Math.SQRT2;
  const tone = makeTone({ frequencyHz: 400, durationMs: 1_000, sampleRateHz, amplitude });
  return save(folder, 'tone', tone, sampleRateHz, 0);
}

/** What the agent says in the noise benchmark: speech at the usual level, 24 kHz. */
export async function makeAgentSpeech(folder: string): Promise<string> {
  const text =
    'Your parcel left our warehouse yesterday evening and will be delivered tomorrow between nine and eleven in the morning.';
  const file = await makeSpeech(text, { sampleRateHz: 24_000, voice: 'en-gb' });
  const { samples } = await readWav(file);
  return save(folder, 'agent', atSpeechLevel(samples, 24_000), 24_000, 0);
}

/** Scales so that what is not a pause has the usual level. */
export function atSpeechLevel(samples: Int16Array, sampleRateHz = RATE_HZ): Int16Array {
  const size = sampleRateHz / 50;
  const loudest = Math.max(...rmsEnvelope(samples, sampleRateHz));
  const active = rmsEnvelope(samples, sampleRateHz).flatMap((level, index) =>
    level >= loudest / 20 ? [...samples.subarray(index * size, (index + 1) * size)] : [],
  );
  const gain = SPEECH_RMS / rmsOf(Int16Array.from(active));
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

async function save(
  folder: string,
  name: string,
  samples: Int16Array,
  sampleRateHz = RATE_HZ,
  leadMs = LEAD_MS,
): Promise<string> {
  const file = path.join(folder, `${name}.wav`);
  const whole = joinSamples(makeSilence(leadMs, sampleRateHz), samples);
  await writeFile(file, encodeWav(whole, sampleRateHz));
  return file;
}
