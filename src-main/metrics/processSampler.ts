/** Figures of the main process itself. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProgramFigures } from './programFigures';

/** Resolution of the event loop monitor, ms. A finer one costs the calls processor time. */
const RESOLUTION_MS = 10;

/** Window of the event loop figures, ms. It does not depend on how often they are read. */
export const LAG_WINDOW_MS = 10_000;

/** Labels of the event loop lag, each with its percentile. */
const STATS = [
  ['p50', 50],
  ['p99', 99],
  ['max', 100],
] as const;

/** Begins to measure. `read` brings the figures up to date; `close` ends it and is idempotent. */
export function createProcessSampler(
  set: Pick<ProgramFigures, 'eventLoopLag' | 'residentMemory' | 'heapUsed' | 'cpu' | 'startTime'>,
): { read(): void; close(): void } {
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  monitor.enable();
  let cpuSeconds = 0;
  const lag = (): void => {
    for (const [stat, percentile] of STATS) {
      // The monitor measures the time between two ticks of its timer, so it contains the interval.
      const ms = (percentile === 100 ? monitor.max : monitor.percentile(percentile)) / 1e6;
      const known = monitor.count > 0 && Number.isFinite(ms);
      set.eventLoopLag.set({ stat }, known ? Math.max(0, ms - RESOLUTION_MS) / 1_000 : 0);
    }
    monitor.reset();
  };
  for (const [stat] of STATS) {
    set.eventLoopLag.set({ stat }, 0);
  }
  set.startTime.set(Math.round(Date.now() / 1_000 - process.uptime()));
  const timer = setInterval(lag, LAG_WINDOW_MS);
  timer.unref();
  return {
    read() {
      const { user, system } = process.cpuUsage();
      const seconds = (user + system) / 1e6;
      set.cpu.inc(Math.max(0, seconds - cpuSeconds));
      cpuSeconds = seconds;
      set.residentMemory.set(process.memoryUsage.rss());
      set.heapUsed.set(process.memoryUsage().heapUsed);
    },
    close() {
      clearInterval(timer);
      monitor.disable();
    },
  };
}
