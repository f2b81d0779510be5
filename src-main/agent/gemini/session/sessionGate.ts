import { backoffDelayMs, type BackoffOptions } from '#main/util/backoff';
import type { Urgency } from '../../voiceAgent';
import { type ConnectionFailure, isQuotaFailure } from '../wire/closePolicy';

/** Whose turn comes first. */
const URGENCIES: readonly Urgency[] = ['caller-waits', 'new-call', 'other'];

/** A way of asking for a place. */
type GateRequest = {
  /** Asked each time a place is free, because a caller may begin to speak meanwhile. */
  readonly urgency: () => Urgency;
  readonly signal: AbortSignal;
  /** Longest wait, ms. */
  readonly limitMs: number;
};

/** The right to open one session now. A place that is not used is free again after a second. */
export type GatePlace = {
  /** Gives the place back and says how it went: null when the session was opened. Idempotent. */
  leave(failure: ConnectionFailure | null): void;
};

export type SessionGateOptions = {
  /** Pauses of all calls after the service refused for its quota. */
  readonly backoff: BackoffOptions;
  readonly random?: () => number;
};

/** Sessions opened at once: a TLS handshake takes 2-3 ms of the thread that carries the audio. */
const PLACES = 8;

/**
 * A handshake gives its place back after this time, ms, though it goes on: a service that does not
 * answer must not keep the others from trying.
 */
const HOLD_LIMIT_MS = 1_000;

/** Longest time for which a place stays empty while others wait, ms. */
const SPREAD_MS = 40;

type Waiting = GateRequest & { readonly enter: () => void };

/**
 * Where all calls' sessions are opened: not all at once, when all were lost at once, and none while
 * the service has no quota left. After a refusal for the quota one call tries, and the others wait
 * for how that goes.
 */
export class SessionGate {
  readonly #backoff: BackoffOptions;
  readonly #random: () => number;
  readonly #waiting = new Set<Waiting>();
  #inside = 0;
  /** Refusals for the quota since a session was last opened. */
  #refusals = 0;
  /** performance.now() until which nobody may try. */
  #closedUntilMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ backoff, random = Math.random }: SessionGateOptions) {
    this.#backoff = backoff;
    this.#random = random;
  }

  /** Waits for a place. Null when the signal aborted, or the time is up. */
  enter(request: GateRequest): Promise<GatePlace | null> {
    const { signal, limitMs } = request;
    if (signal.aborted) {
      return Promise.resolve(null);
    }
    return new Promise((resolve) => {
      const settle = (place: GatePlace | null): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        this.#waiting.delete(waiting);
        resolve(place);
      };
      const giveUp = (): void => {
        settle(null);
      };
      const waiting: Waiting = {
        ...request,
        enter: () => {
          settle(this.#takePlace());
        },
      };
      const timer = setTimeout(giveUp, limitMs);
      signal.addEventListener('abort', giveUp);
      this.#waiting.add(waiting);
      this.#admit();
    });
  }

  /**
   * A place, if nobody has to wait for one: for a session that need not be opened now. Null while
   * others wait, or the service has no quota left.
   */
  placeNow(): GatePlace | null {
    const isClosed = this.#refusals > 0 || performance.now() < this.#closedUntilMs;
    const isFree = this.#waiting.size === 0 && this.#inside < PLACES;
    return isFree && !isClosed ? this.#takePlace() : null;
  }

  /** A session in use was lost. When that was for the quota, all wait. */
  noteLoss(failure: ConnectionFailure): void {
    this.#closeFor(failure, performance.now());
  }

  /** Lets in as many as there are places for, the most urgent first. */
  #admit(): void {
    clearTimeout(this.#timer);
    const places = this.#refusals > 0 ? 1 : PLACES;
    while (this.#waiting.size > 0 && this.#inside < places) {
      const waitMs = this.#closedUntilMs - performance.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => {
          this.#admit();
        }, Math.ceil(waitMs));
        return;
      }
      this.#mostUrgent()?.enter();
    }
  }

  #mostUrgent(): Waiting | null {
    let first: Waiting | null = null;
    let best = URGENCIES.length;
    for (const waiting of this.#waiting) {
      const rank = URGENCIES.indexOf(waiting.urgency());
      if (rank < best) {
        first = waiting;
        best = rank;
      }
    }
    return first;
  }

  #takePlace(): GatePlace {
    const enteredMs = performance.now();
    let isTaken = true;
    const free = (): void => {
      clearTimeout(timer);
      if (isTaken) {
        isTaken = false;
        this.#inside -= 1;
        this.#admit();
      }
    };
    this.#inside += 1;
    const timer = setTimeout(free, HOLD_LIMIT_MS);
    return {
      leave: (failure) => {
        if (failure === null) {
          this.#refusals = 0;
        } else {
          this.#closeFor(failure, enteredMs);
        }
        if (this.#waiting.size === 0) {
          free();
        } else {
          // Other programs may have lost their sessions at the same moment.
          setTimeout(free, SPREAD_MS * this.#random());
        }
      },
    };
  }

  /** What was tried or lost before the end of a pause was so for the same lack of quota. */
  #closeFor(failure: ConnectionFailure, sinceMs: number): void {
    if (!isQuotaFailure(failure) || sinceMs < this.#closedUntilMs) {
      return;
    }
    const pauseMs = backoffDelayMs(this.#refusals, this.#backoff, this.#random);
    this.#closedUntilMs = performance.now() + pauseMs;
    this.#refusals += 1;
  }
}
