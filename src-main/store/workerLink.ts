/**
 * Requests to a worker thread of the store. Each has an id and a time limit, and is answered even
 * when the thread breaks.
 */
import { Worker } from 'node:worker_threads';
import { messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { Operations, ReplyMessage, RequestMessage, WorkerRole } from './historyMessages';
import type { FaultMessage } from './storeFault';

type WorkerLinkOptions = {
  /** The bundled worker script. */
  readonly workerUrl: URL;
  readonly role: WorkerRole;
  /** Time without requests after which the thread ends, ms. Absent: it stays. */
  readonly idleMs?: number;
  /** The thread broke; the next request starts another one. */
  readonly onCrash: (error: unknown) => void;
};

type Pending = { readonly settle: (result: Result<unknown, FaultMessage>) => void };

/** The fault of every request that a broken or closed worker leaves behind. */
const WORKER_GONE: FaultMessage = {
  kind: 'refused',
  phrase: phrase('history.restarting'),
  problem: 'cannot-open',
};

/** One worker thread, started by the first request. */
export class WorkerLink<Ops extends Operations> {
  readonly #options: WorkerLinkOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #lastId = 0;
  #closed = false;

  constructor(options: WorkerLinkOptions) {
    this.#options = options;
  }

  /**
   * Fails with the worker's fault, with `timeout` after `limitMs`, or with WORKER_GONE. Never
   * throws.
   */
  request<Name extends keyof Ops & string>(
    operation: Name,
    args: Parameters<Ops[Name]>[0],
    limitMs: number,
  ): Promise<Result<ReturnType<Ops[Name]>, FaultMessage>> {
    return new Promise((resolve) => {
      if (this.#closed) {
        resolve(fail(WORKER_GONE));
        return;
      }
      this.#lastId += 1;
      const id = this.#lastId;
      const timer = setTimeout(() => {
        settle(fail({ kind: 'timeout', phrase: phrase('history.no-answer'), problem: null }));
      }, limitMs);
      const settle = (result: Result<unknown, FaultMessage>): void => {
        clearTimeout(timer);
        this.#pending.delete(id);
        this.#restIfIdle();
        // The worker runs the operation of this name, so its value has that operation's type.
        resolve(result as Result<ReturnType<Ops[Name]>, FaultMessage>);
      };
      this.#pending.set(id, { settle });
      this.#post({ id, operation, args }, settle);
    });
  }

  /** Ends the thread; its open requests fail. The next request starts another one. */
  async restart(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#failAll();
    worker?.removeAllListeners();
    // A broken thread must not break the program by a late error.
    worker?.on('error', () => undefined);
    await worker?.terminate();
  }

  /** Ends the thread for good. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.restart();
  }

  #post(message: RequestMessage, settle: (result: Result<unknown, FaultMessage>) => void): void {
    try {
      if (this.#idle !== null) {
        clearTimeout(this.#idle);
        this.#idle = null;
      }
      this.#worker ??= this.#start();
      this.#worker.postMessage(message);
    } catch (error) {
      const why = messageOf(error);
      settle(fail({ kind: 'internal', phrase: phrase('history.failed', { why }), problem: null }));
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#options.workerUrl, {
      workerData: { role: this.#options.role },
      name: `history-${this.#options.role}`,
      execArgv: [],
    });
    worker.on('message', (reply: ReplyMessage) => {
      this.#pending.get(reply.id)?.settle(reply.ok ? ok(reply.value) : fail(reply.fault));
    });
    worker.on('error', (error) => {
      this.#crashed(worker, error);
    });
    worker.on('exit', (code) => {
      this.#crashed(worker, new Error(`The worker thread ended with code ${code}.`));
    });
    return worker;
  }

  #crashed(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) {
      return;
    }
    this.#worker = null;
    this.#failAll();
    this.#options.onCrash(error);
  }

  #failAll(): void {
    for (const { settle } of [...this.#pending.values()]) {
      settle(fail(WORKER_GONE));
    }
  }

  #restIfIdle(): void {
    const { idleMs } = this.#options;
    if (idleMs === undefined || this.#pending.size > 0 || this.#worker === null || this.#idle) {
      return;
    }
    this.#idle = setTimeout(() => {
      this.#idle = null;
      if (this.#pending.size === 0) {
        void this.restart();
      }
    }, idleMs);
    this.#idle.unref();
  }
}
