/** Recordings that were being written when Cordboard ended: the file's size gives the length. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from './driver';
import { numberOf, textOf } from './rows';

/** Stereo, 16-bit, 16 kHz behind a header, as media/recording/wavRecorder.ts writes it. */
const HEADER_BYTES = 44;
const BYTES_PER_MS = 64;

/** Fills in length and size of recordings that have none, and removes those without a file. */
export function measureCutRecordings(db: Database, dataDir: string): void {
  const rows = db.all('SELECT id, path FROM recordings WHERE bytes = 0');
  db.transaction(() => {
    for (const row of rows) {
      const id = numberOf(row, 'id');
      const bytes = statSync(path.resolve(dataDir, textOf(row, 'path')), {
        throwIfNoEntry: false,
      })?.size;
      if (bytes === undefined) {
        db.run('DELETE FROM recordings WHERE id = ?', id);
      } else {
        const durationMs = Math.max(0, bytes - HEADER_BYTES) / BYTES_PER_MS;
        db.run(
          'UPDATE recordings SET bytes = ?, duration_ms = ? WHERE id = ?',
          ...[bytes, durationMs, id],
        );
      }
    }
  });
}
