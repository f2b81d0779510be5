/**
 * The life of the model's thread: it is started, started again when it breaks or stalls, and ended.
 */
import { Worker } from 'node:worker_threads';
import { backoffDelayMs } from '#main/util/backoff';
import { messageOf } from '#main/util/errors';
import { delay } from '#main/util/timeout';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { SileroReply, SileroRequest, SileroWorkerData } from './messages';

const BACKOFF = { firstMs: 200, maxMs: 30_000, factor: 4, jitter: 0 };

/** When answers are due and none has come for this time, ms, the thread is stuck. */
const SILENT_MS = 500;

/** Longest wait for the thread to end, ms. */
const END_LIMIT_MS = 2_000;

/** Events of the thread. No handler may throw. */
interface SileroThreadHandlers {
  onReady(): void;
  /** Some hops have been answered. */
  onAnswered(): void;
  /** The model does not run; `again`: the thread will be started again. */
  onGone(reason: Phrase, again: boolean): void;
}

type Phase =
  | { readonly name: 'closed' }
  | { readonly name: 'starting'; readonly worker: Worker }
  | { readonly name: 'ready'; readonly worker: Worker }
  | { readonly name: 'waiting'; readonly timer: NodeJS.Timeout };

/** One thread for the hops of all calls. */
export class SileroThread {
  readonly #workerUrl: URL;
  readonly #model: Uint8Array;
  readonly #handlers: SileroThreadHandlers;
  #bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #phase: Phase = { name: 'closed' };
  /** When the thread last answered, or became ready. */
  #answeredMs = 0;
  /** Times the thread broke since it last answered. */
  #failures = 0;

  constructor(workerUrl: URL, model: Uint8Array, handlers: SileroThreadHandlers) {
    this.#workerUrl = workerUrl;
    this.#model = model;
    this.#handlers = handlers;
  }

  get isReady(): boolean {
    return this.#phase.name === 'ready';
  }

  start(): void {
    this.#bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const data: SileroWorkerData = { model: this.#model, bell: this.#bell.buffer };
    const worker = new Worker(this.#workerUrl, {
      workerData: data,
      name: 'silero',
      execArgv: [],
    });
    this.#phase = { name: 'starting', worker };
    worker.on('message', (reply: SileroReply) => {
      this.#onReply(worker, reply);
    });
    worker.on('error', (error) => {
      this.#broke(worker, phrase('text', { text: messageOf(error) }));
    });
    worker.on('exit', (code) => {
      this.#broke(worker, phrase('media.vad-thread-ended', { code }));
    });
  }

  send(request: SileroRequest): void {
    if (this.#phase.name === 'ready') {
      this.#phase.worker.postMessage(request);
    }
  }

  /**
   * Tells the thread that there are hops without an answer; sends no message when one is on its
   * way.
   */
  wake(): void {
    if (this.isReady && Atomics.exchange(this.#bell, 0, 1) === 0) {
      this.send({ kind: 'wake' });
    }
  }

  /**
   * A detector misses an answer. A thread that still answers other detectors only has too much to
   * do. A thread that answers none is replaced and left to itself, because terminating it could
   * abort the process.
   */
  missed(): void {
    const isSilent = performance.now() - this.#answeredMs > SILENT_MS;
    if (this.#phase.name === 'ready' && isSilent) {
      const { worker } = this.#phase;
      worker.postMessage({ kind: 'end' } satisfies SileroRequest);
      worker.unref();
      this.#broke(worker, phrase('media.vad-thread-silent'));
    }
  }

  /** Ends the thread. Idempotent. */
  async close(): Promise<void> {
    const phase = this.#phase;
    this.#phase = { name: 'closed' };
    if (phase.name === 'waiting') {
      clearTimeout(phase.timer);
    } else if (phase.name !== 'closed') {
      const { worker } = phase;
      const gone = new Promise<void>((resolve) =>
        worker.once('exit', () => {
          resolve();
        }),
      );
      worker.postMessage({ kind: 'end' } satisfies SileroRequest);
      await Promise.race([gone, delay(END_LIMIT_MS)]);
      worker.unref();
    }
  }

  #onReply(worker: Worker, reply: SileroReply): void {
    if (this.#isCurrent(worker)) {
      switch (reply.kind) {
        case 'ready':
          this.#phase = { name: 'ready', worker };
          this.#answeredMs = performance.now();
          this.#handlers.onReady();
          break;
        case 'answered':
          this.#failures = 0;
          this.#answeredMs = performance.now();
          this.#handlers.onAnswered();
          break;
        case 'unusable':
          this.#phase = { name: 'closed' };
          worker.postMessage({ kind: 'end' } satisfies SileroRequest);
          this.#handlers.onGone(phrase('text', { text: reply.message }), false);
      }
    }
  }

  #broke(worker: Worker, reason: Phrase): void {
    if (!this.#isCurrent(worker)) {
      return;
    }
    const timer = setTimeout(
      () => {
        this.start();
      },
      backoffDelayMs(this.#failures, BACKOFF),
    );
    this.#failures += 1;
    this.#phase = { name: 'waiting', timer };
    this.#handlers.onGone(reason, true);
  }

  #isCurrent(worker: Worker): boolean {
    const phase = this.#phase;
    return (phase.name === 'starting' || phase.name === 'ready') && phase.worker === worker;
  }
}
