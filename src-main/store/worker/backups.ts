/** Daily copies of the record: files `history-<time>.sqlite` in a folder of their own. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { Erasure, Soundness, StorePlaces } from '../historyMessages';
import { Database } from './driver';
import { problemOf } from './fault';
import { numberOf, textOf } from './rows';
import { clearWebhooks } from './webhookRows';

const BACKUPS_KEPT = 7;

const BACKUP_NAME = /^history-.*\.sqlite$/;
const UNFINISHED = '.unfinished';

/** Names of the backups, newest first. */
export function listBackups(backupsDir: string): readonly string[] {
  if (!existsSync(backupsDir)) {
    return [];
  }
  return readdirSync(backupsDir)
    .filter((name) => BACKUP_NAME.test(name))
    .sort()
    .reverse();
}

/** Epoch ms at which the newest backup was made; null when there is none. */
export function newestBackup(backupsDir: string): number | null {
  const [name] = listBackups(backupsDir);
  return name === undefined ? null : statSync(path.join(backupsDir, name)).mtimeMs;
}

/**
 * Copies the record, even while it is being written. Gives the path of the copy. Throws what SQLite
 * and node:fs throw.
 */
export function writeBackup(places: StorePlaces): string {
  mkdirSync(places.backupsDir, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(places.backupsDir)) {
    if (name.endsWith(UNFINISHED)) {
      rmSync(path.join(places.backupsDir, name), { force: true });
    }
  }
  const target = path.join(places.backupsDir, `history-${timestamp()}.sqlite`);
  const unfinished = target + UNFINISHED;
  try {
    // SQLite fills an empty file that exists, so that only its owner can read it from the start.
    closeSync(openSync(unfinished, 'wx', 0o600));
    const db = new Database(places.file, { readOnly: true });
    try {
      db.run('VACUUM INTO ?', unfinished);
    } finally {
      db.close();
    }
    leaveOutWebhooks(unfinished);
    syncFile(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return target;
}

/**
 * What waits now is delivered soon: a file that takes the place of the record must not send it
 * again.
 */
function leaveOutWebhooks(file: string): void {
  const db = new Database(file);
  try {
    clearWebhooks(db);
  } finally {
    db.close();
  }
}

/**
 * Removes all but the newest BACKUPS_KEPT, and more while the record and its backups take over
 * `maxBytes` bytes. The newest backup always stays. Gives how many it removed.
 */
export function pruneBackups(places: StorePlaces, maxBytes: number | null): number {
  const names = [...listBackups(places.backupsDir)];
  const size = (name: string) => statSync(path.join(places.backupsDir, name)).size;
  const allowed = maxBytes ?? Number.POSITIVE_INFINITY;
  let total = statSync(places.file).size + names.reduce((sum, name) => sum + size(name), 0);
  let removed = 0;
  while (names.length > BACKUPS_KEPT || (names.length > 1 && total > allowed)) {
    const oldest = names.pop();
    if (oldest === undefined) {
      break;
    }
    total -= size(oldest);
    rmSync(path.join(places.backupsDir, oldest), { force: true });
    removed += 1;
  }
  return removed;
}

/**
 * Removes a caller or a call from every backup. Gives how many backups are left. Damaged backups
 * and files that were set aside as damaged are deleted: nothing can be taken out of them.
 */
export function scrubBackups(places: StorePlaces, erasure: Erasure): number {
  let scrubbed = 0;
  for (const name of listBackups(places.backupsDir)) {
    const file = path.join(places.backupsDir, name);
    try {
      scrubBackup(file, erasure);
      scrubbed += 1;
    } catch (error) {
      if (problemOf(error) !== 'damaged') {
        throw error;
      }
      rmSync(file, { force: true });
    }
  }
  for (const name of setAsideFiles(places.file)) {
    rmSync(path.join(path.dirname(places.file), name), { force: true });
  }
  return scrubbed;
}

/** Names of files that were set aside because they were damaged. */
export function setAsideFiles(file: string): readonly string[] {
  const prefix = `${path.basename(file)}.corrupt-`;
  return readdirSync(path.dirname(file)).filter((name) => name.startsWith(prefix));
}

/** The present time in a form that sorts and fits into file names everywhere. */
export function timestamp(): string {
  return new Date().toISOString().replaceAll(/[:.]/g, '-');
}

/** Checks the whole file (SQLite docs, "PRAGMA quick_check"). */
export function soundness(db: Database): Soundness {
  try {
    const findings = db.all('PRAGMA quick_check(20)').map((row) => textOf(row, 'quick_check'));
    if (findings.length === 1 && findings[0] === 'ok') {
      return 'sound';
    }
    return findings.every((finding) => /turns_(fts|unspaced)/.test(finding)) ? 'index' : 'damaged';
  } catch (error) {
    if (problemOf(error) === 'damaged') {
      return 'damaged';
    }
    throw error;
  }
}

function scrubBackup(file: string, erasure: Erasure): void {
  const db = new Database(file);
  try {
    db.transaction(() => {
      const found = db.all(
        `SELECT key FROM calls WHERE caller_digits IN (SELECT value FROM json_each(?))
           OR id IN (SELECT value FROM json_each(?))`,
        ...[JSON.stringify(erasure.callerDigits), JSON.stringify(erasure.callIds)],
      );
      for (const row of found) {
        db.run('DELETE FROM calls WHERE key = ?', numberOf(row, 'key'));
      }
      db.run('DELETE FROM erasures');
    });
  } finally {
    db.close();
  }
  syncFile(file);
}

/** A copy counts as a backup only when it is on the disk. */
function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
