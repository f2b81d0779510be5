import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { VoiceChangeOutcome } from '../../voiceAgent';
import { type ConnectionFailure, decideAfterFailure } from '../wire/closePolicy';

/** How often and how long to try; times in ms. */
export type RetryPolicy = {
  /** Tries with the handle. A try that does not reach the service is not counted. */
  readonly handleTries: number;
  /** Tries without it, counted likewise; Infinity: until the time is used up. */
  readonly freshTries: number;
  /** Time for all tries together, waits included. */
  readonly budgetMs: number;
  /** Longest time of one try. */
  readonly connectTimeoutMs: number;
  readonly backoff: BackoffOptions;
};

type OpenRequest<Connection> = {
  /** Handle of the session to go on with; null for a fresh one. */
  readonly handle: string | null;
  /** Wait before the first try, ms. */
  readonly firstDelayMs: number;
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal;
  connect(handle: string | null, timeoutMs: number): Promise<Result<Connection, ConnectionFailure>>;
  onFailedTry(error: CordboardError): void;
};

/** An opened session and how it came about. */
export type OpenedSession<Connection> = {
  readonly connection: Connection;
  readonly outcome: VoiceChangeOutcome;
};

/**
 * Runs the tries of one opening by the close policy: with the handle while that can work, then
 * without, until the tries or the time are used up. It knows nothing of sockets; `connect` makes
 * each try. Fails with the error of the last try; with `cancelled` when the signal aborts.
 */
export async function openSession<Connection>(
  request: OpenRequest<Connection>,
): Promise<Result<OpenedSession<Connection>>> {
  const { policy, signal } = request;
  const deadlineMs = performance.now() + policy.budgetMs;
  let { handle } = request;
  let waitMs = request.firstDelayMs;
  let counted = 0;
  let failures = 0;
  let lastError = cordboardError('timeout', phrase('gemini.no-session-in-time'));
  for (;;) {
    if (waitMs > 0) {
      await delay(waitMs, signal);
    }
    const leftMs = deadlineMs - performance.now();
    if (signal.aborted || leftMs <= 0) {
      return fail(signal.aborted ? abortedError() : lastError);
    }
    const result = await request.connect(handle, Math.min(policy.connectTimeoutMs, leftMs));
    if (result.ok) {
      return ok({ connection: result.value, outcome: handle === null ? 're-seeded' : 'resumed' });
    }
    const { action, error } = decideAfterFailure(
      result.error,
      handle === null ? 'fresh' : 'resume',
    );
    lastError = error;
    counted += result.error.kind === 'unreachable' ? 0 : 1;
    failures += 1;
    request.onFailedTry(error);
    if (action === 'give-up') {
      return fail(error);
    }
    waitMs = backoffDelayMs(failures - 1, policy.backoff);
    if (handle !== null && (action === 're-seed' || counted >= policy.handleTries)) {
      handle = null;
      counted = 0;
      waitMs = action === 're-seed' ? 0 : waitMs;
    } else if (handle === null && counted >= policy.freshTries) {
      return fail(error);
    }
  }
}

function abortedError(): CordboardError {
  return cordboardError('cancelled', phrase('gemini.session-ended'));
}
