/** Opens the record: checks it, sets a damaged file aside and puts the newest sound backup in its place. */
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
import type { OpenArgs, OpenReport } from '../historyMessages';
import { listBackups, setAsideFiles, soundness, timestamp } from './backups';
import { measureCutRecordings } from './cutRecordings';
import { Database } from './driver';
import { StoreFault, troubleOf } from './fault';
import { migrate } from './schema';
import { markInterrupted, rebuildIndex } from './writes';

/** Larger files are checked after the start, by the upkeep worker: this many bytes take about 0.2 s. */
const CHECKED_AT_ONCE_BYTES = 24 * 1024 * 1024;

/** Damaged files kept for whoever wants to look into them. */
const SET_ASIDE_KEPT = 2;

/** What SQLite keeps next to its file. */
const COMPANIONS = ['-wal', '-shm'] as const;

/** The open record. */
export type OpenedRecord = {
  /** For everything but the audit: survives a killed program. */
  readonly record: Database;
  /** For the audit: each commit is on the disk. */
  readonly audit: Database;
  readonly report: OpenReport;
};

/** Throws what SQLite and node:fs throw when the file cannot be opened now, and `config` when a newer Cordboard wrote it. */
export function openRecord(args: OpenArgs): OpenedRecord {
  mkdirSync(path.dirname(args.file), { recursive: true, mode: 0o700 });
  if (!args.knownDamaged) {
    try {
      return openFile(args);
    } catch (error) {
      if (troubleOf(error) !== 'damaged') {
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
    return { record, audit, report: { setAside: null, restoredFrom: null, interrupted, checked } };
  } catch (error) {
    record.close();
    throw error;
  }
}

/** Throws when the file is damaged; a text index that does not fit is made anew. */
function checkNow(record: Database): void {
  let found = soundness(record);
  if (found === 'index') {
    rebuildIndex(record);
    found = soundness(record);
  }
  if (found !== 'sound') {
    throw new StoreFault('internal', 'The file is damaged.', 'damaged');
  }
}

/** A new file that only its owner can read; what SQLite puts next to it gets the same mode. Gives its size. */
function createEmpty(file: string): number {
  closeSync(openSync(file, 'a', 0o600));
  return 0;
}

/** Gives the name the damaged file has now; null when there is no file. */
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

/** Copies the newest backup that is sound into the place of the file; gives its name, null when there is none. */
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
