/**
 * Rows that wait to be written, bounded. A newer state of the same thing replaces the one that
 * still waits.
 */
import { wordsOf } from '#model/phrases/phrase';
import type { Turn } from '#model/transcript';
import type { RecordRow } from './historyMessages';

/** How much may wait while the disk cannot be written. */
export type QueueLimits = { readonly rows: number; readonly bytes: number };

/** Enough for an hour of 100 calls. */
const QUEUE_LIMITS: QueueLimits = { rows: 20_000, bytes: 32 * 1024 * 1024 };

/** Estimated memory of a row besides its text, bytes. */
const ROW_BYTES = 300;
/** Estimated memory of a call with its metrics and notices, bytes. */
const CALL_BYTES = 2_000;

/**
 * A waiting row. A newer state is another object: `remove` recognises the written one by identity.
 */
type QueuedRow = { readonly key: string; readonly row: RecordRow; readonly bytes: number };

/** Keeps the order in which things first appeared, so that a call is written before its turns. */
export class WriteQueue {
  readonly #limits: QueueLimits;
  readonly #rows = new Map<string, QueuedRow>();
  #bytes = 0;
  #dropped = 0;
  #events = 0;

  constructor(limits: QueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Number of rows that were given up: there was no room, or the record refused them. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Adds a row. While there is no room, a row is given up: the oldest partial turn; without one,
   * the oldest row that is neither a call nor a message; last of all the oldest of these.
   */
  put(row: RecordRow): void {
    const key = this.#keyOf(row);
    const queued = { key, row, bytes: bytesOf(row) };
    this.#bytes += queued.bytes - (this.#rows.get(key)?.bytes ?? 0);
    this.#rows.set(key, queued);
    while (this.#rows.size > this.#limits.rows || this.#bytes > this.#limits.bytes) {
      this.#dropOne();
    }
  }

  /** The oldest rows; they stay until `remove`. */
  peek(max: number): readonly QueuedRow[] {
    const batch: QueuedRow[] = [];
    for (const queued of this.#rows.values()) {
      if (batch.length === max) {
        break;
      }
      batch.push(queued);
    }
    return batch;
  }

  /** Removes rows that were written. A row that has changed meanwhile stays. */
  remove(batch: readonly QueuedRow[]): void {
    for (const queued of batch) {
      if (this.#rows.get(queued.key) === queued) {
        this.#delete(queued);
      }
    }
  }

  /** Counts rows that were given up outside the queue. */
  countDropped(rows: number): void {
    this.#dropped += rows;
  }

  /** Gives up everything that waits. */
  clear(): void {
    this.#dropped += this.#rows.size;
    this.#rows.clear();
    this.#bytes = 0;
  }

  #dropOne(): void {
    const victim =
      this.#oldest(({ row }) => row.kind === 'turn' && row.turn.status === 'partial') ??
      this.#oldest(({ row }) => row.kind !== 'call' && row.kind !== 'message') ??
      this.#oldest(() => true);
    if (victim !== null) {
      this.#delete(victim);
      this.#dropped += 1;
    }
  }

  #oldest(test: (queued: QueuedRow) => boolean): QueuedRow | null {
    for (const queued of this.#rows.values()) {
      if (test(queued)) {
        return queued;
      }
    }
    return null;
  }

  #delete(queued: QueuedRow): void {
    this.#rows.delete(queued.key);
    this.#bytes -= queued.bytes;
  }

  #keyOf(row: RecordRow): string {
    switch (row.kind) {
      case 'call':
        return `call ${row.call.id}`;
      case 'turn':
        return `turn ${row.turn.id} ${row.callId}`;
      case 'message':
        return `message ${row.message.at} ${row.callId}`;
      case 'summary':
        return `summary ${row.callId}`;
      case 'recording':
        return `recording ${row.recording.path} ${row.callId}`;
      case 'webhook':
        return webhookKey(row.webhook);
      case 'webhook-gone':
        return webhookKey(row);
      case 'replay':
        return `replay ${row.replay.id}`;
      case 'event':
        this.#events += 1;
        return `event ${this.#events}`;
    }
  }
}

function turnChars({ text, tool }: Turn): number {
  return text.length + (tool?.args?.length ?? 0) + (tool?.result?.length ?? 0);
}

function bytesOf(row: RecordRow): number {
  switch (row.kind) {
    case 'call':
      return CALL_BYTES;
    case 'turn':
      return ROW_BYTES + turnChars(row.turn) * 2;
    case 'event':
      return ROW_BYTES + wordsOf(row.event.phrase).length * 2;
    case 'webhook':
      return ROW_BYTES + row.webhook.body.length * 2;
    case 'replay':
      return ROW_BYTES + JSON.stringify(row.replay).length * 2;
    case 'message':
      return ROW_BYTES + (row.message.from + row.message.callBack + row.message.text).length * 2;
    case 'summary':
      return ROW_BYTES + JSON.stringify(row.summary).length * 2;
    case 'recording':
    case 'webhook-gone':
      return ROW_BYTES;
  }
}

/** An event that was delivered before it was written is never written. */
function webhookKey({ receiver, id }: { readonly receiver: string; readonly id: string }): string {
  return `webhook ${receiver} ${id}`;
}
