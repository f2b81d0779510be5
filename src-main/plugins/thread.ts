/** The extension API inside a plugin's thread: it talks to the program by messages. */
import { messageOf } from '#main/util/errors';
import { FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import type { Call, CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type {
  AudioTapFrame,
  CordboardPipeline,
  PluginCommandResult,
  PluginEventName,
  PluginEvents,
  PluginTool,
  PluginToolHandler,
  PluginVad,
  PluginVadFactory,
} from './cordboardPipeline';
import {
  type AudioMessage,
  type FromPlugin,
  PLUGIN_NAME,
  type PluginEventMessage,
  type PluginRegistrations,
  type RegisteredTool,
  type ToPlugin,
} from './messages';

const TOOL_TIMEOUT_MS = 10_000;

type Handler = (event: never) => void;

export class PluginThread implements CordboardPipeline {
  readonly #post: (message: FromPlugin) => void;
  readonly #calls: Map<CallId, Call>;
  readonly #handlers = new Map<PluginEventName, Handler[]>();
  readonly #taps: ((frame: AudioTapFrame) => void)[] = [];
  readonly #tools = new Map<string, { readonly tool: RegisteredTool; run: PluginToolHandler }>();
  readonly #engines = new Map<string, PluginVadFactory>();
  readonly #detectors = new Map<number, PluginVad>();
  readonly #running = new Map<number, AbortController>();
  readonly #acting = new Map<number, (result: PluginCommandResult) => void>();
  #lastCommand = 0;
  #phase: 'registering' | 'running' = 'registering';

  constructor(calls: readonly Call[], post: (message: FromPlugin) => void) {
    this.#post = post;
    this.#calls = new Map(calls.map((call) => [call.id, call]));
  }

  get calls(): readonly Call[] {
    return [...this.#calls.values()];
  }

  on<Name extends PluginEventName>(name: Name, handler: (event: PluginEvents[Name]) => void): void {
    this.#mustBeRegistering('on');
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
  }

  registerAudioTap(handler: (frame: AudioTapFrame) => void): void {
    this.#mustBeRegistering('registerAudioTap');
    this.#taps.push(handler);
  }

  registerTool(tool: PluginTool, handler: PluginToolHandler): void {
    this.#mustBeRegistering('registerTool');
    checkName(tool.name, this.#tools);
    const { name, description, parameters } = tool;
    const { scheduling = 'wait', timeoutMs = TOOL_TIMEOUT_MS } = tool;
    this.#tools.set(name, {
      tool: { name, description, parameters: { ...parameters }, scheduling, timeoutMs },
      run: handler,
    });
  }

  registerVadEngine(name: string, create: PluginVadFactory): void {
    this.#mustBeRegistering('registerVadEngine');
    checkName(name, this.#engines);
    this.#engines.set(name, create);
  }

  act(callId: CallId, command: CallCommand): Promise<PluginCommandResult> {
    this.#lastCommand += 1;
    const id = this.#lastCommand;
    return new Promise((resolve) => {
      this.#acting.set(id, resolve);
      this.#post({ type: 'act', id, callId, command });
    });
  }

  log(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): void {
    this.#post({ type: 'log', level, message, fields: { ...fields } });
  }

  /** Ends the registration. Gives what was registered. */
  begin(): PluginRegistrations {
    this.#phase = 'running';
    // These keep `calls` up to date, whether or not the plugin listens to them.
    const lifeOfCalls: readonly PluginEventName[] = ['call.added', 'call.changed'];
    return {
      type: 'ready',
      events: [...new Set([...this.#handlers.keys(), ...lifeOfCalls])],
      audio: this.#taps.length > 0,
      tools: [...this.#tools.values()].map(({ tool }) => tool),
      vadEngines: [...this.#engines.keys()],
    };
  }

  /** Takes a message from the program. Never throws. */
  receive(message: ToPlugin): void {
    switch (message.type) {
      case 'events':
        for (const event of message.events) {
          this.#dispatch(event);
        }
        return;
      case 'audio':
        this.#audio(message);
        return;
      case 'tool':
        void this.#runTool(message);
        return;
      case 'cancelTool':
        this.#running.get(message.id)?.abort();
        return;
      case 'vadOpen':
        this.#openVad(message.id, message.engine);
        return;
      case 'vadFrame':
        this.#guard('vad', () =>
          this.#detectors.get(message.id)?.push(message.samples, message.atMs, message.echoFloor),
        );
        return;
      case 'vadClose':
        this.#guard('vad', () => this.#detectors.get(message.id)?.close?.());
        this.#detectors.delete(message.id);
        return;
      case 'acted':
        this.#acting.get(message.id)?.(message.result);
        this.#acting.delete(message.id);
        return;
      case 'ping':
        this.#post({ type: 'pong', seq: message.seq });
    }
  }

  #dispatch({ name, event }: PluginEventMessage): void {
    if (name === 'call.added' || name === 'call.changed') {
      this.#keep(event.call);
    }
    for (const handler of this.#handlers.get(name) ?? []) {
      this.#guard(name, () => {
        handler(event as never);
      });
    }
  }

  #keep(call: Call): void {
    if (call.state === 'ended') {
      this.#calls.delete(call.id);
    } else {
      this.#calls.set(call.id, call);
    }
  }

  #audio({ callId, atMs, samples, heard }: AudioMessage): void {
    for (const [index, wasHeard] of heard.entries()) {
      const at = index * 2 * FRAME_SAMPLES;
      const frame: AudioTapFrame = {
        callId,
        atMs: atMs + index * FRAME_MS,
        caller: samples.subarray(at, at + FRAME_SAMPLES),
        heard: wasHeard ? samples.subarray(at + FRAME_SAMPLES, at + 2 * FRAME_SAMPLES) : null,
      };
      for (const tap of this.#taps) {
        this.#guard('audio tap', () => {
          tap(frame);
        });
      }
    }
  }

  async #runTool(call: Extract<ToPlugin, { type: 'tool' }>): Promise<void> {
    const controller = new AbortController();
    this.#running.set(call.id, controller);
    const { signal } = controller;
    const { id, name, args, callId } = call;
    try {
      const value = await this.#tools.get(name)?.run(args, { callId, signal });
      this.#post({ type: 'toolDone', id, response: plainRecord(value), error: '' });
    } catch (error) {
      this.#post({ type: 'toolDone', id, response: null, error: messageOf(error).slice(0, 1_000) });
    } finally {
      this.#running.delete(id);
    }
  }

  #openVad(id: number, engine: string): void {
    this.#guard('vad', () => {
      const detector = this.#engines.get(engine)?.({
        speechStart: (atMs) => {
          this.#post({ type: 'vad', id, what: 'start', atMs });
        },
        speechEnd: (atMs) => {
          this.#post({ type: 'vad', id, what: 'end', atMs });
        },
      });
      if (detector !== undefined) {
        this.#detectors.set(id, detector);
      }
    });
  }

  #guard(where: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#post({ type: 'threw', where, message: messageOf(error).slice(0, 4_000) });
    }
  }

  #mustBeRegistering(method: string): void {
    if (this.#phase === 'running') {
      throw new Error(wordsOf(phrase('plugin.too-late', { method })));
    }
  }
}

function checkName(name: string, taken: ReadonlyMap<string, unknown>): void {
  if (!PLUGIN_NAME.test(name)) {
    throw new Error(wordsOf(phrase('plugin.wrong-name', { name })));
  }
  if (taken.has(name)) {
    throw new Error(wordsOf(phrase('plugin.name-taken', { name })));
  }
}

/** A tool's result as an object of plain data. Throws when it cannot be written as JSON. */
function plainRecord(value: unknown): Record<string, unknown> {
  const plain: unknown = JSON.parse(JSON.stringify(value ?? {}));
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain)
    ? { ...plain }
    : { result: plain };
}
