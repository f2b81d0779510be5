/**
 * The one file that knows which SQLite is used: `@photostructure/sqlite`, whose API is that of `node:sqlite` (Node.js docs,
 * "SQLite"). Another one with that API takes its place here and nowhere else.
 */
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from '@photostructure/sqlite';
import type { SqlTrouble } from '../storeFault';

/** What can be bound to a statement. */
export type SqlValue = null | number | string | Uint8Array;

/** A row by column name. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** How a database is opened. */
export type DatabaseOptions = {
  readonly readOnly?: boolean;
  /**
   * `NORMAL` survives a killed program; `FULL` also a power cut (SQLite docs, "PRAGMA synchronous"). Readers need neither.
   */
  readonly synchronous?: 'NORMAL' | 'FULL';
  /** Write-ahead log: readers and the writer do not wait for each other. Left as it is in the file when false. */
  readonly wal?: boolean;
};

/** How long a statement waits for another process that holds the file, ms. Short: the writer's queue waits better. */
const BUSY_TIMEOUT_MS = 1_000;

/** Page cache of a connection, KiB. */
const CACHE_KIB = 32 * 1024;

/** Prepared statements kept; the store has fewer, save for combinations of search filters. */
const MAX_STATEMENTS = 200;

/** A connection. Everything is synchronous, so it belongs into a worker thread. All methods throw what SQLite throws. */
export class Database {
  readonly #db: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();

  constructor(file: string, options: DatabaseOptions = {}) {
    this.#db = new DatabaseSync(file, {
      readOnly: options.readOnly ?? false,
      timeout: BUSY_TIMEOUT_MS,
    });
    try {
      if (options.wal === true) {
        // Both only matter to a new file, in this order: retention can then give space back to the disk.
        this.#db.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL');
      }
      this.#db.exec(
        `PRAGMA synchronous = ${options.synchronous ?? 'FULL'}; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA cache_size = -${CACHE_KIB}`,
      );
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** Runs statements without parameters. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** Runs a statement; gives how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.#prepared(sql).run(...values).changes;
  }

  /** The first row, or undefined. */
  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined {
    return this.#prepared(sql).get(...values) as SqlRow | undefined;
  }

  /** All rows. */
  all(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
    return this.#prepared(sql).all(...values) as readonly SqlRow[];
  }

  /** Rows one by one. The same SQL must not be run again before the loop is left. */
  iterate(sql: string, ...values: readonly SqlValue[]): IterableIterator<SqlRow> {
    return this.#prepared(sql).iterate(...values) as IterableIterator<SqlRow>;
  }

  /** Runs `work` in one transaction that may write; nothing of it stays when it throws. */
  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#db.exec('COMMIT');
      return value;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Runs a part of a transaction; nothing of this part stays when it throws. */
  savepoint(work: () => void): void {
    this.#db.exec('SAVEPOINT part');
    try {
      work();
    } catch (error) {
      if (this.#db.isTransaction) {
        this.#db.exec('ROLLBACK TO part; RELEASE part');
      }
      throw error;
    }
    this.#db.exec('RELEASE part');
  }

  /** Idempotent. */
  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) {
      this.#db.close();
    }
  }

  /** A full disk may have rolled back already. */
  #rollBack(): void {
    if (this.#db.isTransaction) {
      this.#db.exec('ROLLBACK');
    }
  }

  #prepared(sql: string): StatementSyncInstance {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      if (this.#statements.size >= MAX_STATEMENTS) {
        this.#statements.clear();
      }
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Result codes (SQLite docs, "Result and Error Codes"); the low byte of an extended code is the code. */
const TROUBLES: ReadonlyMap<number, SqlTrouble> = new Map([
  [5, 'locked'],
  [6, 'locked'],
  [8, 'read-only'],
  [10, 'io'],
  [11, 'damaged'],
  [13, 'disk-full'],
  [14, 'cannot-open'],
  [26, 'damaged'],
]);

/** What kind of trouble an exception of this file is; null when it does not come from SQLite. */
export function sqlTroubleOf(thrown: unknown): SqlTrouble | null {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) {
    return null;
  }
  const code = Number(thrown.errcode);
  return TROUBLES.get(code & 0xff) ?? 'other';
}
