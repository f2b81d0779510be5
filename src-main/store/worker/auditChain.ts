/**
 * The audit: entries are only ever added. Each has a hash over itself and the hash before it, so
 * that changing or removing one in the middle breaks the chain behind it.
 */
import { createHash } from 'node:crypto';
import type { CallId } from '#model/call';
import type { AuditProof } from '#model/exports';
import type { AuditEntry } from '#model/history';
import type { AuditArgs } from '../historyMessages';
import type { Database, SqlRow } from './driver';
import { auditEntryOf, numberOf, textOf } from './rows';

/** Hash before the first entry. */
const GENESIS = '0'.repeat(64);

/**
 * Adds an entry. `db` must be a connection with synchronous FULL: the entry is on the disk when
 * this returns.
 */
export function appendAudit(db: Database, entry: AuditArgs): void {
  db.transaction(() => {
    const last = db.get('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
    const before = last === undefined ? GENESIS : textOf(last, 'hash');
    const unhashed = {
      seq: last === undefined ? 1 : numberOf(last, 'seq') + 1,
      at: Date.now(),
      actor: entry.actor,
      action: entry.action,
      callId: entry.callId,
      params: entry.params,
      result: entry.result,
    };
    db.run(
      `INSERT INTO audit (seq, at, actor, action, call_id, params, result, prev_hash, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[unhashed.seq, unhashed.at, unhashed.actor, unhashed.action, unhashed.callId],
      ...[unhashed.params, unhashed.result, before, hashOf(unhashed, before)],
    );
  });
}

/** The entries of these calls, and the head of the chain. */
export function proofOf(db: Database, callIds: readonly CallId[]): AuditProof {
  const head = db.get('SELECT seq, at, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const rows = db.all(
    `SELECT * FROM audit WHERE call_id IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    JSON.stringify(callIds),
  );
  return {
    anchor:
      head === undefined
        ? null
        : { seq: numberOf(head, 'seq'), at: numberOf(head, 'at'), hash: textOf(head, 'hash') },
    entries: rows.map((row) => ({ ...auditEntryOf(row), before: textOf(row, 'prev_hash') })),
  };
}

/** Recomputes the chain. Gives the `seq` of the first entry that does not fit, or null. */
export function verifyAudit(db: Database): number | null {
  let before = GENESIS;
  let expected = 1;
  for (const row of db.iterate('SELECT * FROM audit ORDER BY seq')) {
    if (!fits(row, expected, before)) {
      return numberOf(row, 'seq');
    }
    before = textOf(row, 'hash');
    expected += 1;
  }
  return null;
}

function fits(row: SqlRow, expectedSeq: number, before: string): boolean {
  const { hash, ...entry } = auditEntryOf(row);
  return (
    entry.seq === expectedSeq &&
    textOf(row, 'prev_hash') === before &&
    hash === hashOf(entry, before)
  );
}

/** SHA-256 over a JSON array: no two different entries give the same text. */
function hashOf(entry: Omit<AuditEntry, 'hash'>, before: string): string {
  const { seq, at, actor, action, callId, params, result } = entry;
  return createHash('sha256')
    .update(JSON.stringify([before, seq, at, actor, action, callId, params, result]))
    .digest('hex');
}
