import type { ApiServer } from '#main/api/apiServer';
import type { Summaries } from '#main/call/summary/summaries';
import type { DataFolderLock } from '#main/config/installation/dataFolderLock';
import type { Metrics } from '#main/metrics/metrics';
import type { RootLog } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { Webhooks } from '#main/webhooks/webhooks';
import { phrase } from '#model/phrases/phrase';
import type { Pipeline } from './pipeline';

/** Longest duration of each step, ms. */
export const LIMITS_MS = {
  calls: 10_000,
  api: 2_000,
  // Both give up on their own before this.
  webhooks: 3_000,
  history: 8_000,
  lock: 1_000,
} as const;

export type EndingParts = {
  readonly pipeline: Pick<Pipeline, 'stop'>;
  readonly summaries: Pick<Summaries, 'close'>;
  readonly webhooks: Pick<Webhooks, 'close'>;
  readonly api: Pick<ApiServer, 'stop'>;
  readonly metrics: Pick<Metrics, 'close'>;
  readonly history: Pick<HistoryStore, 'close'>;
  /** Null if the data folder could not be locked. */
  readonly lock: DataFolderLock | null;
  readonly log: RootLog;
};

/**
 * Ends the program in order, calls first, because callers wait for that. The other steps follow
 * even if one fails or takes too long, so the end always comes. Fails with `timeout` if the calls
 * did not end in time.
 */
export async function endInOrder(parts: EndingParts): Promise<Result<void>> {
  const { pipeline, summaries, webhooks, api, metrics, history, lock, log } = parts;
  const callsEnded = await endStep(log, 'calls', () => pipeline.stop());
  // After the calls, so that the record knows which of them wait for a summary.
  summaries.close();
  // After the calls, so that their ends are still announced.
  await Promise.all([
    endStep(log, 'webhooks', () => webhooks.close()),
    endStep(log, 'api', () => api.stop()),
  ]);
  metrics.close();
  // Late, so that the ends of the calls are recorded.
  await endStep(log, 'history', () => history.close());
  await endStep(log, 'lock', () => lock?.release());
  log.info({}, 'Cordboard ended');
  await log.close();
  return callsEnded ? done : fail(cordboardError('timeout', phrase('program.calls-not-ended')));
}

/** Runs a step. Returns whether it succeeded in time. */
async function endStep(
  log: RootLog,
  step: keyof typeof LIMITS_MS,
  work: () => Promise<void> | undefined,
): Promise<boolean> {
  const limitMs = LIMITS_MS[step];
  const limit = new AbortController();
  try {
    return await Promise.race([
      Promise.resolve(work()).then(() => true),
      delay(limitMs, limit.signal).then(() => {
        if (!limit.signal.aborted) {
          log.error({ step, limitMs }, 'could not be ended in time');
        }
        return false;
      }),
    ]);
  } catch (error) {
    log.error({ step, error }, 'could not be ended');
    return false;
  } finally {
    limit.abort();
  }
}
