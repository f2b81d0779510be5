import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';

/** Wait between two tries, ms: the program that has the port may end at any time. */
const RETRY_MS = 10_000;

/** What a ListenRetry is made with. */
export type ListenRetryOptions = {
  /** Tries once. */
  readonly listen: () => Promise<Result<void>>;
  /** It works (null), or the last try failed with this error and will be repeated. */
  readonly onOutcome: (error: CordboardError | null) => void;
  /** Wait between two tries, ms. Default 10,000. */
  readonly retryMs?: number;
};

/** Begins to listen, and tries again for as long as it does not work (a taken port, an address that is not there yet). */
export class ListenRetry {
  readonly #options: ListenRetryOptions;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: ListenRetryOptions) {
    this.#options = options;
  }

  /** Resolves after the first try, whatever came of it. */
  async start(): Promise<void> {
    const { listen, onOutcome, retryMs } = this.#options;
    const listening = await listen();
    if (this.#stopped) {
      return;
    }
    onOutcome(listening.ok ? null : listening.error);
    if (!listening.ok) {
      this.#timer = setTimeout(() => {
        void this.start();
      }, retryMs ?? RETRY_MS);
      this.#timer.unref();
    }
  }

  /** Tries no more. Idempotent. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
  }
}
