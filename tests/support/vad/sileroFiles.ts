/** The files of the voice detection silero, for tests and benchmarks. */
import type { SileroFiles } from '#main/media/vad/silero/engine';
import { sharedScript } from '../store/workerBundle';
import { SILERO_MODEL } from './sileroModel';

const workerUrl = sharedScript('src-main/media/vad/silero/worker.ts');

/** Bundles the worker once for a process. */
export async function sileroFiles(): Promise<SileroFiles> {
  return { workerUrl: await workerUrl(), modelFile: SILERO_MODEL };
}
