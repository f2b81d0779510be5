import { delay } from '#main/util/timeout';
import type { TokenUsage } from '#model/metrics';
import type { GeminiConnection } from '../wire/connection';

/**
 * The newest handle by which the session can be resumed, and whether anything was said after it. A
 * resumed session has forgotten what came after its handle.
 */
export class ResumptionHandle {
  readonly #nextTurn: () => number;
  #value: string | null = null;
  #complete = true;
  #count = 0;
  #unknownFrom = 0;

  /** @param nextTurn See VoiceAgentOptions. */
  constructor(nextTurn: () => number) {
    this.#nextTurn = nextTurn;
  }

  get value(): string | null {
    return this.#value;
  }

  /** Number of handles so far. By it, a note knows whether a newer handle has come since. */
  get count(): number {
    return this.#count;
  }

  /** Whether nothing was said since the handle came, or since the call began. */
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

  /** A fresh session began, to which the handle does not belong. */
  drop(): void {
    this.#value = null;
    this.#complete = true;
  }
}

/**
 * Waits for a handle that knows the last turn; the service sends it shortly after the turn. The
 * connection is about to be closed, so everything else that comes is dropped, except what it bills.
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
