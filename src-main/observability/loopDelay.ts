import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProgramLoad } from '#model/load';

/** Resolution of the monitor, ms. A finer one costs the calls processor time. */
const RESOLUTION_MS = 10;

/** Length of a window, ms. Figures do not depend on how often they are read. */
export const LOOP_WINDOW_MS = 10_000;

const NO_DELAY: ProgramLoad['loopDelay'] = { p50Ms: 0, p99Ms: 0, maxMs: 0 };

/** How late this thread comes to its work. */
export class LoopDelay {
  readonly #onWindow: () => void;
  #monitor: IntervalHistogram | null = null;
  #timer: NodeJS.Timeout | undefined;
  #last = NO_DELAY;

  /** @param onWindow A window is over; `last` has its figures. */
  constructor(onWindow: () => void) {
    this.#onWindow = onWindow;
  }

  /** Figures of the last whole window; zeros before the first. */
  get last(): ProgramLoad['loopDelay'] {
    return this.#last;
  }

  start(): void {
    const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    monitor.enable();
    this.#monitor = monitor;
    this.#timer = setInterval(() => {
      this.#last = {
        p50Ms: delayMs(monitor.percentile(50)),
        p99Ms: delayMs(monitor.percentile(99)),
        maxMs: delayMs(monitor.max),
      };
      monitor.reset();
      this.#onWindow();
    }, LOOP_WINDOW_MS).unref();
  }

  /** Idempotent. */
  stop(): void {
    clearInterval(this.#timer);
    this.#monitor?.disable();
  }
}

/** The monitor measures the time between two ticks of its timer, so it contains the interval. */
function delayMs(betweenTicksNs: number): number {
  const ms = betweenTicksNs / 1e6 - RESOLUTION_MS;
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms * 10) / 10) : 0;
}
