/** One attempt to deliver an event: a POST, and what its answer means. */
import { messageOf } from '#main/util/errors';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { WaitingWebhook } from '#model/webhooks';
import { signedHeaders } from './signature';

/** Number of the attempt, from 1. Of Cordboard: Standard Webhooks has no such header. */
const ATTEMPT_HEADER = 'cordboard-attempt';

export type AttemptOptions = {
  readonly url: URL;
  /** WEBHOOK_SECRET, read at every attempt. */
  readonly secret: () => string;
  /** WEBHOOK_TIMEOUT: longest wait for an answer, ms. */
  readonly timeoutMs: () => number;
  readonly userAgent: string;
  readonly fetch: typeof fetch;
};

/**
 * What came of an attempt. `refused`: the receiver does not take events now. `disliked`: it does
 * not take this one, and may take others. `unanswered`: it has got the event and may well have done
 * its work, so sending it again does harm. `waitMs` is what the receiver asked for (Retry-After,
 * RFC 9110 section 10.2.3), or null.
 */
export type Outcome =
  | { readonly result: 'delivered' }
  | { readonly result: 'disliked' | 'unanswered'; readonly answer: Phrase }
  | { readonly result: 'refused'; readonly answer: Phrase; readonly waitMs: number | null };

/**
 * Statuses of a receiver that has read the event and finds fault with it (RFC 9110 section 15.5:
 * Bad Request, Content Too Large, Unprocessable Content).
 */
const DISLIKED: readonly number[] = [400, 413, 422];

/** Never fails. Ends early, as `refused`, when `stop` aborts. */
export async function attempt(
  { url, secret, timeoutMs, userAgent, fetch }: AttemptOptions,
  { id, body, attempts }: WaitingWebhook,
  stop: AbortSignal,
): Promise<Outcome> {
  const key = secret();
  if (key === '') {
    return { result: 'refused', answer: phrase('webhooks.no-secret'), waitMs: null };
  }
  const limitMs = timeoutMs();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgent,
        [ATTEMPT_HEADER]: String(attempts + 1),
        ...signedHeaders(key, { id, timestamp, body }),
      },
      // Following a redirect could lead to an address that is not allowed.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(limitMs), stop]),
    });
    await response.body?.cancel();
    return outcomeOf(response);
  } catch (error) {
    return outcomeOfError(error, limitMs);
  }
}

function outcomeOf({ ok, status, headers }: Response): Outcome {
  if (ok) {
    return { result: 'delivered' };
  }
  const answer = phrase('webhooks.status', { status });
  if (DISLIKED.includes(status)) {
    return { result: 'disliked', answer };
  }
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return { result: 'refused', answer, waitMs: Number.isFinite(seconds) ? seconds * 1_000 : null };
}

function outcomeOfError(error: unknown, limitMs: number): Outcome {
  if (error instanceof Error && error.name === 'TimeoutError') {
    const answer = phrase('webhooks.no-answer', { seconds: limitMs / 1_000 });
    return { result: 'unanswered', answer };
  }
  const answer = phrase('webhooks.unreachable', { why: networkProblem(error) });
  return { result: 'refused', answer, waitMs: null };
}

function networkProblem(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === '' ? messageOf(cause) : code;
}
