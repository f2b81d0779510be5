/** What this process needs and how late it comes, while it is watched. */
import {
  type IntervalHistogram,
  monitorEventLoopDelay,
  performance,
  PerformanceObserver,
} from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** Figures of one watch; ms unless the name says otherwise. */
export type ProcessFigures = {
  /**
   * The longest time between two looks at the clock, 5 ms apart, and the most processor time that
   * this process used between two looks: where the first is long and the second is not, other
   * programs had the processor. And the longest garbage collection.
   */
  readonly stall: {
    readonly longestMs: number;
    readonly ownMs: number;
    readonly collectionMs: number;
  };
  /** How late the main thread came to its work. */
  readonly loopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Share of the time in which the main thread was not waiting for work, %. */
  readonly mainThreadPercent: number;
  /** Processor time of all threads, % of a core. */
  readonly cpuPercent: number;
  readonly rssMb: number;
  /** By how much the main thread's heap grew between collections, MB a second: garbage to come. */
  readonly heapGrowthMbPerS: number;
};

const LOOK_MS = 5;
/** Of the monitor, ms. A finer one costs the process time. */
const RESOLUTION_MS = 10;

/** Begins to watch; the returned function ends it. */
export function watchProcess(): () => ProcessFigures {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  loop.enable();
  const looks = lookOften();
  const startedMs = performance.now();
  const [cpuBefore, loopBefore] = [process.cpuUsage(), performance.eventLoopUtilization()];
  return () => {
    const used = process.cpuUsage(cpuBefore);
    const tookMs = performance.now() - startedMs;
    const { utilization } = performance.eventLoopUtilization(loopBefore);
    loop.disable();
    looks.end();
    return {
      stall: looks.stall,
      loopDelay: delaysOf(loop),
      mainThreadPercent: utilization * 100,
      cpuPercent: (used.user + used.system) / 10 / tookMs,
      rssMb: process.memoryUsage.rss() / 2 ** 20,
      heapGrowthMbPerS: looks.heapGrowth() / 2 ** 20 / (tookMs / 1_000),
    };
  };
}

/** The histogram holds whole intervals: what is beyond the resolution is delay. */
function delaysOf(loop: IntervalHistogram): ProcessFigures['loopDelay'] {
  const late = (ns: number): number => Math.max(0, ns / 1e6 - RESOLUTION_MS);
  return { p50: late(loop.percentile(50)), p99: late(loop.percentile(99)), max: late(loop.max) };
}

function lookOften(): {
  readonly stall: ProcessFigures['stall'];
  /** Bytes. */
  heapGrowth(): number;
  end(): void;
} {
  const stall = { longestMs: 0, ownMs: 0, collectionMs: 0 };
  let heapGrowth = 0;
  let lastMs = performance.now();
  let lastCpu = process.cpuUsage();
  let lastHeap = getHeapStatistics().used_heap_size;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const used = process.cpuUsage(lastCpu);
    const heap = getHeapStatistics().used_heap_size;
    stall.longestMs = Math.max(stall.longestMs, nowMs - lastMs);
    stall.ownMs = Math.max(stall.ownMs, (used.user + used.system) / 1_000);
    heapGrowth += Math.max(0, heap - lastHeap);
    lastMs = nowMs;
    lastCpu = process.cpuUsage();
    lastHeap = heap;
  }, LOOK_MS);
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      stall.collectionMs = Math.max(stall.collectionMs, duration);
    }
  });
  collections.observe({ entryTypes: ['gc'] });
  return {
    stall,
    heapGrowth: () => heapGrowth,
    end: () => {
      clearInterval(timer);
      collections.disconnect();
    },
  };
}
