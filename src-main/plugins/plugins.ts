/** All plugins of the program: starts them, sends them events, gives their tools and engines. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallControl } from '#main/call/callControl';
import type { FrameTap } from '#main/call/talk/audio/frameTaps';
import type { Tool } from '#main/call/tools/toolRunner';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import { callCommand } from '#main/rules/commandSchemas';
import { cordboardError } from '#main/util/errors';
import { problemsOf, wrongForm } from '#main/util/issuePhrase';
import { fail, type Result } from '#main/util/result';
import type { Call, CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { createAudioTap } from './audioTap';
import type { PluginCommandResult } from './cordboardPipeline';
import { PluginEventSource } from './events';
import { PluginHost } from './host';
import type { PluginEventMessage, PluginRegistrations } from './messages';
import { pluginVadEngine } from './vad';

type PluginsOptions = {
  /** Paths of the modules; relative ones begin at `folder`. */
  readonly modules: readonly string[];
  readonly folder: string;
  /** The bundled script of `worker.ts`. */
  readonly workerUrl: URL;
  readonly control: Pick<CallControl, 'snapshot' | 'onBatch'>;
  /** Adds a listener to the audio of a call; the returned function removes it. */
  readonly addTap: (callId: CallId, tap: FrameTap) => () => void;
  /** Carries out a command of a plugin, in its name. */
  readonly command: (plugin: string, callId: CallId, command: CallCommand) => Promise<Result<void>>;
  /** For the supervisor: a phrase for each plugin that was cut off, none when all run. */
  readonly onState: (cutOff: readonly Phrase[]) => void;
  readonly log: Log;
};

type Running = { readonly host: PluginHost; readonly registrations: PluginRegistrations };

export class Plugins {
  readonly #options: PluginsOptions;
  readonly #hosts: PluginHost[] = [];
  #running: readonly Running[] = [];
  /** What the supervisor reads of each plugin that was cut off. */
  readonly #cutOff: Phrase[] = [];
  readonly #taps = new Map<CallId, () => void>();
  #unfollow: (() => void) | null = null;

  constructor(options: PluginsOptions) {
    this.#options = options;
  }

  /** Resolves when each plugin has registered what it offers, or was cut off. Never fails. */
  async start(): Promise<void> {
    const { modules, control } = this.#options;
    if (modules.length === 0) {
      return;
    }
    const started = await Promise.all(modules.map((module) => this.#startOne(module)));
    this.#running = started.filter((one) => one !== null);
    this.#options.onState(this.#cutOff);
    const events = new PluginEventSource(control.snapshot().calls);
    this.#unfollow = control.onBatch((batch) => {
      this.#tell(events.read(batch));
    });
    for (const call of control.snapshot().calls) {
      this.#listen(call);
    }
  }

  /**
   * The tools of all plugins for the agent of one call. If two have the same name, the first
   * counts.
   */
  toolsFor(callId: CallId): readonly Tool[] {
    const tools = new Map<string, Tool>();
    for (const { host, registrations } of this.#alive()) {
      for (const tool of registrations.tools) {
        if (tools.has(tool.name)) {
          continue;
        }
        const { name, description, parameters, scheduling } = tool;
        tools.set(name, {
          declaration: { name, description, parameters, scheduling },
          run: (args, signal) => host.runTool(tool, args, callId, signal),
        });
      }
    }
    return [...tools.values()];
  }

  /** The engine of a running plugin; null when none has an engine of this name. */
  vadEngine(name: string): VadEngine | null {
    const owner = this.#alive().find(({ registrations }) =>
      registrations.vadEngines.includes(name),
    );
    return owner === undefined ? null : pluginVadEngine(owner.host, name);
  }

  /** Ends all threads. Idempotent. */
  async close(): Promise<void> {
    this.#unfollow?.();
    for (const remove of this.#taps.values()) {
      remove();
    }
    this.#taps.clear();
    await Promise.all(this.#hosts.map((host) => host.close()));
  }

  async #startOne(module: string): Promise<Running | null> {
    const { folder, workerUrl, control, onState, log } = this.#options;
    const file = path.resolve(folder, module);
    const name = path.basename(file, path.extname(file));
    const host = new PluginHost({
      name,
      moduleUrl: pathToFileURL(file).href,
      workerUrl,
      calls: () => control.snapshot().calls.filter(({ state }) => state !== 'ended'),
      act: (plugin, callId, command) => this.#act(plugin, callId, command),
      onCutOff: (why) => {
        this.#cutOff.push(phrase('plugin.cut-off', { name, why }));
        onState(this.#cutOff);
      },
      log,
    });
    this.#hosts.push(host);
    const registrations = await host.start();
    return registrations === null ? null : { host, registrations };
  }

  #alive(): readonly Running[] {
    return this.#running.filter(({ host }) => host.running);
  }

  #tell(events: readonly PluginEventMessage[]): void {
    for (const { name, event } of events) {
      if (name === 'call.added') {
        this.#listen(event.call);
      } else if (name === 'call.ended') {
        this.#taps.get(event.call.id)?.();
        this.#taps.delete(event.call.id);
      }
    }
    for (const { host, registrations } of this.#alive()) {
      const wanted = events.filter(({ name }) => registrations.events.includes(name));
      if (wanted.length > 0) {
        host.send({ type: 'events', events: wanted });
      }
    }
  }

  #listen({ id, state }: Call): void {
    const listeners = this.#alive().filter(({ registrations }) => registrations.audio);
    if (listeners.length === 0 || state === 'ended' || this.#taps.has(id)) {
      return;
    }
    const removes = listeners.map(({ host }) =>
      this.#options.addTap(
        id,
        createAudioTap(id, (message) => {
          host.send(message, [message.samples.buffer]);
        }),
      ),
    );
    this.#taps.set(id, () => {
      for (const remove of removes) {
        remove();
      }
    });
  }

  async #act(plugin: string, callId: CallId, raw: unknown): Promise<PluginCommandResult> {
    const parsed = callCommand.safeParse(raw);
    const result = parsed.success
      ? await this.#options.command(plugin, callId, parsed.data)
      : fail(cordboardError('invalid-input', wrongForm('act', problemsOf(parsed.error.issues))));
    if (result.ok) {
      return { ok: true };
    }
    const { kind, phrase: said, message } = result.error;
    return { ok: false, kind, ...said, message };
  }
}
