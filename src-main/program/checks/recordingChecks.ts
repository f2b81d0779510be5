import { statfs } from 'node:fs/promises';
import { inDataDir } from '#main/config/installation/dataDir';
import type { Settings } from '#main/config/settings/settings';
import { messageOf } from '#main/util/errors';
import { phrase } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';
import { checkItem } from './checkItem';
import { checkFolder } from './machineChecks';

const RECORDINGS = phrase('check.recordings');

const BYTES_IN_MB = 1_000_000;

/** Whether recordings can be written, and whether there is room for them. */
export async function checkRecording(
  settings: Settings,
  dataDir: string,
): Promise<readonly CheckItem[]> {
  const folder = inDataDir(dataDir, 'recordings');
  const writable = await checkFolder(RECORDINGS, folder);
  return writable.state === 'ok'
    ? [writable, await checkRoom(folder, settings.recordingMinFreeDiskBytes)]
    : [writable];
}

async function checkRoom(folder: string, neededBytes: number): Promise<CheckItem> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const freeMb = Math.floor((bavail * bsize) / BYTES_IN_MB);
    const neededMb = neededBytes / BYTES_IN_MB;
    return freeMb < neededMb
      ? checkItem(RECORDINGS, 'failed', phrase('check.disk-short', { freeMb, neededMb }))
      : checkItem(RECORDINGS, 'ok', phrase('check.disk-room', { freeMb }));
  } catch (error) {
    const said = phrase('check.disk-unknown', { why: messageOf(error) });
    return checkItem(RECORDINGS, 'warning', said);
  }
}
