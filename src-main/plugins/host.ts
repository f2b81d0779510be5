/**
 * One plugin in a thread of its own: starts it, watches that it keeps up, and cuts it off when it
 * does not. A call never waits for it.
 */
import { Worker } from 'node:worker_threads';
import type { Log } from '#main/observability/log';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import type { PluginActionResult } from './cordboardPipeline';
import {
  type FromPlugin,
  fromPluginSchema,
  type PluginRegistrations,
  type PluginWorkerData,
  type ToPlugin,
} from './messages';

/** Longest time for a plugin's set-up, ms. */
const START_LIMIT_MS = 10_000;

/** The thread is asked this often whether it keeps up, and has this long to answer, ms. */
const PING_INTERVAL_MS = 1_000;
const PING_LIMIT_MS = 3_000;

/** So many exceptions within a minute, and the plugin is cut off. */
const THROWS_A_MINUTE = 20;

/** Memory of the thread, MB. */
const MEMORY_MB = 256;

/** What a plugin's host needs. */
export type PluginHostOptions = {
  /** Name in log and audit: that of the file. */
  readonly name: string;
  readonly moduleUrl: string;
  /** The bundled pluginWorker. */
  readonly workerUrl: URL;
  readonly calls: () => readonly Call[];
  readonly act: (plugin: string, callId: CallId, action: unknown) => Promise<PluginActionResult>;
  /** The plugin is gone for good, with the reason. Not told for `close`. */
  readonly onCutOff: (reason: string) => void;
  readonly log: Log;
};

type State =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running'; readonly registrations: PluginRegistrations }
  | { readonly phase: 'off' };

type ToolWait = (result: Result<Readonly<Record<string, unknown>>>) => void;

/** Told what a plugin's detector found. */
export type PluginVadListener = (what: 'start' | 'end', atMs: number) => void;

/** One plugin. */
export class PluginHost {
  readonly name: string;
  readonly #options: PluginHostOptions;
  readonly #log: Log;
  #worker: Worker | null = null;
  #state: State = { phase: 'starting' };
  #settleStart: ((registrations: PluginRegistrations | null) => void) | null = null;
  #startLimit: NodeJS.Timeout | null = null;
  #pinging: NodeJS.Timeout | null = null;
  #lastSeq = 0;
  /** performance.now() of the oldest ping without an answer. */
  #unansweredMs: number | null = null;
  #thrownAtMs: readonly number[] = [];
  #lastId = 0;
  readonly #tools = new Map<number, ToolWait>();
  readonly #detectors = new Map<number, PluginVadListener>();

  constructor(options: PluginHostOptions) {
    this.name = options.name;
    this.#options = options;
    this.#log = options.log.child({ plugin: options.name });
  }

  get running(): boolean {
    return this.#state.phase === 'running';
  }

  /**
   * Starts the thread. Gives what the plugin registered; null when it failed, which is logged and
   * told.
   */
  start(): Promise<PluginRegistrations | null> {
    return new Promise((resolve) => {
      this.#settleStart = resolve;
      this.#startLimit = setTimeout(() => {
        this.#cutOff(`it did not finish its set-up within ${START_LIMIT_MS / 1_000} s`);
      }, START_LIMIT_MS);
      try {
        this.#worker = this.#startWorker();
      } catch (error) {
        this.#cutOff(messageOf(error));
      }
    });
  }

  /** Passes a message on while the plugin runs. `transfer`: memory that goes over to it. */
  send(message: ToPlugin, transfer: readonly ArrayBuffer[] = []): void {
    if (this.#state.phase === 'running') {
      this.#worker?.postMessage(message, transfer);
    }
  }

  /**
   * Has a tool of the plugin run. Fails with `timeout`, `refused` (it threw) or `invalid-state`
   * (the plugin is cut off).
   */
  runTool(
    tool: { readonly name: string; readonly timeoutMs: number },
    args: Readonly<Record<string, unknown>>,
    callId: CallId,
    signal: AbortSignal,
  ): Promise<Result<Readonly<Record<string, unknown>>>> {
    if (this.#state.phase !== 'running') {
      return Promise.resolve(fail(gone(this.name)));
    }
    const id = this.#nextId();
    return new Promise((resolve) => {
      const giveUp = (): void => {
        this.send({ type: 'cancelTool', id });
        settle(fail(cordboardError('timeout', `The tool ${tool.name} gave no result in time.`)));
      };
      const limit = setTimeout(giveUp, tool.timeoutMs);
      const settle: ToolWait = (result) => {
        clearTimeout(limit);
        signal.removeEventListener('abort', giveUp);
        this.#tools.delete(id);
        resolve(result);
      };
      signal.addEventListener('abort', giveUp);
      this.#tools.set(id, settle);
      this.send({ type: 'tool', id, name: tool.name, args, callId });
    });
  }

  /** Opens a detector of the plugin; gives the id its frames are sent with. */
  openVad(engine: string, listener: PluginVadListener): number {
    const id = this.#nextId();
    this.#detectors.set(id, listener);
    this.send({ type: 'vadOpen', id, engine });
    return id;
  }

  /** Idempotent. */
  closeVad(id: number): void {
    if (this.#detectors.delete(id)) {
      this.send({ type: 'vadClose', id });
    }
  }

  /** Ends the thread. Idempotent. */
  async close(): Promise<void> {
    await this.#end();
  }

  #startWorker(): Worker {
    const { workerUrl, moduleUrl, calls } = this.#options;
    const data: PluginWorkerData = { moduleUrl, calls: calls() };
    const worker = new Worker(workerUrl, {
      workerData: data,
      name: `plugin-${this.name}`,
      // The program's environment holds keys and passwords.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    worker.on('message', (message: unknown) => {
      this.#receive(message);
    });
    worker.on('error', (error) => {
      this.#cutOff(`it failed: ${messageOf(error)}`);
    });
    worker.on('exit', () => {
      this.#cutOff('its thread ended');
    });
    return worker;
  }

  #receive(raw: unknown): void {
    const parsed = fromPluginSchema.safeParse(raw);
    if (!parsed.success) {
      this.#threw(
        'its thread',
        `a message that cannot be: ${parsed.error.issues[0]?.message ?? ''}`,
      );
      return;
    }
    this.#handle(parsed.data);
  }

  #handle(message: FromPlugin): void {
    switch (message.type) {
      case 'ready':
        this.#ready(message);
        return;
      case 'failed':
        this.#cutOff(`its set-up failed: ${message.message}`);
        return;
      case 'threw':
        this.#threw(message.where, message.message);
        return;
      case 'toolDone': {
        const { id, response, error } = message;
        const failure = cordboardError('refused', error);
        this.#tools.get(id)?.(response === null ? fail(failure) : ok(response));
        return;
      }
      case 'act':
        void this.#act(message);
        return;
      case 'vad':
        this.#detectors.get(message.id)?.(message.what, message.atMs);
        return;
      case 'pong':
        this.#unansweredMs = message.seq === this.#lastSeq ? null : this.#unansweredMs;
        return;
      case 'log':
        this.#log[message.level](message.fields, message.message);
    }
  }

  #ready(registrations: PluginRegistrations): void {
    if (this.#state.phase !== 'starting') {
      return;
    }
    this.#state = { phase: 'running', registrations };
    this.#stopTimers();
    this.#pinging = setInterval(() => {
      this.#ping();
    }, PING_INTERVAL_MS);
    const { tools, vadEngines, audio } = registrations;
    this.#log.info({ tools: tools.map(({ name }) => name), vadEngines, audio }, 'plugin runs');
    this.#settle(registrations);
  }

  /** A thread that is busy answers late; its messages wait behind what keeps it busy. */
  #ping(): void {
    const nowMs = performance.now();
    if (this.#unansweredMs !== null && nowMs - this.#unansweredMs >= PING_LIMIT_MS) {
      this.#cutOff(`it did not answer for ${PING_LIMIT_MS / 1_000} s`);
      return;
    }
    this.#unansweredMs ??= nowMs;
    this.#lastSeq += 1;
    this.send({ type: 'ping', seq: this.#lastSeq });
  }

  #threw(where: string, message: string): void {
    this.#log.warn({ where, error: message }, 'plugin threw');
    const nowMs = performance.now();
    this.#thrownAtMs = [...this.#thrownAtMs.filter((atMs) => nowMs - atMs < 60_000), nowMs];
    if (this.#thrownAtMs.length >= THROWS_A_MINUTE) {
      this.#cutOff(`it threw ${THROWS_A_MINUTE} times in a minute`);
    }
  }

  async #act({ id, callId, action }: Extract<FromPlugin, { type: 'act' }>): Promise<void> {
    const result = await this.#options.act(this.name, callId, action);
    this.send({ type: 'acted', id, result });
  }

  #cutOff(reason: string): void {
    if (this.#state.phase === 'off') {
      return;
    }
    this.#log.error({ reason }, 'plugin cut off; calls go on without it');
    void this.#end();
    this.#options.onCutOff(reason);
  }

  async #end(): Promise<void> {
    this.#state = { phase: 'off' };
    this.#stopTimers();
    const worker = this.#worker;
    this.#worker = null;
    for (const settle of [...this.#tools.values()]) {
      settle(fail(gone(this.name)));
    }
    this.#detectors.clear();
    this.#settle(null);
    worker?.removeAllListeners();
    // A late error of a thread that is being ended must not end the program.
    worker?.on('error', () => undefined);
    await worker?.terminate();
  }

  #settle(registrations: PluginRegistrations | null): void {
    this.#settleStart?.(registrations);
    this.#settleStart = null;
  }

  #stopTimers(): void {
    if (this.#startLimit !== null) {
      clearTimeout(this.#startLimit);
    }
    if (this.#pinging !== null) {
      clearInterval(this.#pinging);
    }
    this.#startLimit = null;
    this.#pinging = null;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function gone(name: string) {
  return cordboardError('invalid-state', `The plugin ${name} does not run any more.`);
}
