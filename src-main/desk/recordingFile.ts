import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** An open recording. Its owner must close it or read it to its end. */
export type OpenRecording = {
  /** Name as a file, e.g. `call-2026-01-31-1700000000.7.wav`. */
  readonly name: string;
  readonly bytes: number;
  /** Changes when the content does (RFC 9110, section 8.8.3). */
  readonly etag: string;
  /**
   * The bytes from `start` to `end`, both included. To be called once: the recording closes when
   * the stream ends or is cancelled.
   */
  readonly read: (start: number, end: number) => ReadableStream<Uint8Array>;
  /** Closes a recording that was not read. Idempotent. */
  readonly close: () => Promise<void>;
};

/**
 * Opens a recording for reading. Fails with `not-found` when the file is missing, empty, not a
 * plain file, or outside the data folder after links are followed: the path comes from the
 * database, which another program may have written.
 * @param path Below the data folder, as CallRecording gives it.
 */
export async function openRecording(
  dataDir: string,
  path: string,
  name: string,
): Promise<Result<OpenRecording>> {
  try {
    const file = await realpath(join(dataDir, path));
    const below = relative(await realpath(dataDir), file);
    if (below.startsWith('..') || isAbsolute(below) || !below.endsWith('.wav')) {
      return gone('it is no recording in the data folder');
    }
    // Checked before opening: opening a pipe waits until somebody writes to it.
    const found = await stat(file);
    if (!found.isFile() || found.size === 0) {
      return gone('it is empty, or no file');
    }
    // All links were followed above: one that is found here was put there meanwhile.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    return ok({
      name,
      bytes: found.size,
      etag: `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`,
      read: (start, end) =>
        Readable.toWeb(handle.createReadStream({ start, end })) as ReadableStream<Uint8Array>,
      close: () => handle.close(),
    });
  } catch (error) {
    return gone(messageOf(error));
  }
}

function gone(why: string): Result<never> {
  return fail(cordboardError('not-found', phrase('history.recording-gone'), { cause: why }));
}
