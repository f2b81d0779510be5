/** Delivers events to one address, one after the other and in their order. */
import type { Log } from '#main/observability/log';
import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import { messageOf } from '#main/util/errors';
import { delay } from '#main/util/timeout';
import type { WebhookEvent } from './events';
import { EVENT_ID_HEADER, SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from './signature';

/** Times are in ms. */
export type DeliveryLimits = {
  /** Longest wait for an answer. */
  readonly timeoutMs: number;
  /** Attempts for one event, including the first. */
  readonly attempts: number;
  readonly backoff: BackoffOptions;
  /** Most events that wait; beyond it the oldest is given up. */
  readonly queued: number;
};

/** With these limits an event is tried for about two minutes. */
export const DELIVERY_LIMITS: DeliveryLimits = {
  timeoutMs: 5_000,
  attempts: 8,
  backoff: { firstMs: 1_000, maxMs: 60_000, factor: 2, jitter: 0.3 },
  queued: 1_000,
};

/** Outcomes of the events so far. */
export type DeliveryCounts = { delivered: number; failed: number; dropped: number };

type DeliveryOptions = {
  readonly url: URL;
  /** WEBHOOK_SECRET, read at every attempt. */
  readonly secret: () => string;
  readonly userAgent: string;
  readonly counts: DeliveryCounts;
  readonly log: Log;
  readonly limits: DeliveryLimits;
  readonly fetch: typeof fetch;
};

/**
 * Outcome of one attempt; `waitMs` is what the receiver asked for (Retry-After, RFC 9110 section
 * 10.2.3), or null.
 */
type Attempt =
  | { readonly result: 'delivered' }
  | { readonly result: 'refused'; readonly why: FailureFields }
  | { readonly result: 'again'; readonly why: FailureFields; readonly waitMs: number | null };

/** Why an attempt failed, as fields of the log: the answer's HTTP status, or what went wrong. */
type FailureFields = { readonly status: number } | { readonly error: string };

/** The queue of events for one address. */
export class WebhookDelivery {
  readonly #options: DeliveryOptions;
  readonly #queue: { readonly event: WebhookEvent; readonly body: string }[] = [];
  readonly #stop = new AbortController();
  /** Resolves when the queue is empty. */
  #idle: Promise<void> = Promise.resolve();
  #phase: 'idle' | 'busy' | 'closed' = 'idle';

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Puts an event in the queue. Returns at once, whatever the receiver does. */
  put(event: WebhookEvent): void {
    const { counts, limits } = this.#options;
    if (this.#phase === 'closed') {
      counts.dropped += 1;
      return;
    }
    if (this.#queue.length >= limits.queued) {
      this.#queue.shift();
      counts.dropped += 1;
    }
    this.#queue.push({ event, body: JSON.stringify(event) });
    if (this.#phase === 'idle') {
      this.#phase = 'busy';
      this.#idle = this.#work();
    }
  }

  /** Closes the queue. Events that are not delivered within `graceMs` are given up. Idempotent. */
  async close(graceMs: number): Promise<void> {
    const grace = new AbortController();
    await Promise.race([this.#idle, delay(graceMs, grace.signal)]);
    grace.abort();
    this.#phase = 'closed';
    this.#stop.abort();
    await this.#idle;
    this.#options.counts.dropped += this.#queue.splice(0).length;
  }

  get #closed(): boolean {
    return this.#stop.signal.aborted;
  }

  async #work(): Promise<void> {
    while (!this.#closed) {
      const next = this.#queue.shift();
      if (next === undefined) {
        this.#phase = 'idle';
        return;
      }
      await this.#deliver(next.event, next.body);
    }
  }

  async #deliver(event: WebhookEvent, body: string): Promise<void> {
    const { counts, limits, log, url } = this.#options;
    const about = { event: event.type, eventId: event.id, to: url.origin };
    let why: FailureFields = { error: '' };
    for (let attempt = 0; attempt < limits.attempts; attempt += 1) {
      const outcome = await this.#attempt(event, body);
      if (outcome.result === 'delivered') {
        counts.delivered += 1;
        log.debug({ ...about, attempt: attempt + 1 }, 'webhook delivered');
        return;
      }
      why = outcome.why;
      if (outcome.result === 'refused' || attempt + 1 === limits.attempts) {
        break;
      }
      const usual = backoffDelayMs(attempt, limits.backoff);
      await delay(Math.max(usual, outcome.waitMs ?? 0), this.#stop.signal);
      if (this.#closed) {
        counts.dropped += 1;
        return;
      }
    }
    counts.failed += 1;
    log.warn({ ...about, ...why }, 'webhook given up');
  }

  async #attempt(event: WebhookEvent, body: string): Promise<Attempt> {
    const { url, secret, userAgent, limits } = this.#options;
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const key = secret();
    if (key === '') {
      return { result: 'again', why: { error: 'no secret' }, waitMs: null };
    }
    try {
      const response = await this.#options.fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': userAgent,
          [EVENT_ID_HEADER]: event.id,
          [TIMESTAMP_HEADER]: timestamp,
          [SIGNATURE_HEADER]: signWebhook(key, timestamp, body),
        },
        // Following a redirect could lead to an address that is not allowed.
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(limits.timeoutMs), this.#stop.signal]),
      });
      await response.body?.cancel();
      return outcomeOf(response, limits.backoff.maxMs);
    } catch (error) {
      return { result: 'again', why: { error: networkProblem(error) }, waitMs: null };
    }
  }
}

function outcomeOf(response: Response, maxWaitMs: number): Attempt {
  if (response.ok) {
    return { result: 'delivered' };
  }
  const why = { status: response.status };
  // 408 and 429 invite a later attempt (RFC 9110 section 15.5.9, RFC 6585 section 4).
  if (response.status < 500 && response.status !== 408 && response.status !== 429) {
    return { result: 'refused', why };
  }
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const waitMs = Number.isFinite(seconds) ? Math.min(maxWaitMs, seconds * 1_000) : null;
  return { result: 'again', why, waitMs };
}

function networkProblem(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === '' ? messageOf(cause) : code;
}
