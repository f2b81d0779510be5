import type { CallMetrics } from '#model/metrics';
import type { MetricSample } from '#model/timeline';

/** Time between two samples, ms. */
const EVERY_MS = 10_000;

/** Samples of one call that are kept: its first ten hours. */
const KEPT = 3_600;

/** How the figures of a call went. */
export class MetricTrend {
  readonly #samples: MetricSample[] = [];

  /** Takes a sample if it is time for one. @param atMs Since the call reached Cordboard. */
  note(metrics: CallMetrics, atMs: number): void {
    const newest = this.#samples.at(-1);
    const isDue = newest === undefined || atMs - newest.atMs >= EVERY_MS;
    if (!isDue || this.#samples.length >= KEPT) {
      return;
    }
    const { framesIn, framesLate, framesLost, playoutGaps, agentReconnects } = metrics;
    const costUsd = metrics.costEstimateUsd;
    this.#samples.push({
      atMs,
      ...{ costUsd, framesIn, framesLate, framesLost, playoutGaps, agentReconnects },
    });
  }

  /** The samples after the first `known`. */
  from(known: number): readonly MetricSample[] {
    return this.#samples.slice(known);
  }
}
