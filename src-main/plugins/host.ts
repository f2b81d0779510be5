/**
 * One plugin in a thread of its own: starts it, watches it, and cuts it off when it misbehaves or
 * does not keep up. Calls never wait for it.
 */
import { Worker } from 'node:worker_threads';
import type { Log } from '#main/observability/log';
import { type CordboardError, cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import type { PluginCommandResult } from './cordboardPipeline';
import {
  type FromPlugin,
  fromPluginSchema,
  type PluginRegistrations,
  type PluginWorkerData,
  type ToPlugin,
} from './messages';

/** Longest time for a plugin's set-up, ms. */
const START_LIMIT_MS = 10_000;

/** The thread gets a ping this often, and has this long to answer, ms. */
const PING_INTERVAL_MS = 1_000;
const PING_LIMIT_MS = 3_000;

/** A plugin that throws this often within a minute is cut off. */
const THROWS_A_MINUTE = 20;

/** Memory of the thread, MB. */
const MEMORY_MB = 256;

type PluginHostOptions = {
  /** Name of the file; stands in log and audit. */
  readonly name: string;
  readonly moduleUrl: string;
  /** The bundled script of `worker.ts`. */
  readonly workerUrl: URL;
  readonly calls: () => readonly Call[];
  readonly act: (plugin: string, callId: CallId, command: unknown) => Promise<PluginCommandResult>;
  /** The plugin is gone for good, and why. Not called for `close`. */
  readonly onCutOff: (why: Phrase) => void;
  readonly log: Log;
};

type State =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running'; readonly registrations: PluginRegistrations }
  | { readonly phase: 'off' };

type ToolWait = (result: Result<Readonly<Record<string, unknown>>>) => void;

/** Gets what a plugin's detector finds. */
type PluginVadListener = (what: 'start' | 'end', atMs: number) => void;

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

  /** Starts the thread. Gives what the plugin registered; null when it was cut off. */
  start(): Promise<PluginRegistrations | null> {
    return new Promise((resolve) => {
      this.#settleStart = resolve;
      this.#startLimit = setTimeout(() => {
        this.#cutOff(phrase('plugin.set-up-late', { seconds: START_LIMIT_MS / 1_000 }));
      }, START_LIMIT_MS);
      try {
        this.#worker = this.#startWorker();
      } catch (error) {
        this.#cutOff(phrase('plugin.failed', { why: messageOf(error) }));
      }
    });
  }

  /** Sends a message while the plugin runs. The thread becomes the owner of `transfer`. */
  send(message: ToPlugin, transfer: readonly ArrayBuffer[] = []): void {
    if (this.#state.phase === 'running') {
      this.#worker?.postMessage(message, transfer);
    }
  }

  /**
   * Runs a tool of the plugin. Fails with `timeout`, with `refused` when the tool threw, with
   * `cancelled` when `signal` aborted or the plugin ended meanwhile, and with `invalid-state` when
   * the plugin does not run.
   */
  runTool(
    tool: { readonly name: string; readonly timeoutMs: number },
    args: Readonly<Record<string, unknown>>,
    callId: CallId,
    signal: AbortSignal,
  ): Promise<Result<Readonly<Record<string, unknown>>>> {
    if (this.#state.phase !== 'running') {
      return Promise.resolve(fail(this.#notRunning('invalid-state')));
    }
    const id = this.#nextId();
    return new Promise((resolve) => {
      const giveUp = (error: CordboardError): void => {
        this.send({ type: 'cancelTool', id });
        settle(fail(error));
      };
      const onAbort = (): void => {
        giveUp(cordboardError('cancelled', phrase('tool.cancelled')));
      };
      const limit = setTimeout(() => {
        giveUp(cordboardError('timeout', phrase('plugin.tool-late', { name: tool.name })));
      }, tool.timeoutMs);
      const settle: ToolWait = (result) => {
        clearTimeout(limit);
        signal.removeEventListener('abort', onAbort);
        this.#tools.delete(id);
        resolve(result);
      };
      signal.addEventListener('abort', onAbort);
      this.#tools.set(id, settle);
      this.send({ type: 'tool', id, name: tool.name, args, callId });
    });
  }

  /** Opens a detector of the plugin. Gives the id with which its frames are sent. */
  openVad(engine: string, listener: PluginVadListener): number {
    const id = this.#nextId();
    this.#detectors.set(id, listener);
    this.send({ type: 'vadOpen', id, engine });
    return id;
  }

  /** Closes a detector. Idempotent. */
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
      // The program's environment may hold keys and passwords.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    worker.on('message', (message: unknown) => {
      this.#receive(message);
    });
    worker.on('error', (error) => {
      this.#cutOff(phrase('plugin.failed', { why: messageOf(error) }));
    });
    worker.on('exit', () => {
      this.#cutOff(phrase('plugin.thread-ended'));
    });
    return worker;
  }

  #receive(raw: unknown): void {
    const parsed = fromPluginSchema.safeParse(raw);
    if (!parsed.success) {
      this.#threw('invalid message', parsed.error.issues[0]?.message ?? '');
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
        this.#cutOff(phrase('plugin.set-up-failed', { why: message.message }));
        return;
      case 'threw':
        this.#threw(message.where, message.message);
        return;
      case 'toolDone': {
        const { id, response, error } = message;
        const failure = cordboardError('refused', phrase('text', { text: error }));
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

  /** Pings the thread. A busy thread answers late: the ping waits behind earlier messages. */
  #ping(): void {
    const nowMs = performance.now();
    if (this.#unansweredMs !== null && nowMs - this.#unansweredMs >= PING_LIMIT_MS) {
      this.#cutOff(phrase('plugin.no-answer', { seconds: PING_LIMIT_MS / 1_000 }));
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
      this.#cutOff(phrase('plugin.threw-often', { times: THROWS_A_MINUTE }));
    }
  }

  async #act({ id, callId, command }: Extract<FromPlugin, { type: 'act' }>): Promise<void> {
    const result = await this.#options.act(this.name, callId, command);
    this.send({ type: 'acted', id, result });
  }

  #cutOff(why: Phrase): void {
    if (this.#state.phase === 'off') {
      return;
    }
    this.#log.error({ reason: wordsOf(why) }, 'plugin cut off; calls go on without it');
    void this.#end();
    this.#options.onCutOff(why);
  }

  async #end(): Promise<void> {
    this.#state = { phase: 'off' };
    this.#stopTimers();
    const worker = this.#worker;
    this.#worker = null;
    for (const settle of [...this.#tools.values()]) {
      settle(fail(this.#notRunning('cancelled')));
    }
    this.#detectors.clear();
    this.#settle(null);
    worker?.removeAllListeners();
    // A late error of a thread that is being terminated must not end the program.
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

  #notRunning(kind: 'invalid-state' | 'cancelled'): CordboardError {
    return cordboardError(kind, phrase('plugin.not-running', { name: this.name }));
  }
}
