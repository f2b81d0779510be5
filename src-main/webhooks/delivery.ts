/** Delivers events to one receiver, one after the other and in their order. */
import type { Log } from '#main/observability/log';
import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import { delay } from '#main/util/timeout';
import type { CallId } from '#model/call';
import { wordsOf } from '#model/phrases/phrase';
import type { WaitingWebhook, WebhookReceiver, WebhookRefusal } from '#model/webhooks';
import { attempt, type AttemptOptions, type Outcome } from './attempt';
import type { WebhookEvent } from './events';
import type { WebhookJournal } from './journal';
import { type QueueLimits, WaitingQueue } from './waitingQueue';

export type DeliveryLimits = {
  /** Time after which an event is given up, ms. */
  readonly keepMs: number;
  /** Pauses of a receiver that refuses. */
  readonly backoff: BackoffOptions;
  /**
   * Pauses of an event that got no answer: few and long, because the receiver has probably done its
   * work, and does it again each time.
   */
  readonly unanswered: BackoffOptions;
  readonly queue: QueueLimits;
};

const HOUR_MS = 3_600_000;

export const DELIVERY_LIMITS: DeliveryLimits = {
  keepMs: 72 * HOUR_MS,
  backoff: { firstMs: 1_000, maxMs: 300_000, factor: 2, jitter: 0.3 },
  unanswered: { firstMs: 60_000, maxMs: 6 * HOUR_MS, factor: 6, jitter: 0.1 },
  queue: { events: 5_000, bytes: 16 * 1024 * 1024 },
};

/** Longest pause between two looks at the queue, ms: events grow too old meanwhile. */
const LONGEST_PAUSE_MS = 300_000;

/** Events lost between two lines of the log about it. */
const LOST_PER_LINE = 100;

/**
 * Outcomes of the events so far. `failed`: given up after 72 h. `dropped`: there was no room, the
 * receiver was taken out of the settings, or the program ended while nothing could be written.
 */
export type DeliveryCounts = { delivered: number; failed: number; dropped: number };

export type DeliveryOptions = AttemptOptions & {
  readonly id: WebhookReceiver['id'];
  readonly journal: WebhookJournal;
  readonly counts: DeliveryCounts;
  readonly log: Log;
  readonly limits: DeliveryLimits;
  /** The receiver began or ceased to refuse, or refuses in another way. */
  readonly onChange: () => void;
};

/**
 * `held`: nothing is sent yet. `idle`: no event waits. `closing`: what can be sent at once still
 * is.
 */
type Phase = 'held' | 'idle' | 'busy' | 'closing' | 'closed';

/** The events for one receiver. They wait until it takes them, or are too old. */
export class WebhookDelivery {
  readonly #options: DeliveryOptions;
  readonly #queue: WaitingQueue;
  readonly #stop = new AbortController();
  /** Ends the present pause. */
  #pause = new AbortController();
  /** Resolves when the work pauses for good. */
  #work: Promise<void> = Promise.resolve();
  #phase: Phase = 'held';
  #refusal: Omit<WebhookRefusal, 'nextAt'> | null = null;
  /** Refusals since the last delivery: the length of the pause. */
  #refusals = 0;
  /** Epoch ms before which the receiver is left alone. */
  #resumeAt = 0;
  #lost = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#queue = new WaitingQueue(options.limits.queue);
  }

  get state(): Pick<WebhookReceiver, 'refusal' | 'waiting' | 'lost'> {
    const due = this.#queue.next(Date.now())?.dueAt ?? 0;
    const nextAt = Math.max(due, this.#resumeAt);
    return {
      refusal: this.#refusal === null ? null : { ...this.#refusal, nextAt },
      waiting: this.#queue.size,
      lost: this.#lost,
    };
  }

  /** Begins to send. Idempotent. */
  start(): void {
    if (this.#phase === 'held') {
      this.#phase = 'idle';
      this.#goOn();
    }
  }

  /**
   * Takes a new event. Returns at once, whatever the receiver does.
   * @param dueAt Epoch ms before which it is not sent.
   */
  put({ id, type, data }: WebhookEvent, body: string, dueAt = 0): void {
    const webhook: WaitingWebhook = {
      ...{ receiver: this.#options.id, id, type, callId: data.call.id, queuedAt: Date.now(), body },
      ...{ attempts: 0, unanswered: 0, dueAt },
    };
    this.#options.journal.put(webhook);
    this.#lose(this.#queue.push(webhook), 'dropped', 'too many wait');
    this.#goOn();
  }

  /** Sends an event that is held back, with this body. Gives false when it was sent before. */
  complete({ id }: WebhookEvent, body: string): boolean {
    const held = this.#queue.find(id);
    if (held === null || !isHeldBack(held)) {
      return false;
    }
    const complete = { ...held, body, dueAt: 0 };
    this.#queue.replace(complete);
    this.#options.journal.put(complete);
    this.#goOn();
    return true;
  }

  /** Takes events of an earlier run, which go before all others. */
  adopt(left: readonly WaitingWebhook[]): void {
    this.#lose(this.#queue.putFirst(left), 'dropped', 'too many wait');
    this.#goOn();
  }

  /** Puts everything into a journal that has lost it. */
  keepAgain(): void {
    for (const webhook of this.#queue.all) {
      this.#options.journal.put(webhook);
    }
  }

  /** The journal has erased the events of these calls. */
  forget(callIds: readonly CallId[]): void {
    this.#queue.takeCalls(callIds);
  }

  /** Sends everything as soon as possible, in its order. */
  sendNow(): void {
    for (const webhook of this.#queue.all) {
      this.#queue.replace({ ...webhook, dueAt: 0 });
    }
    this.#resumeAt = 0;
    this.#refusals = 0;
    this.#goOn();
  }

  /** The receiver is gone: what cannot be sent within `graceMs` is dropped. */
  async discard(graceMs: number): Promise<void> {
    await this.close(graceMs);
    this.#lose(this.#queue.takeAll(), 'dropped', 'the receiver is gone');
  }

  /** What can be sent within `graceMs` is; the journal keeps the rest. Idempotent. */
  async close(graceMs: number): Promise<void> {
    this.#releaseHeldBack();
    this.#phase = this.#phase === 'busy' ? 'closing' : 'closed';
    this.#pause.abort();
    const grace = new AbortController();
    await Promise.race([this.#work, delay(graceMs, grace.signal)]);
    grace.abort();
    this.#phase = 'closed';
    this.#stop.abort();
    await this.#work;
    if (!this.#options.journal.isWritten) {
      this.#lose(this.#queue.takeAll(), 'dropped', 'the program ends');
    }
  }

  /** Nothing will complete them any more. */
  #releaseHeldBack(): void {
    for (const webhook of this.#queue.all.filter(isHeldBack)) {
      this.#queue.replace({ ...webhook, dueAt: 0 });
    }
  }

  /** Begins to work, or looks again at what to do next. */
  #goOn(): void {
    if (this.#phase === 'idle' && this.#queue.size > 0) {
      this.#phase = 'busy';
      this.#work = this.#sendAll();
    } else {
      this.#pause.abort();
    }
  }

  async #sendAll(): Promise<void> {
    const { limits } = this.#options;
    while (!this.#stop.signal.aborted) {
      const now = Date.now();
      this.#lose(this.#queue.takeOlderThan(now - limits.keepMs), 'failed', 'too old');
      const next = this.#queue.next(now);
      if (next === null) {
        this.#phase = this.#phase === 'busy' ? 'idle' : this.#phase;
        this.#forgetRefusal();
        return;
      }
      const waitMs = Math.max(next.dueAt, this.#resumeAt) - now;
      if (waitMs <= 0) {
        await this.#send(next);
      } else if (this.#phase === 'closing') {
        return;
      } else {
        this.#pause = new AbortController();
        await delay(Math.min(waitMs, LONGEST_PAUSE_MS), this.#pause.signal);
      }
    }
  }

  async #send(webhook: WaitingWebhook): Promise<void> {
    const { journal, counts, log, url } = this.#options;
    const outcome = await attempt(this.#options, webhook, this.#stop.signal);
    if (this.#stop.signal.aborted || !this.#queue.has(webhook.id)) {
      return;
    }
    const about = { event: webhook.type, eventId: webhook.id, to: url.host };
    if (outcome.result !== 'delivered') {
      log.debug({ ...about, answer: wordsOf(outcome.answer) }, 'webhook not delivered');
      this.#failed(webhook, outcome);
      return;
    }
    this.#queue.remove(webhook);
    journal.remove(webhook);
    counts.delivered += 1;
    log.debug({ ...about, attempt: webhook.attempts + 1 }, 'webhook delivered');
    if (this.#refusal !== null) {
      log.info({ to: url.host, since: this.#refusal.since }, 'webhook receiver takes again');
    }
    this.#forgetRefusal();
  }

  /** The receiver has taken an event, or there is none left to refuse. */
  #forgetRefusal(): void {
    this.#refusals = 0;
    this.#resumeAt = 0;
    if (this.#refusal !== null) {
      this.#refusal = null;
      this.#options.onChange();
    }
  }

  #failed(webhook: WaitingWebhook, outcome: Exclude<Outcome, { result: 'delivered' }>): void {
    const { journal, log, url, onChange } = this.#options;
    const { answer } = outcome;
    const { since, attempts } = this.#refusal ?? { since: Date.now(), attempts: 0 };
    if (attempts === 0) {
      log.warn({ to: url.host, answer: wordsOf(answer) }, 'webhook receiver refuses');
    }
    this.#refusal = { since, attempts: attempts + 1, answer };
    const later = this.#putOff(webhook, outcome);
    this.#queue.replace(later);
    journal.put(later);
    onChange();
  }

  /**
   * The event as it waits from now on. A refusal holds up all others, so that their order stays;
   * the other failures are of one event, and the others pass it.
   */
  #putOff(webhook: WaitingWebhook, outcome: Exclude<Outcome, { result: 'delivered' }>) {
    const { backoff, unanswered } = this.#options.limits;
    const now = Date.now();
    const later = { ...webhook, attempts: webhook.attempts + 1 };
    if (outcome.result === 'unanswered') {
      const dueAt = now + backoffDelayMs(webhook.unanswered, unanswered);
      return { ...later, unanswered: webhook.unanswered + 1, dueAt };
    }
    const asked = outcome.result === 'refused' ? (outcome.waitMs ?? 0) : 0;
    const usual = backoffDelayMs(this.#refusals, backoff);
    this.#refusals += 1;
    this.#resumeAt = now + Math.max(usual, Math.min(asked, backoff.maxMs));
    return outcome.result === 'refused'
      ? later
      : { ...later, dueAt: now + backoffDelayMs(webhook.attempts, backoff) };
  }

  #lose(lost: readonly WaitingWebhook[], as: 'failed' | 'dropped', why: string): void {
    const { journal, counts, log, url } = this.#options;
    const before = this.#lost;
    for (const webhook of lost) {
      journal.remove(webhook);
      counts[as] += 1;
      this.#lost += 1;
    }
    // Not a line for each event: a dead receiver would fill the log.
    if (Math.ceil(this.#lost / LOST_PER_LINE) > Math.ceil(before / LOST_PER_LINE)) {
      log.error({ to: url.host, lost: this.#lost, why }, 'webhook events lost');
    }
  }
}

/** Whether an event waits to be completed, and was not tried yet. */
function isHeldBack({ attempts, dueAt }: WaitingWebhook): boolean {
  return attempts === 0 && dueAt > Date.now();
}
