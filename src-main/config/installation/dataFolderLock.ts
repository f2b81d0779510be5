/**
 * Allows one Cordboard for each data folder: two would write the same history, settings and tokens.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** Locked while a Cordboard runs; empty. */
const LOCK_FILE = 'cordboard.lock';

/** Holds the process id of the lock's owner. Meaningless while nobody has the lock. */
const PID_FILE = 'cordboard.pid';

/** Longest wait for a Cordboard that is just ending, ms. */
const WAIT_MS = 500;

/** SQLite's result code SQLITE_BUSY: another process has the lock. */
const BUSY = 5;

/** Our lock of a folder, until `release`. */
export type DataFolderLock = { release(): Promise<void> };

/**
 * Locks the folder; creates it if it is missing. Fails with `invalid-state` while another process
 * has the lock, and with `config` if the folder cannot be locked, for example because it is not
 * writable.
 */
export async function lockDataFolder(dataDir: string): Promise<Result<DataFolderLock>> {
  const pidFile = join(dataDir, PID_FILE);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = await lockFile(join(dataDir, LOCK_FILE));
    await writeFile(pidFile, `${process.pid}\n`, { mode: 0o600 });
    return ok({
      release: async () => {
        await rm(pidFile, { force: true });
        lock.close();
      },
    });
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
      return fail(alreadyRunning(dataDir, await pidIn(pidFile)));
    }
    const reason = messageOf(error);
    return fail(
      cordboardError('config', phrase('program.no-folder-lock', { folder: dataDir, reason }), {
        cause: error,
      }),
    );
  }
}

/**
 * Locks with SQLite, only because Node offers no file locks. The system frees such a lock when the
 * process ends, however it ends, so there are no stale locks. SQLite is loaded here, so that the
 * program still starts where SQLite does not run.
 */
async function lockFile(file: string): Promise<{ close(): void }> {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const database = new DatabaseSync(file, { timeout: WAIT_MS });
  try {
    // No journal file, because nothing is ever written.
    database.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function pidIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim();
}

function alreadyRunning(folder: string, pid: string) {
  const said =
    pid === ''
      ? phrase('program.already-running', { folder })
      : phrase('program.already-running-as', { folder, pid });
  return cordboardError('invalid-state', said);
}
