/** The script of a plugin's thread, for tests and benchmarks. */
import { sharedScript } from '../store/workerBundle';

/** Bundles it once for a process. */
export const pluginWorker = sharedScript('src-main/plugins/worker.ts');
