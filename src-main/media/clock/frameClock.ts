import type { Log } from '#main/observability/log';
import { messageOf } from '#main/util/errors';
import { FRAME_MS } from '#model/audio';

/**
 * Longest stall whose frames are delivered later, ms. After a longer one (a suspended computer) the
 * clock begins anew.
 */
const LONGEST_CATCH_UP_MS = 2_000;

/**
 * Called once for each 20 ms of the clock. `nowMs`: the clock's own time, a multiple of 20 ms after
 * its start.
 */
type FrameListener = (nowMs: number) => void;

type Appointment = { readonly atMs: number; readonly run: FrameListener };

/**
 * One timer for all calls. It ticks every 20 ms by absolute deadlines, so that nothing drifts;
 * delays are counted in those ticks. After a stall the missed ticks are delivered at once, as a
 * sound card or Asterisk does with frames. The timer exists only while somebody listens or waits.
 */
export class FrameClock {
  readonly #listeners = new Set<FrameListener>();
  readonly #appointments = new Set<Appointment>();
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #delivering = false;
  /** Clock time of the next frame, on performance.now(). */
  #nextMs = 0;

  /** @param onError Gets what a listener throws. The other listeners still run. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Time of the clock, ms, on the same scale as what listeners get. */
  get nowMs(): number {
    return this.#timer === null ? performance.now() : this.#nextMs - FRAME_MS;
  }

  get running(): boolean {
    return this.#timer !== null;
  }

  /** Calls the listener every 20 ms; the returned function ends that. */
  everyFrame(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    this.#ensureRunning();
    return () => {
      this.#listeners.delete(listener);
      this.#stopWhenIdle();
    };
  }

  /**
   * Runs something once after `delayMs` (rounded up to whole frames); the returned function cancels
   * it.
   */
  after(delayMs: number, run: () => void): () => void {
    this.#ensureRunning();
    const appointment: Appointment = { atMs: this.nowMs + delayMs, run };
    this.#appointments.add(appointment);
    return () => {
      this.#appointments.delete(appointment);
      this.#stopWhenIdle();
    };
  }

  /** Resolves after `delayMs`, rounded up to whole frames. */
  delay(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, () => {
        resolve();
      });
    });
  }

  #ensureRunning(): void {
    if (this.#timer !== null) {
      return;
    }
    this.#nextMs = performance.now() + FRAME_MS;
    this.#timer = setTimeout(this.#onTimer, FRAME_MS);
  }

  #stopWhenIdle(): void {
    // While frames are delivered, the timer has fired already, and #onTimer calls this at its end.
    const idle = this.#listeners.size === 0 && this.#appointments.size === 0;
    if (this.#timer !== null && idle && !this.#delivering) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }

  readonly #onTimer = (): void => {
    const now = performance.now();
    if (now - this.#nextMs > LONGEST_CATCH_UP_MS) {
      this.#nextMs = now;
    }
    this.#delivering = true;
    while (this.#nextMs <= now) {
      const frameMs = this.#nextMs;
      this.#nextMs += FRAME_MS;
      this.#runFrame(frameMs);
    }
    this.#delivering = false;
    this.#timer = setTimeout(this.#onTimer, Math.max(1, this.#nextMs - performance.now()));
    this.#stopWhenIdle();
  };

  #runFrame(frameMs: number): void {
    for (const appointment of this.#appointments) {
      if (appointment.atMs <= frameMs) {
        this.#appointments.delete(appointment);
        this.#call(appointment.run, frameMs);
      }
    }
    for (const listener of this.#listeners) {
      this.#call(listener, frameMs);
    }
  }

  #call(listener: FrameListener, frameMs: number): void {
    try {
      listener(frameMs);
    } catch (error) {
      this.#onError(error);
    }
  }
}

/** Makes a clock that logs what a listener throws, each message once: it may come at every tick. */
export function createFrameClock(log: Log): FrameClock {
  const reported = new Set<string>();
  return new FrameClock((error) => {
    const message = messageOf(error);
    if (!reported.has(message)) {
      reported.add(message);
      log.error({ error: message }, 'a listener of the frame clock failed');
    }
  });
}
