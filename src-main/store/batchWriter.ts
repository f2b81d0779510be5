/** Empties the queue into the record every 250 ms, or as soon as 100 rows wait. */
import type { RecordOperations } from './historyMessages';
import type { FaultMessage } from './storeFault';
import type { WorkerLink } from './workerLink';
import type { WriteQueue } from './writeQueue';

/** Longest wait of a row before it is handed to the disk, ms. */
const COMMIT_INTERVAL_MS = 250;
/** As soon as this many rows wait, they are written without further delay. */
const COMMIT_ROWS = 100;
/** Most rows of one transaction: a search must not wait for it. */
const MAX_BATCH_ROWS = 500;
/** Wait after a failed write, ms. */
const RETRY_MS = 1_000;
/** Longest write, ms; a thread that takes longer is started again. */
const WRITE_LIMIT_MS = 30_000;

type BatchWriterHandlers = {
  /** A batch was not written; it stays in the queue. */
  readonly onFault: (fault: FaultMessage) => void;
  /** A batch was written. `refused`: number of its rows that the record did not take. */
  readonly onWritten: (hadRecording: boolean, refused: number) => void;
};

/** Writes between `start` and `stop`, one batch at a time. The queue takes rows at any time. */
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

  start(): void {
    this.#running = true;
    this.touch();
  }

  /** What is not written yet stays in the queue. */
  stop(): void {
    this.#running = false;
    this.#clearTimer();
  }

  /** Starts the wait for the next batch. To be called after each put. */
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

  /** Writes everything that waits now. Gives whether all of it was written. */
  async flush(): Promise<boolean> {
    if (this.#writing !== null && !(await this.#writing)) {
      return false;
    }
    // Rows that come in meanwhile are not waited for.
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

  /** Plans the next batch by a timer, even when it is due at once: this one must be over first. */
  #continue(): void {
    if (this.#running && this.#queue.size > 0) {
      this.#schedule(this.#queue.size >= COMMIT_ROWS ? 0 : COMMIT_INTERVAL_MS);
    }
  }
}
