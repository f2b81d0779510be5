/** Takes calls out of the record, and their recordings from the disk. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from './driver';
import { textOf } from './rows';

/** Gives the paths of their recordings. Triggers and cascades remove turns, text index and rest. */
export function removeCalls(db: Database, keys: readonly number[]): readonly string[] {
  return keys.flatMap((key) => {
    const files = db
      .all('SELECT path FROM recordings WHERE call_key = ?', key)
      .map((row) => textOf(row, 'path'));
    db.run('DELETE FROM calls WHERE key = ?', key);
    return files;
  });
}

/** Deletes nothing outside the data folder, whatever a path says. */
export function removeFiles(dataDir: string, files: readonly string[]): void {
  for (const file of files) {
    const absolute = path.resolve(dataDir, file);
    if (absolute.startsWith(path.resolve(dataDir) + path.sep)) {
      rmSync(absolute, { force: true });
    }
  }
}
