/** One Cordboard for a data folder: two would write the same history, settings and tokens. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** Locked while a Cordboard runs; it has no content. */
const LOCK_FILE = 'cordboard.lock';

/** Holds the process id of whoever has the lock. It means nothing while nobody has. */
const PID_FILE = 'cordboard.pid';

/** How long a predecessor that is just ending is waited for, ms. */
const WAIT_MS = 500;

/** SQLite's result code SQLITE_BUSY: somebody else has the lock. */
const BUSY = 5;

/** A folder that is ours until `release`. */
export type DataFolderLock = { release(): Promise<void> };

/**
 * Takes the folder; makes it where it is missing. Fails with `invalid-state` while another process
 * has it, and with `config` where no lock can be had, such as in a folder that cannot be written.
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
 * SQLite is here for its file locks alone, which Node does not offer: every system frees them with
 * the process, however that ends, so there is no stale lock to be told from a real one. Loaded
 * here, so that a machine it does not run on still gets a program.
 */
async function lockFile(file: string): Promise<{ close(): void }> {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const database = new DatabaseSync(file, { timeout: WAIT_MS });
  try {
    // No journal file: nothing is ever written.
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
