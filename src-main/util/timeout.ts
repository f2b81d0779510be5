import type { Phrase } from '#model/phrases/phrase';
import { cordboardError } from './errors';
import { fail, type Result } from './result';

/**
 * Waits for `work` at most `limitMs`; then fails with kind `timeout`. The work itself is not
 * stopped: its late outcome is ignored, so whoever starts it must be able to clean up after it.
 */
export async function withTimeout<T>(
  work: Promise<Result<T>>,
  limitMs: number,
  said: Phrase,
): Promise<Result<T>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve(fail(cordboardError('timeout', said)));
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    }
    signal?.addEventListener('abort', finish);
  });
}
