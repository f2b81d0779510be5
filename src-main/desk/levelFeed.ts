/**
 * Largest number of batches without an answer. A reader that falls behind answers late. It then
 * gets one larger batch with everything that came meanwhile, so it never has a queue to work off.
 */
const MAX_UNANSWERED = 2;

/** Events of a feed. No handler may throw or block. */
export type LevelFeedHandlers = {
  /** One batch (layout: model/levels.ts). The reader calls `taken` once it has drawn it. */
  readonly onBatch: (batch: ArrayBuffer) => void;
};

/** The levels of all calls, at a steady pace, for as long as somebody looks. */
export interface LevelFeed {
  /** To be called when the reader has drawn a batch. */
  taken(): void;
  /** Says whether anybody sees the reader. While nobody does, nothing is read or sent. */
  setVisible(visible: boolean): void;
  /** Idempotent. */
  close(): void;
}

/** Opens feeds, one at a time: a column of levels can be read only once, so it has one reader. */
export class LevelFeeds {
  readonly #read: () => ArrayBuffer | null;
  #newest: LevelFeed | null = null;

  /** @param read Columns since the last read; null when there is nothing new. */
  constructor(read: () => ArrayBuffer | null) {
    this.#read = read;
  }

  /** Opens a feed that counts as visible; the one before ends. */
  open(handlers: LevelFeedHandlers, everyMs: number): LevelFeed {
    this.#newest?.close();
    const feed = new TimedFeed(this.#read, handlers, everyMs);
    this.#newest = feed;
    feed.setVisible(true);
    return feed;
  }
}

class TimedFeed implements LevelFeed {
  readonly #read: () => ArrayBuffer | null;
  readonly #handlers: LevelFeedHandlers;
  readonly #everyMs: number;
  #state: 'open' | 'closed' = 'open';
  #timer: NodeJS.Timeout | null = null;
  #unanswered = 0;

  constructor(read: () => ArrayBuffer | null, handlers: LevelFeedHandlers, everyMs: number) {
    this.#read = read;
    this.#handlers = handlers;
    this.#everyMs = everyMs;
  }

  taken(): void {
    this.#unanswered = Math.max(0, this.#unanswered - 1);
  }

  setVisible(visible: boolean): void {
    if (this.#state === 'closed') {
      return;
    }
    this.#stopTimer();
    if (visible) {
      this.#timer = setInterval(() => {
        this.#tick();
      }, this.#everyMs);
    }
  }

  close(): void {
    this.#state = 'closed';
    this.#stopTimer();
  }

  #tick(): void {
    if (this.#unanswered >= MAX_UNANSWERED) {
      return;
    }
    const batch = this.#read();
    if (batch !== null) {
      this.#unanswered += 1;
      this.#handlers.onBatch(batch);
    }
  }

  #stopTimer(): void {
    if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }
}
