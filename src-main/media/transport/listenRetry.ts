import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';

/** Default wait between two tries, ms: the program that has the port may end at any time. */
const RETRY_MS = 10_000;

type ListenRetryOptions = {
  readonly listen: () => Promise<Result<void>>;
  /** Gets null when the try succeeded, else its error; another try follows then. */
  readonly onOutcome: (error: CordboardError | null) => void;
  readonly retryMs?: number;
};

/**
 * Begins to listen, and tries again until it works: the port may be taken, or the address not be
 * there yet.
 */
export class ListenRetry {
  readonly #options: ListenRetryOptions;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: ListenRetryOptions) {
    this.#options = options;
  }

  /** Resolves after the first try, also when it failed. */
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

  /** Ends the tries. Idempotent. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
  }
}
