/**
 * Real recorded speech with labels, for measuring voice detection: the prompts that Debian packs
 * for Asterisk (asterisk-core-sounds-*-wav), spoken by five people in five languages, placed one
 * after the other on a line that is silent between them.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readWav } from '../audio/wavFile';
import { LINE_RATE_HZ, telephoneBand } from './telephoneBand';

/** Where the packages put the prompts, a folder for each speaker. */
const SOUNDS = '/usr/share/asterisk/sounds';

/** Active level of speech: -26 dB below full scale, as in ITU-T P.56. */
export const SPEECH_RMS = 1_642;

const WINDOW = LINE_RATE_HZ / 100;
/** Speech begins and ends where it is this far below its loudest 10 ms, dB. */
const EDGE_DB = 35;
const MIN_SECONDS = 0.35;
const MAX_SECONDS = 6;
const MAX_PAUSE_SECONDS = 0.35;
const MIN_GAP_SECONDS = 1.2;
const MAX_GAP_SECONDS = 3;

/** One utterance on the line, seconds from its beginning. */
export type Label = { readonly start: number; readonly end: number };

/** A line with speech on it. */
export type Corpus = {
  /** 8 kHz, within the band of a telephone, active level -26 dB below full scale. */
  readonly line: Float32Array;
  readonly labels: readonly Label[];
  /** Utterances that are not on the line, for voices in the background. */
  readonly others: readonly Float32Array[];
};

/**
 * Reads `count` utterances, evenly from all speakers, or from those whose folder's name begins with
 * `speakers`.
 */
export async function readCorpus(count: number, speakers = ''): Promise<Corpus> {
  const random = randomFrom(1);
  const folders = (await readdir(SOUNDS, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(speakers))
    .map((entry) => path.join(SOUNDS, entry.name));
  const perSpeaker = Math.ceil(count / folders.length);
  const utterances: Float32Array[] = [];
  const others: Float32Array[] = [];
  for (const folder of folders.sort()) {
    const files = shuffled(await wavFilesIn(folder), random);
    const found = await firstUsable(files, perSpeaker + 4);
    utterances.push(...found.slice(0, perSpeaker));
    others.push(...found.slice(perSpeaker));
  }
  return { ...lineOf(shuffled(utterances.slice(0, count), random), random), others };
}

/** A repeatable source of numbers 0..1 (Numerical Recipes' linear congruential generator). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Root mean square. */
export function rmsOfFloats(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

async function wavFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.wav') && !name.startsWith('silence'))
    .sort()
    .map((name) => path.join(folder, name));
}

async function firstUsable(files: readonly string[], count: number): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  for (const file of files) {
    if (found.length === count) {
      break;
    }
    const { samples, sampleRateHz } = await readWav(file);
    const utterance = sampleRateHz === LINE_RATE_HZ ? utteranceIn(samples) : null;
    if (utterance !== null) {
      found.push(utterance);
    }
  }
  return found;
}

/**
 * The speech of a recording at the usual level, without the silence around it; null when it is too
 * short, too long or interrupted.
 */
function utteranceIn(samples: Int16Array): Float32Array | null {
  const speech = telephoneBand(Float32Array.from(samples));
  const levels = levelsOf(speech);
  const edge = Math.max(...levels) * 10 ** (-EDGE_DB / 20);
  const first = levels.findIndex((level) => level >= edge);
  const last = levels.findLastIndex((level) => level >= edge);
  const loud = levels.slice(first, last + 1);
  const seconds = (loud.length * WINDOW) / LINE_RATE_HZ;
  if (
    seconds < MIN_SECONDS ||
    seconds > MAX_SECONDS ||
    longestPause(loud, edge) > MAX_PAUSE_SECONDS
  ) {
    return null;
  }
  const active = loud.filter((level) => level >= Math.max(...loud) / 20);
  const activeRms = Math.sqrt(
    active.reduce((sum, level) => sum + level * level, 0) / active.length,
  );
  return speech
    .subarray(first * WINDOW, (last + 1) * WINDOW)
    .map((sample) => (sample * SPEECH_RMS) / activeRms);
}

function levelsOf(samples: Float32Array): number[] {
  return Array.from({ length: Math.floor(samples.length / WINDOW) }, (_, index) =>
    rmsOfFloats(samples.subarray(index * WINDOW, (index + 1) * WINDOW)),
  );
}

function longestPause(levels: readonly number[], edge: number): number {
  let longest = 0;
  let pause = 0;
  for (const level of levels) {
    pause = level < edge ? pause + 1 : 0;
    longest = Math.max(longest, pause);
  }
  return (longest * WINDOW) / LINE_RATE_HZ;
}

function lineOf(
  utterances: readonly Float32Array[],
  random: () => number,
): Pick<Corpus, 'line' | 'labels'> {
  const labels: Label[] = [];
  const pieces: { readonly at: number; readonly samples: Float32Array }[] = [];
  let at = 2 * LINE_RATE_HZ;
  for (const samples of utterances) {
    pieces.push({ at, samples });
    labels.push({ start: at / LINE_RATE_HZ, end: (at + samples.length) / LINE_RATE_HZ });
    const gap = MIN_GAP_SECONDS + random() * (MAX_GAP_SECONDS - MIN_GAP_SECONDS);
    at += samples.length + Math.round(gap * LINE_RATE_HZ);
  }
  const line = new Float32Array(at);
  for (const piece of pieces) {
    line.set(piece.samples, piece.at);
  }
  return { line, labels };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
