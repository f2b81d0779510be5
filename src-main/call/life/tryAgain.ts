import type { Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { endedMeanwhile } from './endedMeanwhile';

/**
 * Makes one attempt after each of these waits (ms), until one succeeds. Fails as the last attempt,
 * or with `cancelled` once `over` aborts.
 */
export async function tryAgain<T>(
  waitsMs: readonly number[],
  over: AbortSignal,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  let last: Result<T> = endedMeanwhile();
  for (const waitMs of waitsMs) {
    await delay(waitMs, over);
    if (over.aborted) {
      return endedMeanwhile();
    }
    last = await attempt();
    if (last.ok) {
      return last;
    }
  }
  return last;
}
