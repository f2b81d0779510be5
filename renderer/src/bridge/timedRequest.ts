import type { RequestInput, RequestName, RequestOutput, RequestResult } from '#contract/requests';
import { phrase } from '#model/phrases/phrase';
import { ownFailure, request } from './bridge';

/**
 * Longest wait for an answer from the record of calls, ms. It is longer than the limit of the main
 * process, whose error says more.
 */
export const READ_LIMIT_MS = 12_000;

/** The same for work on the whole record: deleting a caller, checking the audit; ms. */
export const LONG_LIMIT_MS = 660_000;

/**
 * Makes a request that is given up after a while, with an error of kind `timeout`. The main process
 * may still carry it out: its late answer is ignored.
 */
export async function timedRequest<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  limitMs: number = READ_LIMIT_MS,
): Promise<RequestResult<RequestOutput<Name>>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<RequestResult<RequestOutput<Name>>>((resolve) => {
    timer = setTimeout(() => {
      resolve({ ok: false, error: ownFailure('timeout', phrase('window.no-answer-in-time')) });
    }, limitMs);
  });
  try {
    return await Promise.race([request(name, input), limit]);
  } finally {
    clearTimeout(timer);
  }
}
