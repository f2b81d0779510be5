/** Keeps recordings from filling the disk: the last free space is left for the history of calls. */
import { statfs } from 'node:fs/promises';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';

/** Limits of recordings, bytes; read anew at each check. */
export type RecordingLimits = {
  /** RECORDING_MAX_SIZE: largest size of one recording. */
  readonly maxBytes: number;
  /** RECORDING_MIN_FREE_DISK: space that stays free on the disk. */
  readonly minFreeBytes: number;
};

/** Returns the free space of the disk that holds a folder, bytes. Rejects as node:fs does. */
export type FreeSpace = (folder: string) => Promise<number>;

/**
 * How often a running recording is checked, ms: at 64 kB/s it grows by 640 kB between two checks.
 */
export const GUARD_INTERVAL_MS = 10_000;

/** Space that this user can still fill on the disk of a folder. */
export const freeSpaceOf: FreeSpace = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Why nothing may be recorded in this folder now; null if recording is allowed. */
export async function diskTrouble(
  folder: string,
  { minFreeBytes }: RecordingLimits,
  freeSpace: FreeSpace,
): Promise<CordboardError | null> {
  let free: number;
  try {
    free = await freeSpace(folder);
  } catch {
    // Not every file system reports free space. The recorder itself notices a full disk.
    return null;
  }
  if (free >= minFreeBytes) {
    return null;
  }
  return cordboardError(
    'config',
    phrase('recording.disk-full', {
      freeMegabytes: megabytes(free),
      keptMegabytes: megabytes(minFreeBytes),
    }),
  );
}

/** Why a recording of this size may not go on; null if it may. */
export function sizeTrouble(bytes: number, { maxBytes }: RecordingLimits): CordboardError | null {
  if (bytes < maxBytes) {
    return null;
  }
  return cordboardError(
    'config',
    phrase('recording.too-large', { megabytes: megabytes(maxBytes) }),
  );
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1_000_000);
}
