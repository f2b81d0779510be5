import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';

/** An open recording. Whoever has it must close it, or read it to its end by a stream. */
export type RecordingFile = {
  readonly handle: FileHandle;
  readonly bytes: number;
  /** Changes when the content does. */
  readonly etag: string;
};

/**
 * Opens a recording for reading. Fails with `not-found` when it is gone or lies outside the data folder, links followed:
 * paths come from a file that others may have written.
 * @param path Below the data folder, as CallRecording gives it.
 */
export async function openRecording(dataDir: string, path: string): Promise<Result<RecordingFile>> {
  let handle: FileHandle | null = null;
  try {
    const file = await realpath(join(dataDir, path));
    const below = relative(await realpath(dataDir), file);
    if (below === '' || below.startsWith('..') || isAbsolute(below)) {
      return gone('it does not lie in the data folder');
    }
    handle = await open(file, 'r');
    const { size, mtimeMs } = await handle.stat();
    if (size === 0) {
      await handle.close();
      return gone('it is empty');
    }
    const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
    return ok({ handle, bytes: size, etag });
  } catch (error) {
    await handle?.close().catch(() => undefined);
    return gone(messageOf(error));
  }
}

function gone(why: string): Result<never> {
  const message = 'The recording is not there any more.';
  return fail(cordboardError('not-found', message, { cause: why }));
}
