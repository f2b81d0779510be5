import type { Log } from '#main/observability/log';
import { FRAME_BYTES, FRAME_MS } from '#model/audio';
import { FrameCutter } from '../audio/frameCutter';
import { logDiagnostics, type MediaDiagnostics, noDiagnostics } from './diagnostics';
import type { MediaTransportHandlers, TransportClose, TransportCounters } from './mediaTransport';

const BYTES_PER_MS = FRAME_BYTES / FRAME_MS;
/**
 * Audio is late when, after the audio before, it comes later than its own length by more than this,
 * ms.
 */
const LATE_MS = 40;
/**
 * Audio that is later than this, ms, begins a new frame. Less than this is jitter: the audio goes
 * on in the frame that was begun, since silence put in there would tear a word apart.
 */
const GAP_MS = 200;
/**
 * Most audio taken at once, bytes (1 s): far more than any packet of a phone. A larger message
 * would make all other callers wait.
 */
const MAX_AUDIO_BYTES = 1_000 * BYTES_PER_MS;
/** Most audio kept from before the handlers are set, frames (2 s). */
const MAX_HELD_FRAMES = 100;

type State =
  /** The handlers are not set. `held`: audio that waits for them; null when none is kept. */
  | { readonly kind: 'early'; held: Buffer[] | null }
  | { readonly kind: 'open'; readonly handlers: MediaTransportHandlers }
  | { readonly kind: 'closed'; readonly close: TransportClose };

/** An event besides frames and the end. */
type Message = (handlers: MediaTransportHandlers) => void;

/**
 * The near side of a transport: its handlers from before they are set until after the end, its
 * counters and its diagnostics. A handler that throws is logged and harms nothing.
 */
export class TransportPort {
  readonly counters: TransportCounters = {
    framesIn: 0,
    framesOut: 0,
    framesLost: 0,
    framesLate: 0,
  };
  readonly diagnostics: MediaDiagnostics = noDiagnostics();
  readonly #log: Log;
  /** Channel of the media, for the log. */
  #channelId: string | null = null;
  readonly #aligned = Buffer.alloc(FRAME_BYTES);
  readonly #cutter = new FrameCutter((frame, bytesBehind) => {
    this.#frame(frame, bytesBehind);
  });
  #state: State;
  /** When the newest audio came, and when its newest frame ended, monotonic ms. */
  #cameMs = Number.POSITIVE_INFINITY;
  #endedMs = 0;

  /** @param holdEarly Keeps frames that come before the handlers are set, until `announced`. */
  constructor(log: Log, holdEarly = false) {
    this.#log = log;
    this.#state = { kind: 'early', held: holdEarly ? [] : null };
  }

  /** Closed by either side. */
  get isClosed(): boolean {
    return this.#state.kind === 'closed';
  }

  /**
   * Asterisk named the channel of the media: from now on early frames are kept only when earlier
   * ones are kept already.
   */
  announced(channelId: string | null): void {
    this.#channelId = channelId;
    if (this.#state.kind === 'early' && this.#state.held?.length === 0) {
      this.#state.held = null;
    }
  }

  /** Sets the handlers. They get the audio that was kept, or the end if that has come already. */
  start(handlers: MediaTransportHandlers): void {
    const before = this.#state;
    if (before.kind === 'closed') {
      queueMicrotask(() => {
        this.#guarded(() => {
          handlers.onClose(before.close);
        });
      });
      return;
    }
    this.#state = { kind: 'open', handlers };
    if (before.kind === 'early') {
      for (const frame of before.held ?? []) {
        this.#deliver(handlers, frame, performance.now());
      }
    }
  }

  /**
   * Audio of the caller, slin16 of any length at any address: phones choose the length of their
   * packets, and Asterisk passes packets on as they are. The buffer may be reused after the call.
   */
  audio(pcm: Buffer): void {
    const nowMs = performance.now();
    const lateMs = nowMs - this.#cameMs - pcm.length / BYTES_PER_MS;
    if (lateMs > LATE_MS) {
      this.counters.framesLate += 1;
    }
    if (lateMs > GAP_MS) {
      this.#cutter.pad();
    }
    this.#cameMs = nowMs;
    if (pcm.length <= MAX_AUDIO_BYTES) {
      this.#cutter.push(pcm);
    } else {
      this.counters.framesLost += Math.ceil((pcm.length - MAX_AUDIO_BYTES) / FRAME_BYTES);
      this.#cutter.push(pcm.subarray(0, MAX_AUDIO_BYTES));
    }
  }

  /** The next audio does not continue the audio before: it begins a new frame. */
  newStream(): void {
    this.#cutter.pad();
  }

  /** Tells the handlers something; does nothing before `start` and after the end. */
  tell(message: Message): void {
    const state = this.#state;
    if (state.kind === 'open') {
      this.#guarded(() => {
        message(state.handlers);
      });
    }
  }

  /** Handlers of a queue that is kept on this side. */
  readonly playoutHandlers = {
    onFull: (): void => {
      this.tell((handlers) => {
        handlers.onPause();
      });
    },
    onRoom: (): void => {
      this.tell((handlers) => {
        handlers.onResume();
      });
    },
    onMark: (id: string): void => {
      this.tell((handlers) => {
        handlers.onMark(id);
      });
    },
  };

  /**
   * Answers `requestQueueLength` for a queue that is kept on this side; in a microtask, not within
   * the request.
   */
  tellQueueLength(length: () => number): void {
    queueMicrotask(() => {
      this.tell((handlers) => {
        handlers.onQueueLength(length());
      });
    });
  }

  /** Ends the transport, for any reason. Returns false when it had ended before. */
  close(close: TransportClose): boolean {
    const before = this.#state;
    if (before.kind === 'closed') {
      return false;
    }
    this.#state = { kind: 'closed', close };
    if (before.kind === 'open') {
      this.#guarded(() => {
        before.handlers.onClose(close);
      });
    }
    logDiagnostics(this.#log, this.#channelId, this.diagnostics);
    return true;
  }

  #frame(frame: Buffer, bytesBehind: number): void {
    const state = this.#state;
    if (state.kind === 'closed') {
      // A handler closed the transport in the middle of a packet.
      return;
    }
    this.counters.framesIn += 1;
    this.#endedMs = Math.max(this.#endedMs, this.#cameMs - bytesBehind / BYTES_PER_MS);
    if (state.kind === 'open') {
      this.#deliver(state.handlers, frame, this.#endedMs);
    } else if (state.held !== null) {
      if (state.held.length === MAX_HELD_FRAMES) {
        state.held.shift();
        this.counters.framesLost += 1;
      }
      state.held.push(Buffer.from(frame));
    }
  }

  /**
   * Gives a frame to its handler at an even address, so that an Int16Array view of it is possible.
   */
  #deliver(handlers: MediaTransportHandlers, frame: Buffer, atMs: number): void {
    let aligned = frame;
    if (frame.byteOffset % 2 !== 0) {
      frame.copy(this.#aligned);
      aligned = this.#aligned;
    }
    try {
      handlers.onFrame(aligned, atMs);
    } catch (error) {
      this.#handlerFailed(error);
    }
  }

  #guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#handlerFailed(error);
    }
  }

  /** Logs only the first failure at once: it may happen at every frame. */
  #handlerFailed(error: unknown): void {
    this.diagnostics.handlerErrors += 1;
    if (this.diagnostics.handlerErrors === 1) {
      this.#log.warn({ mediaChannelId: this.#channelId, error }, 'a listener of media failed');
    }
  }
}
