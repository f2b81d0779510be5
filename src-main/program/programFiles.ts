import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SileroFiles } from '#main/media/vad/silero/engine';

/** Locations of the files that the program needs besides its own code. */
export type ProgramFiles = {
  /**
   * The bundled scripts of the worker threads: one for the record of calls, one for each plugin.
   */
  readonly historyWorker: URL;
  readonly pluginWorker: URL;
  /** The voice detection's script and model. */
  readonly silero: SileroFiles;
};

/** The files that electron.vite.config.ts builds. `folder` is out/main. */
export function builtFiles(folder: string): ProgramFiles {
  const script = (name: string) => pathToFileURL(join(folder, `${name}.js`));
  return {
    historyWorker: script('historyWorker'),
    pluginWorker: script('pluginWorker'),
    silero: { workerUrl: script('sileroWorker'), modelFile: join(folder, 'silero_vad.onnx') },
  };
}
