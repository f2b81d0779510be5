/**
 * Watches whether Gemini is usable. It probes key and model once at the start, and again while
 * something is wrong. The connections of calls give newer information.
 */
import { type CordboardError, cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type { AgentLink } from '#model/call';
import type { ComponentState } from '#model/health';
import { type Phrase, phrase } from '#model/phrases/phrase';

/** Time between two probes while something is wrong, ms. */
const RETRY_MS = 30_000;

export type GeminiMonitorOptions = {
  readonly probe: () => Promise<Result<unknown>>;
  readonly onState: (state: ComponentState, said: Phrase | null) => void;
};

/** State of the Gemini side of the program. */
export class GeminiMonitor {
  readonly #options: GeminiMonitorOptions;
  #timer: NodeJS.Timeout | null = null;
  #phase: 'running' | 'closed' = 'running';

  constructor(options: GeminiMonitorOptions) {
    this.#options = options;
  }

  /** Probes now, and every 30 s while the probe fails. */
  async start(): Promise<void> {
    const result = await this.#probe();
    if (this.#phase === 'closed') {
      return;
    }
    if (result.ok) {
      this.#options.onState('ready', null);
    } else {
      this.#failed(result.error);
    }
  }

  /** The connection of a call has changed. */
  linkChanged(link: AgentLink, error: CordboardError | null): void {
    if (this.#phase === 'closed') {
      return;
    }
    if (link === 'ready') {
      this.#cancelRetry();
      this.#options.onState('ready', null);
    } else if (link === 'failed' && error !== null) {
      this.#failed(error);
    }
  }

  /** Idempotent. */
  close(): void {
    this.#phase = 'closed';
    this.#cancelRetry();
  }

  /** Turns an exception into a failure: it must not end the watch. */
  async #probe(): Promise<Result<unknown>> {
    try {
      return await this.#options.probe();
    } catch (thrown) {
      const said = phrase('gemini.probe-defect');
      return fail(cordboardError('internal', said, { retryable: true, cause: thrown }));
    }
  }

  #failed(error: CordboardError): void {
    this.#options.onState(error.retryable ? 'reconnecting' : 'failed', error.phrase);
    this.#cancelRetry();
    this.#timer = setTimeout(() => {
      void this.start();
    }, RETRY_MS);
  }

  #cancelRetry(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = null;
  }
}
