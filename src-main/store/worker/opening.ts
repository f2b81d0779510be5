/** Opens the record. The newest sound backup takes the place of a damaged file. */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { phrase } from '#model/phrases/phrase';
import type { OpenArgs, OpenReport } from '../historyMessages';
import { listBackups, setAsideFiles, soundness, timestamp } from './backups';
import { measureCutRecordings } from './cutRecordings';
import { Database } from './driver';
import { problemOf, StoreFault } from './fault';
import { migrate } from './schema';
import { lastWebhook } from './webhookRows';
import { markInterrupted, rebuildIndex } from './writes';

/** The check takes about 0.2 s for this size. The upkeep worker checks larger files later. */
const CHECKED_AT_ONCE_BYTES = 24 * 1024 * 1024;

/** Damaged files that are kept for examination. */
const SET_ASIDE_KEPT = 2;

/** Endings of the files that SQLite keeps next to a database. */
const COMPANIONS = ['-wal', '-shm'] as const;

export type OpenedRecord = {
  /** For everything but the audit: a commit survives a killed program. */
  readonly record: Database;
  /** For the audit: a commit survives a power cut too. */
  readonly audit: Database;
  readonly report: OpenReport;
};

/**
 * Throws what SQLite and node:fs throw when the file cannot be opened now, and a StoreFault of kind
 * `config` when a newer Cordboard wrote it.
 */
export function openRecord(args: OpenArgs): OpenedRecord {
  mkdirSync(path.dirname(args.file), { recursive: true, mode: 0o700 });
  if (!args.knownDamaged) {
    try {
      return openFile(args);
    } catch (error) {
      if (problemOf(error) !== 'damaged') {
        throw error;
      }
    }
  }
  const setAside = setFileAside(args.file);
  const restoredFrom = restoreBackup(args);
  const opened = openFile(args);
  return { ...opened, report: { ...opened.report, setAside, restoredFrom } };
}

function openFile(args: OpenArgs): OpenedRecord {
  const bytes = existsSync(args.file) ? statSync(args.file).size : createEmpty(args.file);
  const record = new Database(args.file, { wal: true, synchronous: 'NORMAL' });
  try {
    const checked = bytes <= CHECKED_AT_ONCE_BYTES;
    if (checked) {
      checkNow(record);
    }
    migrate(record);
    const interrupted = markInterrupted(record, args.liveCalls);
    measureCutRecordings(record, args.dataDir);
    const audit = new Database(args.file, { wal: true, synchronous: 'FULL' });
    const report = { setAside: null, restoredFrom: null, interrupted, checked };
    return { record, audit, report: { ...report, lastWebhook: lastWebhook(record) } };
  } catch (error) {
    record.close();
    throw error;
  }
}

/** Throws when the file is damaged. A text index that does not fit is built anew. */
function checkNow(record: Database): void {
  let found = soundness(record);
  if (found === 'index') {
    rebuildIndex(record);
    found = soundness(record);
  }
  if (found !== 'sound') {
    throw new StoreFault('internal', phrase('history.damaged'), 'damaged');
  }
}

/**
 * Makes a file that only its owner can read. SQLite gives its companions the same mode. Gives the
 * size.
 */
function createEmpty(file: string): number {
  closeSync(openSync(file, 'a', 0o600));
  return 0;
}

/** Gives the new name of the damaged file; null when there is no file. */
function setFileAside(file: string): string | null {
  if (!existsSync(file)) {
    return null;
  }
  const aside = `${file}.corrupt-${timestamp()}`;
  renameSync(file, aside);
  for (const companion of COMPANIONS) {
    if (existsSync(file + companion)) {
      renameSync(file + companion, aside + companion);
    }
  }
  forgetOldDamage(file);
  return path.basename(aside);
}

function forgetOldDamage(file: string): void {
  const old = [...setAsideFiles(file)].filter((name) => !/-(wal|shm)$/.test(name)).sort();
  for (const name of old.slice(0, -SET_ASIDE_KEPT)) {
    for (const suffix of ['', ...COMPANIONS]) {
      rmSync(path.join(path.dirname(file), name + suffix), { force: true });
    }
  }
}

/** Copies the newest sound backup to the place of the file. Gives its name; null without one. */
function restoreBackup(args: OpenArgs): string | null {
  for (const name of listBackups(args.backupsDir)) {
    const backup = path.join(args.backupsDir, name);
    if (isSoundFile(backup)) {
      copyFileSync(backup, args.file);
      chmodSync(args.file, 0o600);
      return name;
    }
  }
  return null;
}

function isSoundFile(file: string): boolean {
  try {
    const db = new Database(file, { readOnly: true });
    try {
      return soundness(db) === 'sound';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
