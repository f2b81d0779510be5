/** Files that the program needs beside its own code. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SileroFiles } from '#main/media/vad/silero/engine';

/** Where they are. */
export type ProgramFiles = {
  /** The bundled scripts of the worker threads: the record of calls, and each plugin. */
  readonly historyWorker: URL;
  readonly pluginWorker: URL;
  /** The voice detection's script and model. */
  readonly silero: SileroFiles;
};

/** The files as electron.vite.config.ts builds them. `folder` is out/main. */
export function builtFiles(folder: string): ProgramFiles {
  const script = (name: string) => pathToFileURL(join(folder, `${name}.js`));
  return {
    historyWorker: script('historyWorker'),
    pluginWorker: script('pluginWorker'),
    silero: { workerUrl: script('sileroWorker'), modelFile: join(folder, 'silero_vad.onnx') },
  };
}
