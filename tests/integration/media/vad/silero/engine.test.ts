/** The life of the model's thread. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SileroEngine, type SileroFiles, type SileroState } from '#main/media/vad/silero/engine';
import type { VoiceActivityDetector } from '#main/media/vad/voiceActivityDetector';
import { phrase } from '#model/phrases/phrase';
import { useStallWatch } from '#support/machine/stalls';
import { hear } from '#support/vad/hear';
import { DEFAULT_VAD } from '#support/vad/settings';
import { sileroFiles } from '#support/vad/sileroFiles';

const timed = useStallWatch();
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) {
    await step();
  }
});

/** An engine with the states it has reported, and a detector with the events it has reported. */
function open(files: SileroFiles) {
  const states: SileroState[] = [];
  const events: string[] = [];
  const engine = new SileroEngine(files, (state) => states.push(state));
  undo.push(() => engine.close());
  const detector = engine.createDetector(() => DEFAULT_VAD, {
    onSpeechStart: () => events.push('start'),
    onSpeechEnd: () => events.push('end'),
  });
  return { engine, detector, states, events, names: () => states.map(({ name }) => name) };
}

/** A model's thread that does what this script says. */
async function scripted(script: string): Promise<SileroFiles> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-vad-'));
  undo.push(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'worker.mjs');
  await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${script}`);
  const { modelFile } = await sileroFiles();
  return { workerUrl: pathToFileURL(file), modelFile };
}

/**
 * A steady hum of this loudness and length, in real time: loud enough for energy, no speech to the
 * model.
 */
async function hum(detector: VoiceActivityDetector, rms: number, durationMs: number) {
  const frame = Buffer.from(
    Int16Array.from({ length: 320 }, (_, i) => (i % 2 ? rms : -rms)).buffer,
  );
  const startMs = performance.now();
  for (let sentMs = 0; sentMs < durationMs; sentMs += 20) {
    // Dated by the line, not by timers that a busy machine lets come late.
    hear(detector, frame, startMs + sentMs, 0);
    await new Promise((resolve) => setTimeout(resolve, startMs + sentMs + 20 - performance.now()));
  }
}

describe('the engine silero', timed, () => {
  it('goes by loudness until its model is loaded, and then by the model', async () => {
    const { engine, detector, events, names } = open(await sileroFiles());
    await hum(detector, 2_000, 140);
    expect(events).toEqual(['start']);
    await engine.start();
    await expect.poll(names).toEqual(['starting', 'ready']);
    await hum(detector, 2_000, 800);
    await expect.poll(() => events).toEqual(['start', 'end']);
    expect(detector.speaking).toBe(false);
  });

  it('says so when there is no model, and goes by loudness', async () => {
    const { workerUrl } = await sileroFiles();
    const { engine, detector, states } = open({ workerUrl, modelFile: '/no/such/model.onnx' });
    await engine.start();
    expect(states).toMatchObject([
      { name: 'starting' },
      {
        name: 'unusable',
        reason: { params: { text: expect.stringContaining('model.onnx') as string } },
      },
    ]);
    await hum(detector, 2_000, 140);
    expect(detector.speaking).toBe(true);
  });

  it('says so when the file is not a model, and does not try again', async () => {
    const { workerUrl } = await sileroFiles();
    const { engine, detector, names } = open({ workerUrl, modelFile: import.meta.filename });
    await engine.start();
    await expect.poll(names).toEqual(['starting', 'unusable']);
    await hum(detector, 2_000, 140);
    expect(detector.speaking).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(names()).toEqual(['starting', 'unusable']);
  });

  it('starts a thread that breaks again, and goes by loudness meanwhile', async () => {
    const files = await scripted(`
      parentPort.postMessage({ kind: 'ready' });
      parentPort.on('message', ({ kind }) => {
        if (kind === 'wake') throw new Error('out of order');
        if (kind === 'end') parentPort.close();
      });`);
    const { engine, detector, states, names } = open(files);
    await engine.start();
    await expect.poll(names).toEqual(['starting', 'ready']);
    await hum(detector, 2_000, 40);
    await expect
      .poll(() => states)
      .toContainEqual({ name: 'broken', reason: phrase('text', { text: 'out of order' }) });
    await hum(detector, 2_000, 140);
    expect(detector.speaking).toBe(true);
    await expect.poll(() => names().filter((name) => name === 'ready').length).toBeGreaterThan(1);
  });

  it('leaves a thread alone that does not answer, and starts another', async () => {
    const files = await scripted(`
      parentPort.postMessage({ kind: 'ready' });
      parentPort.on('message', ({ kind }) => {
        if (kind === 'end') parentPort.close();
      });`);
    const { engine, detector, names } = open(files);
    await engine.start();
    await expect.poll(names).toEqual(['starting', 'ready']);
    await hum(detector, 2_000, 740);
    expect(names()).toContain('broken');
    expect(detector.speaking).toBe(true);
    await expect.poll(() => names().filter((name) => name === 'ready').length).toBeGreaterThan(1);
  });

  it('ends in the middle of its work without a trace', async () => {
    const { engine, detector, names } = open(await sileroFiles());
    await engine.start();
    await expect.poll(names).toEqual(['starting', 'ready']);
    const working = hum(detector, 2_000, 200);
    await hum(detector, 2_000, 60);
    await Promise.all([engine.close(), engine.close()]);
    await working;
    detector.close();
    expect(names()).toEqual(['starting', 'ready']);
  });
});
