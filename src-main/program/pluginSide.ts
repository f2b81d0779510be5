/** The plugins that PLUGINS names, with their tools and VAD engines. */
import type { CallManager } from '#main/call/callManager';
import { pluginModules } from '#main/config/settings/definitions/program';
import type { Settings } from '#main/config/settings/settings';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import { Plugins } from '#main/plugins/plugins';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';
import { countedCalls } from './countedCalls';
import type { HealthBoard } from './healthBoard';

export type PluginSideOptions = {
  readonly settings: Settings;
  readonly dataDir: string;
  /** The bundled script of a plugin's thread. */
  readonly workerUrl: URL;
  readonly manager: () => CallManager;
  /** The desk that carries out the plugins' commands. */
  readonly desk: () => SupervisorDesk;
  readonly board: Pick<HealthBoard, 'set'>;
  readonly log: Log;
};

/** Built-in engines; any other name is the engine of a plugin. */
const OWN_ENGINES: readonly string[] = ['silero', 'energy'];

/** Creates the plugins; `start` runs them. */
export function createPluginSide(options: PluginSideOptions): Plugins {
  const { settings, dataDir, workerUrl, manager, desk, board, log } = options;
  const plugins: Plugins = new Plugins({
    modules: pluginModules(settings.plugins),
    folder: dataDir,
    workerUrl,
    control: countedCalls({
      snapshot: () => manager().snapshot(),
      onBatch: (listener) => manager().onBatch(listener),
    }),
    addTap: (callId, tap) => manager().addTap(callId, tap),
    command: (name, callId, command) =>
      desk().as({ kind: 'plugin', name }).calls.command(callId, command),
    onState: (cutOff) => {
      const all = joined('sentences', [...cutOff, ...missingEngine(settings.vadEngine, plugins)]);
      board.set('plugins', all === null ? 'ready' : 'failed', all);
    },
    log,
  });
  return plugins;
}

/**
 * The engine that VAD_ENGINE names. An engine of a plugin is looked up at each call; `usual`
 * replaces a missing one.
 */
export function engineOf(name: string, plugins: Plugins, usual: VadEngine): VadEngine {
  if (OWN_ENGINES.includes(name)) {
    return usual;
  }
  return {
    name,
    finds: 'speech',
    createDetector: (settings, handlers) =>
      (plugins.vadEngine(name) ?? usual).createDetector(settings, handlers),
  };
}

function missingEngine(name: string, plugins: Plugins): readonly Phrase[] {
  if (OWN_ENGINES.includes(name) || plugins.vadEngine(name) !== null) {
    return [];
  }
  return [phrase('plugin.no-vad-engine', { name })];
}
