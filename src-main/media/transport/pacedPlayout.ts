import { FRAME_MS } from '#model/audio';
import { FrameRing } from '../audio/frameRing';
import { SILENT_FRAME } from '../audio/silence';

/**
 * Queue lengths at which the user has to stop, may go on, and at which no frame is taken, frames:
 * those of chan_websocket.
 */
const XOFF_FRAMES = 900;
const XON_FRAMES = 800;
const MAX_FRAMES = 1_000;
/**
 * When a timer fires later than this, ms, the missed frames are not sent in a burst: the far side
 * would drop them.
 */
const MAX_CATCH_UP_MS = 60;

/** Output and events of a PacedPlayout. No handler may throw. */
interface PacedPlayoutHandlers {
  /** Sends one frame now. `slot`: its place in the stream, in units of 20 ms. */
  send(frame: Buffer, slot: number): void;
  /** The queue is nearly full. */
  onFull(): void;
  /** The queue has room again. */
  onRoom(): void;
  /** Everything that was queued before the mark has been played. */
  onMark(id: string): void;
}

type Mark = { readonly id: string; readonly before: number };

/**
 * A queue that plays one frame each 20 ms, for transports where Asterisk keeps no queue. It plays
 * silence when it is empty, as a phone does. Deadlines are absolute: a late timer does not make the
 * next ones late.
 */
export class PacedPlayout {
  readonly #handlers: PacedPlayoutHandlers;
  readonly #frames = new FrameRing();
  #marks: Mark[] = [];
  #state: 'waiting' | 'playing' | 'paused' | 'closed' = 'waiting';
  #timer: NodeJS.Timeout | null = null;
  /** When the next frame is due, performance.now(). */
  #dueMs = 0;
  #slot = 0;
  #full = false;

  constructor(handlers: PacedPlayoutHandlers) {
    this.#handlers = handlers;
  }

  get length(): number {
    return this.#frames.end - this.#frames.first;
  }

  /** Begins to play. Idempotent. */
  start(): void {
    if (this.#state === 'waiting') {
      this.#state = 'playing';
      this.#dueMs = performance.now();
      this.#tick();
    }
  }

  /** Takes a copy of a frame. Returns false when the queue is full or closed. */
  push(frame: Buffer): boolean {
    if (this.#state === 'closed' || this.length >= MAX_FRAMES) {
      return false;
    }
    this.#frames.append(frame);
    if (this.length >= XOFF_FRAMES && !this.#full) {
      this.#full = true;
      this.#handlers.onFull();
    }
    return true;
  }

  /** Calls onMark when everything queued so far has been played. */
  mark(id: string): void {
    this.#marks.push({ id, before: this.#frames.end });
  }

  /** Drops all frames and marks, and ends a pause. */
  flush(): void {
    this.#frames.clear();
    this.#marks = [];
    this.#full = false;
    this.resume();
  }

  /** Silence goes out until `resume` or `flush`. Idempotent. */
  pause(): void {
    if (this.#state === 'playing') {
      this.#state = 'paused';
    }
  }

  /** Idempotent. */
  resume(): void {
    if (this.#state === 'paused') {
      this.#state = 'playing';
    }
  }

  /** Idempotent. */
  close(): void {
    this.flush();
    this.#state = 'closed';
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
  }

  #tick(): void {
    const nowMs = performance.now();
    if (nowMs - this.#dueMs > MAX_CATCH_UP_MS) {
      const missed = Math.floor((nowMs - this.#dueMs) / FRAME_MS);
      this.#dueMs += missed * FRAME_MS;
      this.#slot += missed;
    }
    while (this.#dueMs <= nowMs && this.#state !== 'closed') {
      this.#handlers.send(this.#next(), this.#slot);
      this.#dueMs += FRAME_MS;
      this.#slot += 1;
    }
    if (this.#state !== 'closed') {
      const waitMs = Math.max(1, Math.ceil(this.#dueMs - performance.now()));
      this.#timer = setTimeout(() => {
        this.#tick();
      }, waitMs);
    }
  }

  /** The frame that is due, or silence. Its content is valid until the next call. */
  #next(): Buffer {
    if (this.#state !== 'playing') {
      return SILENT_FRAME;
    }
    const index = this.#frames.first;
    this.#tellMarks(index);
    const frame = this.#frames.at(index);
    if (frame === null) {
      return SILENT_FRAME;
    }
    // The pool gives this buffer out again only for audio that comes in a later turn of the event
    // loop.
    this.#frames.dropBefore(index + 1);
    if (this.#full && this.length < XON_FRAMES) {
      this.#full = false;
      // In a microtask, because the handler sends more frames.
      queueMicrotask(() => {
        this.#handlers.onRoom();
      });
    }
    return frame;
  }

  #tellMarks(played: number): void {
    for (let mark = this.#marks[0]; mark !== undefined && mark.before <= played;) {
      const { id } = mark;
      this.#marks.shift();
      mark = this.#marks[0];
      queueMicrotask(() => {
        this.#handlers.onMark(id);
      });
    }
  }
}
