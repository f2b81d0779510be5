import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { Urgency, VoiceChangeOutcome } from '../../voiceAgent';
import { type ConnectionFailure, decideAfterFailure, isQuotaFailure } from '../wire/closePolicy';
import type { GatePlace, SessionGate } from './sessionGate';

/** How often and how long to try; times in ms. */
export type RetryPolicy = {
  /**
   * Tries with the handle. A try that does not reach the service, or is refused for the quota, is
   * not counted.
   */
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
  /** Where every try waits for its turn among those of the other calls. */
  readonly gate: Pick<SessionGate, 'enter'>;
  /** For the first try; null: it waits for one. */
  readonly place: GatePlace | null;
  readonly urgency: () => Urgency;
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
  const { policy, signal, gate, urgency } = request;
  const deadlineMs = performance.now() + policy.budgetMs;
  let { handle, place } = request;
  let waitMs = request.firstDelayMs;
  let counted = 0;
  let failures = 0;
  let lastError = cordboardError('timeout', phrase('gemini.no-session-in-time'));
  for (;;) {
    if (waitMs > 0) {
      await delay(waitMs, signal);
    }
    const limitMs = signal.aborted ? 0 : deadlineMs - performance.now();
    if (limitMs > 0) {
      place ??= await gate.enter({ urgency, signal, limitMs });
    }
    if (limitMs <= 0 || place === null) {
      return fail(signal.aborted ? abortedError() : lastError);
    }
    const leftMs = Math.max(1, deadlineMs - performance.now());
    const result = await request.connect(handle, Math.min(policy.connectTimeoutMs, leftMs));
    place.leave(result.ok ? null : result.error);
    place = null;
    if (result.ok) {
      return ok({ connection: result.value, outcome: handle === null ? 're-seeded' : 'resumed' });
    }
    const { action, error } = decideAfterFailure(
      result.error,
      handle === null ? 'fresh' : 'resume',
    );
    lastError = error;
    const forQuota = isQuotaFailure(result.error);
    counted += result.error.kind === 'unreachable' || forQuota ? 0 : 1;
    failures += 1;
    request.onFailedTry(error);
    if (action === 'give-up') {
      return fail(error);
    }
    // The gate makes all calls wait for the quota together.
    waitMs = forQuota ? 0 : backoffDelayMs(failures - 1, policy.backoff);
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
