/**
 * Caller speech for tests: `await makeSpeech('Hello, can you hear me?')` gives the path of a WAV
 * file.
 *
 * espeak-ng speaks, sox resamples; results are kept in `.cache/speech` under a name made of
 * everything that shapes the sound.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from '../asterisk/chroot';

const run = promisify(execFile);

/** How the sentence is spoken. */
export type SpeechOptions = {
  /** Default 8000. */
  readonly sampleRateHz?: 8000 | 16_000 | 24_000;
  /** espeak-ng voice, default en-us. */
  readonly voice?: string;
  /** Words a minute, default 160. */
  readonly wordsPerMinute?: number;
};

/** Speaks `text` and returns the path of the cached mono 16-bit WAV file. */
export async function makeSpeech(text: string, options: SpeechOptions = {}): Promise<string> {
  const { sampleRateHz = 8000, voice = 'en-us', wordsPerMinute = 160 } = options;
  const key = JSON.stringify([text, sampleRateHz, voice, wordsPerMinute]);
  const name = createHash('sha256').update(key).digest('hex').slice(0, 20);
  const dir = path.join(cacheDir(), 'speech');
  const target = path.join(dir, `${name}.wav`);
  if (await exists(target)) {
    return target;
  }
  await mkdir(dir, { recursive: true });
  const part = path.join(dir, `${name}.${String(process.pid)}`);
  await run('espeak-ng', [
    '-v',
    voice,
    '-s',
    String(wordsPerMinute),
    '-w',
    `${part}.raw.wav`,
    text,
  ]);
  await convertWav(`${part}.raw.wav`, `${part}.wav`, sampleRateHz);
  await rm(`${part}.raw.wav`);
  await rename(`${part}.wav`, target);
  return target;
}

/**
 * Converts any audio file sox reads to a mono 16-bit WAV file; -G lowers the level where resampling
 * would clip.
 */
export async function convertWav(from: string, to: string, sampleRateHz: number): Promise<void> {
  await run('sox', ['-G', from, '-b', '16', '-c', '1', '-r', String(sampleRateHz), to]);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
