/**
 * The one file that knows which SQLite is used: `@photostructure/sqlite`, with the API of
 * `node:sqlite` (Node.js docs, "SQLite"). Another package of that API can replace it here.
 */
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from '@photostructure/sqlite';
import type { StorageProblem } from '../storeFault';

/** What can be bound to a statement. */
export type SqlValue = null | number | string | Uint8Array;

/** A row by column name. */
export type SqlRow = Readonly<Record<string, unknown>>;

type DatabaseOptions = {
  readonly readOnly?: boolean;
  /**
   * What a commit survives. `NORMAL`: a killed program. `FULL`: a power cut too (SQLite docs,
   * "PRAGMA synchronous"). By default `FULL`; it costs readers nothing.
   */
  readonly synchronous?: 'NORMAL' | 'FULL';
  /**
   * With a write-ahead log, readers and the writer do not wait for each other. False leaves the
   * mode of the file as it is.
   */
  readonly wal?: boolean;
};

/** Wait of a statement for another process that holds the file, ms. Short: rows wait in a queue. */
const BUSY_TIMEOUT_MS = 1_000;

/** Page cache of a connection, KiB. */
const CACHE_KIB = 32 * 1024;

/** Prepared statements kept. Only combinations of search filters can come to more. */
const MAX_STATEMENTS = 200;

/** A connection, synchronous: for worker threads only. All methods throw what SQLite throws. */
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
        // auto_vacuum counts only in a new file, and only when it is set before WAL mode. With it,
        // retention can give space back to the disk.
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

  /** Runs any number of statements, which take no parameters. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /** Gives how many rows the statement changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.#prepared(sql).run(...values).changes;
  }

  /** The first row, or undefined. */
  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined {
    return this.#prepared(sql).get(...values) as SqlRow | undefined;
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
    return this.#prepared(sql).all(...values) as readonly SqlRow[];
  }

  /** Rows one by one. The same SQL must not run again before the loop is left. */
  iterate(sql: string, ...values: readonly SqlValue[]): IterableIterator<SqlRow> {
    return this.#prepared(sql).iterate(...values) as IterableIterator<SqlRow>;
  }

  /** Runs `work` in one transaction. When it throws, nothing of it stays. */
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

  /** Runs a part of a transaction. When it throws, nothing of this part stays. */
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

  /** SQLite may have rolled back already, e.g. because the disk is full. */
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

/** Primary result codes (SQLite docs, "Result and Error Codes"). */
const PROBLEMS: ReadonlyMap<number, StorageProblem> = new Map([
  [5, 'locked'],
  [6, 'locked'],
  [8, 'read-only'],
  [10, 'io'],
  [11, 'damaged'],
  [13, 'disk-full'],
  [14, 'cannot-open'],
  [26, 'damaged'],
]);

/**
 * The same by their English texts (SQLite, `sqlite3_errstr`): the package gives no code with what
 * fails while rows are read.
 */
const PROBLEM_TEXTS: ReadonlyMap<string, StorageProblem> = new Map([
  ['database is locked', 'locked'],
  ['database table is locked', 'locked'],
  ['attempt to write a readonly database', 'read-only'],
  ['disk I/O error', 'io'],
  ['database disk image is malformed', 'damaged'],
  ['database or disk is full', 'disk-full'],
  ['unable to open database file', 'cannot-open'],
  ['file is not a database', 'damaged'],
]);

/** The problem behind an exception; null when it does not come from SQLite. */
export function sqlProblemOf(thrown: unknown): StorageProblem | null {
  if (!(thrown instanceof Error)) {
    return null;
  }
  if ('errcode' in thrown) {
    // The low byte of an extended code is the primary one.
    return PROBLEMS.get(Number(thrown.errcode) & 0xff) ?? 'other';
  }
  return PROBLEM_TEXTS.get(thrown.message) ?? null;
}
