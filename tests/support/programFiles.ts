/** The files that a program needs, for tests and benchmarks. */
import type { ProgramFiles } from '#main/program/programFiles';
import { pluginWorker } from './plugins/pluginWorker';
import { sharedScript } from './store/workerBundle';
import { sileroFiles } from './vad/sileroFiles';

const historyWorker = sharedScript('src-main/store/worker/worker.ts');

/** Bundles the workers once for a process. */
export async function programFiles(): Promise<ProgramFiles> {
  const [history, plugin, silero] = await Promise.all([
    historyWorker(),
    pluginWorker(),
    sileroFiles(),
  ]);
  return { historyWorker: history, pluginWorker: plugin, silero };
}
