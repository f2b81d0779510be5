import { delay } from '#main/util/timeout';
import type { TokenUsage } from '#model/metrics';
import type { GeminiConnection } from '../wire/connection';

/**
 * The newest handle by which the session can be resumed, and whether it knows everything that was said. A session resumed by
 * an older handle has forgotten what came after it.
 */
export class ResumptionHandle {
  readonly #nextTurn: () => number;
  #value: string | null = null;
  #complete = true;
  #count = 0;
  #unknownFrom = 0;

  /** @param nextTurn Number of the first turn of the talk that is not known to a session of now. */
  constructor(nextTurn: () => number) {
    this.#nextTurn = nextTurn;
  }

  /** The handle; null when there is none. */
  get value(): string | null {
    return this.#value;
  }

  /** Handles that came so far: tells what happened before the newest one from what happened after it. */
  get count(): number {
    return this.#count;
  }

  /** Nothing was said since the handle came, or nothing at all. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Number of the first turn of the talk that came after the handle. */
  get unknownFrom(): number {
    return this.#unknownFrom;
  }

  /** The service gave a new handle. */
  replace(value: string): void {
    this.#value = value;
    this.#complete = true;
    this.#count += 1;
    this.#unknownFrom = this.#nextTurn();
  }

  /** Something was said that the handle does not know. */
  outdate(): void {
    this.#complete = false;
  }

  /** A new session began, which knows nothing of the handle's. */
  drop(): void {
    this.#value = null;
    this.#complete = true;
  }
}

/**
 * Waits for a handle that knows the last turn, which the service sends shortly after it, and for nothing else: the connection is
 * about to be left, and only its bill is still of interest.
 */
export async function awaitCompleteHandle(
  connection: GeminiConnection,
  handle: ResumptionHandle,
  options: {
    /** Longest wait, ms. */
    readonly waitMs: number;
    readonly signal: AbortSignal;
    onUsage(usage: TokenUsage): void;
  },
): Promise<void> {
  const enough = new AbortController();
  connection.listen({
    onMessage: (message) => {
      if (message.usage !== null) {
        options.onUsage(message.usage);
      }
      if (message.handle !== null) {
        handle.replace(message.handle);
        enough.abort();
      }
    },
    onLost: () => {
      enough.abort();
    },
  });
  if (!handle.complete) {
    await delay(options.waitMs, AbortSignal.any([options.signal, enough.signal]));
  }
}
