import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** An open recording. Whoever has it closes it, or reads it to its end. */
export type OpenRecording = {
  /** Name as a file, e.g. `call-2026-01-31-1700000000.7.wav`. */
  readonly name: string;
  readonly bytes: number;
  /** Changes when the content does (RFC 9110, section 8.8.3). */
  readonly etag: string;
  /** The bytes from `start` to `end`, both of it. Closes the recording at its end. */
  readonly read: (start: number, end: number) => ReadableStream<Uint8Array>;
  /** Idempotent. */
  readonly close: () => Promise<void>;
};

/**
 * Opens a recording for reading. Fails with `not-found` when it is gone, empty, or lies outside the
 * data folder, links followed: paths come from a file that others may have written.
 * @param path Below the data folder, as CallRecording gives it.
 */
export async function openRecording(
  dataDir: string,
  path: string,
  name: string,
): Promise<Result<OpenRecording>> {
  let handle: FileHandle | null = null;
  try {
    const file = await realpath(join(dataDir, path));
    const below = relative(await realpath(dataDir), file);
    if (below === '' || below.startsWith('..') || isAbsolute(below) || !file.endsWith('.wav')) {
      return gone('it is no recording in the data folder');
    }
    handle = await open(file, 'r');
    const { size, mtimeMs } = await handle.stat();
    if (size === 0) {
      await handle.close();
      return gone('it is empty');
    }
    return ok(opened(handle, name, size, mtimeMs));
  } catch (error) {
    await handle?.close().catch(() => undefined);
    return gone(messageOf(error));
  }
}

function opened(handle: FileHandle, name: string, size: number, mtimeMs: number): OpenRecording {
  return {
    name,
    bytes: size,
    etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
    read: (start, end) =>
      Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream<Uint8Array>,
    close: () => handle.close(),
  };
}

function gone(why: string): Result<never> {
  return fail(cordboardError('not-found', phrase('history.recording-gone'), { cause: why }));
}
