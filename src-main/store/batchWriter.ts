/** Empties the queue of rows into the record: every 250 ms, or as soon as 100 rows wait; one batch at a time. */
import type { RecordOperations } from './historyMessages';
import type { FaultMessage } from './storeFault';
import type { WorkerLink } from './workerLink';
import type { WriteQueue } from './writeQueue';

/** Longest wait of a row before it is handed to the disk, ms. */
export const COMMIT_INTERVAL_MS = 250;
/** Rows that are written without waiting. */
export const COMMIT_ROWS = 100;
/** Rows of one transaction at most: short enough that a search does not wait for it. */
const MAX_BATCH_ROWS = 500;
/** Wait after a failed write, ms. */
const RETRY_MS = 1_000;
/** Longest write, ms; a thread that takes longer is started again. */
const WRITE_LIMIT_MS = 30_000;

/** What the store hears of the writer. */
export type BatchWriterHandlers = {
  /** A batch was not written; it stays in the queue. */
  readonly onFault: (fault: FaultMessage) => void;
  /** A batch was written. `refused` of its rows had no place in the record. */
  readonly onWritten: (hadRecording: boolean, refused: number) => void;
};

/** Writes while it runs; puts into the queue are possible at any time. */
export class BatchWriter {
  readonly #queue: WriteQueue;
  readonly #link: WorkerLink<RecordOperations>;
  readonly #handlers: BatchWriterHandlers;
  #running = false;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<boolean> | null = null;

  constructor(
    queue: WriteQueue,
    link: WorkerLink<RecordOperations>,
    handlers: BatchWriterHandlers,
  ) {
    this.#queue = queue;
    this.#link = link;
    this.#handlers = handlers;
  }

  /** Begins to write, with what waits already. */
  start(): void {
    this.#running = true;
    this.touch();
  }

  /** Stops; rows wait in the queue. */
  stop(): void {
    this.#running = false;
    this.#clearTimer();
  }

  /** To be called after each put. */
  touch(): void {
    if (!this.#running || this.#writing !== null || this.#queue.size === 0) {
      return;
    }
    if (this.#queue.size >= COMMIT_ROWS) {
      void this.#writeBatch();
    } else {
      this.#schedule(COMMIT_INTERVAL_MS);
    }
  }

  /** Writes all that waits now; tells whether it worked. */
  async flush(): Promise<boolean> {
    if (this.#writing !== null && !(await this.#writing)) {
      return false;
    }
    // What comes in meanwhile is not waited for: the last row of now is enough.
    for (let left = this.#queue.size; left > 0; left -= MAX_BATCH_ROWS) {
      if (!this.#running || !(await (this.#writing ?? this.#writeBatch()))) {
        return false;
      }
    }
    return true;
  }

  #schedule(afterMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#writeBatch();
    }, afterMs);
  }

  #clearTimer(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }

  #writeBatch(): Promise<boolean> {
    this.#clearTimer();
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(): Promise<boolean> {
    const batch = this.#queue.peek(MAX_BATCH_ROWS);
    if (batch.length === 0) {
      return true;
    }
    const rows = batch.map(({ row }) => row);
    const written = await this.#link.request('write', { rows }, WRITE_LIMIT_MS);
    if (!written.ok) {
      this.#failed(written.error);
      return false;
    }
    this.#queue.remove(batch);
    this.#handlers.onWritten(
      rows.some(({ kind }) => kind === 'recording'),
      written.value.refused,
    );
    this.#continue();
    return true;
  }

  #failed(fault: FaultMessage): void {
    this.#handlers.onFault(fault);
    if (this.#running) {
      this.#schedule(RETRY_MS);
    }
  }

  /** In a task of its own: this batch must be over before the next one begins. */
  #continue(): void {
    if (this.#running && this.#queue.size > 0) {
      this.#schedule(this.#queue.size >= COMMIT_ROWS ? 0 : COMMIT_INTERVAL_MS);
    }
  }
}
