import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { readStereoWav, type StereoAudio } from '#support/audio/stereoWav';
import type { Scene } from './harness';

/** The one recording of a scene, once it is complete. */
export async function onlyRecording(scene: Scene): Promise<StereoAudio> {
  await expect.poll(() => scene.cordboard.log(), { timeout: 5_000 }).toContain('recording saved');
  const folder = path.join(scene.cordboard.dataDir, 'recordings');
  const all = await readdir(folder, { recursive: true });
  const files = all.filter((file) => file.endsWith('.wav'));
  expect(files).toHaveLength(1);
  return await readStereoWav(path.join(folder, files[0] ?? ''));
}
