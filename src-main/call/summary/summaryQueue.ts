/** Which summaries are made when: a few at a time, each tried again while that may help. */
import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';

export type SummaryTimes = {
  /** From a call's end to the first attempt, ms: its last words may still come. */
  readonly settleMs: number;
  readonly backoff: BackoffOptions;
  /** Time after the first attempt from which on a failure is final, ms. */
  readonly giveUpMs: number;
};

export const SUMMARY_TIMES: SummaryTimes = {
  settleMs: 2_500,
  backoff: { firstMs: 5_000, maxMs: 600_000, factor: 3, jitter: 0.3 },
  giveUpMs: 3_600_000,
};

/** Requests at a time: they share the service with the agents. */
const MAX_RUNNING = 2;

/** Most calls that wait. */
const MAX_WAITING = 1_000;

type SummaryQueueOptions = {
  readonly times: SummaryTimes;
  /** Makes the summary of a call, and keeps it. */
  readonly attempt: (callId: CallId, signal: AbortSignal) => Promise<Result<void>>;
  /** A summary is given up. */
  readonly onGivenUp: (callId: CallId, error: CordboardError) => void;
};

/** A call whose summary is to be made. `beganAt`: epoch ms of the first attempt. */
type Job = { readonly callId: CallId; readonly attempts: number; readonly beganAt: number | null };

export class SummaryQueue {
  readonly #options: SummaryQueueOptions;
  /** Calls that wait, are asked for now, or rest until the next attempt. */
  readonly #known = new Set<CallId>();
  readonly #ready: Job[] = [];
  readonly #resting = new Set<NodeJS.Timeout>();
  readonly #stop = new AbortController();
  #running = 0;

  constructor(options: SummaryQueueOptions) {
    this.#options = options;
  }

  /** Gives false when there is no room. A call that is known already stays as it is. */
  add(callId: CallId): boolean {
    if (this.#known.has(callId)) {
      return true;
    }
    if (this.#known.size >= MAX_WAITING || this.#stop.signal.aborted) {
      return false;
    }
    this.#known.add(callId);
    this.#rest({ callId, attempts: 0, beganAt: null }, this.#options.times.settleMs);
    return true;
  }

  /** Ends the requests. What waits is forgotten; the record knows it. */
  close(): void {
    this.#stop.abort();
    for (const timer of this.#resting) {
      clearTimeout(timer);
    }
  }

  #rest(job: Job, ms: number): void {
    const timer = setTimeout(() => {
      this.#resting.delete(timer);
      this.#ready.push(job);
      this.#goOn();
    }, ms);
    this.#resting.add(timer);
  }

  #goOn(): void {
    while (this.#running < MAX_RUNNING && !this.#stop.signal.aborted) {
      const job = this.#ready.shift();
      if (job === undefined) {
        return;
      }
      this.#running += 1;
      void this.#run(job).finally(() => {
        this.#running -= 1;
        this.#goOn();
      });
    }
  }

  async #run(job: Job): Promise<void> {
    const { times, attempt, onGivenUp } = this.#options;
    const beganAt = job.beganAt ?? Date.now();
    const made = await attempt(job.callId, this.#stop.signal);
    if (this.#stop.signal.aborted) {
      return;
    }
    const restMs = backoffDelayMs(job.attempts, times.backoff);
    if (!made.ok && made.error.retryable && Date.now() + restMs - beganAt <= times.giveUpMs) {
      this.#rest({ ...job, attempts: job.attempts + 1, beganAt }, restMs);
      return;
    }
    this.#known.delete(job.callId);
    if (!made.ok) {
      onGivenUp(job.callId, made.error);
    }
  }
}
