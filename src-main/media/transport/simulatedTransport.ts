import { FRAME_BYTES, FRAME_SAMPLES } from '#model/audio';
import type { FrameClock } from '../clock/frameClock';
import type {
  MediaTransport,
  MediaTransportHandlers,
  TransportClose,
  TransportCounters,
} from './mediaTransport';

/** Most frames in the queue: 20 s. Further frames are lost. */
const QUEUE_LIMIT = 1_000;

/** Queue lengths at which the sender is asked to pause, and below which it may go on. */
const XOFF_AT = 900;
const XON_BELOW = 800;

/** An incoming frame that comes this long after the one before counts as late, ms. */
const LATE_AFTER_MS = 60;

/**
 * The person at the far end of a simulated transport. Both are called once every 20 ms, `hear`
 * first.
 */
export interface SimulatedParty {
  /** What is being played to the party; null when nothing is. Valid only during the call. */
  hear(samples: Int16Array | null, nowMs: number): void;
  /** Fills in the 320 samples the party says now; comes zeroed. */
  speak(samples: Int16Array, nowMs: number): void;
}

type Frame = { readonly bytes: Buffer; readonly samples: Int16Array };
type Mark = { readonly id: string; readonly afterFrames: number };

/** `waiting`: not started. `open`: audio flows. */
type TransportState =
  | { readonly is: 'waiting' }
  | {
      readonly is: 'open';
      readonly handlers: MediaTransportHandlers;
      readonly stopClock: () => void;
    }
  | { readonly is: 'closed' };

/**
 * A media transport without Asterisk. It plays frames to a simulated party, one each 20 ms, from a
 * queue with the rules of Asterisk's driver (Asterisk docs, "WebSocket Channel Driver": queue
 * limit, XOFF and XON, flush, marks), and delivers what the party says.
 */
export class SimulatedTransport implements MediaTransport {
  readonly name = 'simulated';
  readonly counters: TransportCounters = {
    framesIn: 0,
    framesOut: 0,
    framesLost: 0,
    framesLate: 0,
  };
  readonly #clock: FrameClock;
  readonly #party: SimulatedParty;
  readonly #incoming = newFrame();
  /** Ring of waiting frames. A slot gets its memory when it is first used, and keeps it. */
  readonly #ring: (Frame | undefined)[] = new Array<Frame | undefined>(QUEUE_LIMIT);
  #head = 0;
  #length = 0;
  /**
   * Counts frames taken in and played or flushed since the start; marks wait for a number of them.
   */
  #accepted = 0;
  #finished = 0;
  #marks: Mark[] = [];
  #full = false;
  #playback: 'on' | 'paused' = 'on';
  #lastInMs: number | null = null;
  #state: TransportState = { is: 'waiting' };

  constructor(clock: FrameClock, party: SimulatedParty) {
    this.#clock = clock;
    this.#party = party;
  }

  start(handlers: MediaTransportHandlers): void {
    if (this.#state.is === 'waiting') {
      const stopClock = this.#clock.everyFrame((nowMs) => {
        this.#onFrame(handlers, nowMs);
      });
      this.#state = { is: 'open', handlers, stopClock };
    }
  }

  sendFrame(frame: Buffer): boolean {
    if (this.#state.is === 'closed') {
      return false;
    }
    if (frame.length !== FRAME_BYTES || this.#length >= QUEUE_LIMIT) {
      this.counters.framesLost += 1;
      return false;
    }
    const slot = (this.#head + this.#length) % QUEUE_LIMIT;
    const kept = (this.#ring[slot] ??= newFrame());
    frame.copy(kept.bytes);
    this.#length += 1;
    this.#accepted += 1;
    this.counters.framesOut += 1;
    return true;
  }

  pausePlayback(): void {
    this.#playback = 'paused';
  }

  resumePlayback(): void {
    this.#playback = 'on';
  }

  flush(): void {
    this.#playback = 'on';
    this.#finished += this.#length;
    this.#length = 0;
    this.#marks = [];
  }

  mark(id: string): void {
    if (this.#state.is !== 'closed') {
      this.#marks.push({ id, afterFrames: this.#accepted });
    }
  }

  requestQueueLength(): void {
    // Asterisk's answer comes with the next message, never inside the request.
    this.#clock.after(0, () => {
      if (this.#state.is === 'open') {
        this.#state.handlers.onQueueLength(this.#length);
      }
    });
  }

  close(): void {
    this.#close({ by: 'local' });
  }

  /**
   * The far side ends the connection, as Asterisk does when the media channel is hung up.
   * Idempotent.
   */
  closeByFarSide(): void {
    this.#close({ by: 'remote', code: 1000 });
  }

  #close(close: TransportClose): void {
    const state = this.#state;
    if (state.is === 'closed') {
      return;
    }
    this.#state = { is: 'closed' };
    this.flush();
    if (state.is === 'open') {
      state.stopClock();
      state.handlers.onClose(close);
    }
  }

  #onFrame(handlers: MediaTransportHandlers, nowMs: number): void {
    // Checked here because Asterisk's message never comes inside sendFrame.
    if (!this.#full && this.#length >= XOFF_AT) {
      this.#full = true;
      handlers.onPause();
    }
    this.#party.hear(this.#play(handlers), nowMs);
    // The party may have hung up on what it heard.
    if (this.#state.is !== 'open') {
      return;
    }
    this.#incoming.samples.fill(0);
    this.#party.speak(this.#incoming.samples, nowMs);
    this.#countIn();
    handlers.onFrame(this.#incoming.bytes, nowMs);
  }

  /** Takes what is due from the queue: the marks at its head, then one frame. */
  #play(handlers: MediaTransportHandlers): Int16Array | null {
    if (this.#playback === 'paused') {
      return null;
    }
    for (let mark = this.#marks[0]; mark !== undefined; mark = this.#marks[0]) {
      if (mark.afterFrames > this.#finished) {
        break;
      }
      this.#marks.shift();
      handlers.onMark(mark.id);
    }
    const frame = this.#length > 0 ? this.#ring[this.#head] : undefined;
    if (frame !== undefined) {
      this.#head = (this.#head + 1) % QUEUE_LIMIT;
      this.#length -= 1;
      this.#finished += 1;
    }
    if (this.#full && this.#length < XON_BELOW) {
      this.#full = false;
      handlers.onResume();
    }
    return frame?.samples ?? null;
  }

  #countIn(): void {
    const nowMs = performance.now();
    this.counters.framesIn += 1;
    if (this.#lastInMs !== null && nowMs - this.#lastInMs > LATE_AFTER_MS) {
      this.counters.framesLate += 1;
    }
    this.#lastInMs = nowMs;
  }
}

/**
 * Bytes and samples are the same memory, so this is right on little-endian machines only: all that
 * Electron runs on.
 */
function newFrame(): Frame {
  const samples = new Int16Array(FRAME_SAMPLES);
  return { samples, bytes: Buffer.from(samples.buffer) };
}
