import type { CordboardApi } from '#contract/api';
import type { ConsoleEventBatch } from '#model/events';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { ownFailure } from '../bridge/bridge';
import { levelRings } from '../levels/levelRings';
import { useCallsStore } from './callsStore';

/** Delays between attempts to get a snapshot, ms; the last one repeats. */
const RETRY_MS = [500, 1000, 2000, 5000] as const;

/** How often ended calls are looked through, ms. */
const SWEEP_MS = 1000;

/** Batches kept while a snapshot is under way; more of them means the snapshot is stale anyway. */
const MAX_WAITING = 1000;

/**
 * Keeps the store in step with the main process: subscribes first, then takes a snapshot, then
 * applies what came meanwhile. A gap in the revisions leads to a new snapshot, a failed one to
 * further attempts.
 */
class ConsoleSync {
  readonly #api: CordboardApi;
  readonly #stops: (() => void)[] = [];
  #waiting: ConsoleEventBatch[] = [];
  #phase: 'snapshot' | 'following' | 'stopped' = 'snapshot';
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(api: CordboardApi) {
    this.#api = api;
  }

  start(): void {
    this.#stops.push(
      this.#api.onEvents((batch) => {
        this.#take(batch);
      }),
      this.#api.openLevels((batch) => {
        levelRings.apply(batch);
      }),
    );
    const sweeper = setInterval(() => {
      useCallsStore.getState().sweep(Date.now());
    }, SWEEP_MS);
    this.#stops.push(() => {
      clearInterval(sweeper);
    });
    void this.#snapshot();
  }

  stop(): void {
    this.#phase = 'stopped';
    clearTimeout(this.#retry);
    for (const stop of this.#stops.splice(0)) {
      stop();
    }
  }

  #take(batch: ConsoleEventBatch): void {
    if (this.#phase === 'snapshot') {
      this.#waiting.push(batch);
      if (this.#waiting.length > MAX_WAITING) {
        this.#waiting.shift();
      }
      return;
    }
    if (this.#phase === 'following' && useCallsStore.getState().takeBatch(batch) === 'gap') {
      this.#waiting = [batch];
      this.#phase = 'snapshot';
      void this.#snapshot();
    }
  }

  async #snapshot(): Promise<void> {
    const result = await this.#api
      .request('app:snapshot', null)
      .catch(() => ({ ok: false, error: ownFailure('link', phrase('window.link-lost')) }) as const);
    if (this.#phase !== 'snapshot') {
      return;
    }
    if (!result.ok) {
      this.#fail(result.error.phrase);
      return;
    }
    const store = useCallsStore.getState();
    store.takeSnapshot(result.value);
    this.#failures = 0;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#phase = 'following';
    store.setLink({ state: 'ready' });
    for (const batch of waiting) {
      this.#take(batch);
    }
  }

  #fail(message: Phrase): void {
    const { link, setLink } = useCallsStore.getState();
    setLink({ state: 'lost', message, since: link.state === 'lost' ? link.since : Date.now() });
    const delayMs = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 5000;
    this.#failures += 1;
    this.#retry = setTimeout(() => {
      void this.#snapshot();
    }, delayMs);
  }
}

/** Begins to follow the main process; the returned function stops. */
export function startConsoleSync(api: CordboardApi): () => void {
  const sync = new ConsoleSync(api);
  sync.start();
  return () => {
    sync.stop();
  };
}
