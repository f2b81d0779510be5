/** Recordings as files: whole, or a part of one. */
import { BYTES_PER_MS, fillHeader, HEADER_BYTES } from '#main/media/recording/wavHeader';
import type { FileContent } from '#main/util/atomicFile';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { Excerpt } from '#model/exports';
import type { CallRecording } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import { openRecording } from '../recordingFile';

/**
 * A recording as a WAV file, to be read at once: the file is open until it is read to its end.
 * Fails as openRecording does, or with `invalid-input` where the recording has nothing of the
 * excerpt.
 * @param excerpt Null: all of it.
 */
export async function wavOf(
  dataDir: string,
  { path, startMs }: CallRecording,
  excerpt: Excerpt | null,
): Promise<Result<FileContent>> {
  const opened = await openRecording(dataDir, path, '');
  if (!opened.ok) {
    return opened;
  }
  const { bytes, read, close } = opened.value;
  if (excerpt === null) {
    return ok(read(0, bytes - 1));
  }
  const place = (ms: number) =>
    Math.min(bytes, HEADER_BYTES + Math.max(0, Math.round(ms - (startMs ?? 0))) * BYTES_PER_MS);
  const [from, to] = [place(excerpt.fromMs), place(excerpt.toMs)];
  if (to <= from) {
    await close();
    return fail(cordboardError('invalid-input', phrase('history.no-excerpt')));
  }
  return ok(withHeader(to - from, read(from, to - 1)));
}

async function* withHeader(
  dataBytes: number,
  sound: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(HEADER_BYTES);
  fillHeader(header, dataBytes);
  yield header;
  yield* sound;
}
