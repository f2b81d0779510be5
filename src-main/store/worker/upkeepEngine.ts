/** The upkeep worker's operations. They may take minutes; none writes to the record. */
import path from 'node:path';
import type { UpkeepOperations } from '../historyMessages';
import { verifyAudit } from './auditChain';
import { newestBackup, pruneBackups, scrubBackups, soundness, writeBackup } from './backups';
import { Database } from './driver';
import { computePeaks } from './peaks';

/** The operations throw what SQLite and node:fs throw. */
export function createUpkeepEngine(): UpkeepOperations {
  return {
    backup: writeBackup,
    check: ({ file }) => reading(file, soundness),
    verifyAudit: ({ file }) => reading(file, verifyAudit),
    scrubBackups: ({ erasure, ...places }) => scrubBackups(places, erasure),
    pruneBackups: ({ maxBytes, ...places }) => pruneBackups(places, maxBytes),
    newestBackup: ({ backupsDir }) => newestBackup(backupsDir),
    computePeaks: ({ dataDir, path: file }) => computePeaks(path.resolve(dataDir, file)),
  };
}

function reading<T>(file: string, read: (db: Database) => T): T {
  const db = new Database(file, { readOnly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
