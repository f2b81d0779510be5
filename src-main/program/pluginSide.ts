/**
 * The plugins of the program: those that PLUGINS names, with the tools and the engine they bring to
 * calls.
 */
import type { CallManager } from '#main/call/callManager';
import { pluginModules } from '#main/config/settings/definitions/program';
import type { Settings } from '#main/config/settings/settings';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import { Plugins } from '#main/plugins/plugins';
import { joined, type Phrase, phrase } from '#model/phrases/phrase';
import type { HealthBoard } from './healthBoard';

/** What they are made with. */
export type PluginSideOptions = {
  readonly settings: Settings;
  readonly dataDir: string;
  /** The bundled script of a plugin's thread. */
  readonly workerUrl: URL;
  readonly manager: () => CallManager;
  /** What the plugins' commands go by. */
  readonly desk: () => SupervisorDesk;
  readonly board: Pick<HealthBoard, 'set'>;
  readonly log: Log;
};

/** Engines that come with Cordboard; any other name is that of a plugin's. */
const OWN_ENGINES: readonly string[] = ['silero', 'energy'];

/** Makes them; `start` sets them going. */
export function createPluginSide(options: PluginSideOptions): Plugins {
  const { settings, dataDir, workerUrl, manager, desk, board, log } = options;
  const plugins: Plugins = new Plugins({
    modules: pluginModules(settings.plugins),
    folder: dataDir,
    workerUrl,
    control: {
      snapshot: () => manager().snapshot(),
      onBatch: (listener) => manager().onBatch(listener),
    },
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
 * The engine that VAD_ENGINE names when a plugin brings it, asked for at each call; else `usual`.
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
