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

/** Most batches that wait for a reader who falls behind while others read on; older ones go. */
const MAX_WAITING = 20;

/**
 * Opens feeds. A column of levels can be read only once, so whichever feed reads next reads for all
 * of them.
 */
export class LevelFeeds {
  readonly #read: () => ArrayBuffer | null;
  readonly #open = new Set<TimedFeed>();

  /** @param read Columns since the last read; null when there is nothing new. */
  constructor(read: () => ArrayBuffer | null) {
    this.#read = read;
  }

  /** Opens a feed that counts as visible. */
  open(handlers: LevelFeedHandlers, everyMs: number): LevelFeed {
    const feed = new TimedFeed(handlers, everyMs, {
      read: () => {
        this.#readForAll();
      },
      onClosed: () => this.#open.delete(feed),
    });
    this.#open.add(feed);
    feed.setVisible(true);
    return feed;
  }

  #readForAll(): void {
    const batch = this.#read();
    if (batch !== null) {
      for (const feed of this.#open) {
        feed.add(batch);
      }
    }
  }
}

type Source = { readonly read: () => void; readonly onClosed: () => void };

class TimedFeed implements LevelFeed {
  readonly #handlers: LevelFeedHandlers;
  readonly #everyMs: number;
  readonly #source: Source;
  readonly #waiting: ArrayBuffer[] = [];
  #state: 'open' | 'closed' = 'open';
  #timer: NodeJS.Timeout | null = null;
  #unanswered = 0;

  constructor(handlers: LevelFeedHandlers, everyMs: number, source: Source) {
    this.#handlers = handlers;
    this.#everyMs = everyMs;
    this.#source = source;
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
    this.#waiting.length = 0;
    this.#source.onClosed();
  }

  /** What was read waits for the next moment of this feed; a hidden one takes nothing. */
  add(batch: ArrayBuffer): void {
    if (this.#timer !== null) {
      this.#waiting.push(batch);
      if (this.#waiting.length > MAX_WAITING) {
        this.#waiting.shift();
      }
    }
  }

  #tick(): void {
    if (this.#unanswered >= MAX_UNANSWERED) {
      return;
    }
    this.#source.read();
    for (const batch of this.#waiting.splice(0)) {
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
