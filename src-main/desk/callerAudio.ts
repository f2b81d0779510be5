import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { CallRecording } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import { openRecording } from './recordingFile';

/** Layout of a recording: see media/recording. */
const HEADER_BYTES = 44;
const SAMPLES_PER_MS = 16;
const BYTES_PER_SAMPLE = 4;

/**
 * Reads the caller's side of a stretch of a call; silence where nothing was recorded. Fails with
 * `not-found` when no recording has a part of it, or a file is gone.
 * @param fromMs Ms since the call reached Cordboard, as `untilMs`.
 */
export async function readCallerAudio(
  dataDir: string,
  recordings: readonly CallRecording[],
  fromMs: number,
  untilMs: number,
): Promise<Result<Int16Array>> {
  const audio = new Int16Array(Math.ceil((untilMs - fromMs) * SAMPLES_PER_MS));
  let parts = 0;
  for (const { path, startMs, durationMs } of recordings) {
    const begins = Math.max(fromMs, startMs ?? Infinity);
    const ends = Math.min(untilMs, (startMs ?? 0) + durationMs);
    if (startMs === null || begins >= ends) {
      continue;
    }
    const at = Math.floor((begins - fromMs) * SAMPLES_PER_MS);
    const skipped = Math.floor((begins - startMs) * SAMPLES_PER_MS);
    const count = Math.floor((ends - begins) * SAMPLES_PER_MS);
    const read = await readLeft(dataDir, path, skipped, audio.subarray(at, at + count));
    if (!read.ok) {
      return read;
    }
    parts += 1;
  }
  return parts === 0 ? fail(cordboardError('not-found', phrase('replay.no-audio'))) : ok(audio);
}

/** Fills `target` with the left side of a file from a sample on, a piece of the file at a time. */
async function readLeft(
  dataDir: string,
  path: string,
  firstSample: number,
  target: Int16Array,
): Promise<Result<void>> {
  const opened = await openRecording(dataDir, path, path);
  if (!opened.ok) {
    return opened;
  }
  const start = HEADER_BYTES + firstSample * BYTES_PER_SAMPLE;
  const end = Math.min(opened.value.bytes, start + target.length * BYTES_PER_SAMPLE) - 1;
  if (end < start) {
    await opened.value.close();
    return ok(undefined);
  }
  let rest: Uint8Array = new Uint8Array(0);
  let written = 0;
  for await (const piece of opened.value.read(start, end)) {
    const bytes = Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % BYTES_PER_SAMPLE);
    for (let at = 0; at < whole; at += BYTES_PER_SAMPLE) {
      target[written] = bytes.readInt16LE(at);
      written += 1;
    }
    rest = bytes.subarray(whole);
  }
  return ok(undefined);
}
