import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { silentLog } from '#main/observability/log';
import { createVoiceDetection } from '#main/program/voiceDetection';
import type { RunMode } from '#model/health';
import { type Phrase, wordsOf } from '#model/phrases/phrase';

const NO_FILES = { workerUrl: pathToFileURL('/no/such/worker.mjs'), modelFile: '/no/such.onnx' };

/** Starts a detection; the result is its engine's name and what it told of its health. */
async function started(mode: RunMode, choice: string) {
  const health: unknown[][] = [];
  const detection = createVoiceDetection({
    mode,
    choice,
    files: NO_FILES,
    board: { set: (...told) => health.push(told) },
    log: silentLog,
  });
  await detection.start();
  await detection.stop();
  await detection.stop();
  return { engine: detection.engine.name, health };
}

describe('the voice detection', () => {
  it('is the engine that was chosen', async () => {
    expect(await started('live', 'energy')).toEqual({
      engine: 'energy',
      health: [['vad', 'ready', null, 'energy']],
    });
  });

  it('tells what is wrong, and what is done instead, where silero does not run', async () => {
    const { engine, health } = await started('live', 'silero');
    expect(engine).toBe('silero');
    expect(health).toEqual([
      ['vad', 'connecting', null, 'silero'],
      ['vad', 'failed', expect.objectContaining({ code: 'vad.unusable' })],
    ]);
    expect(wordsOf(health[1]?.[2] as Phrase)).toMatch(
      /no\/such\.onnx.*by loudness instead.*VAD_ENGINE/s,
    );
  });

  it('is by loudness for simulated callers, and no part of the health then', async () => {
    expect(await started('demo', 'silero')).toEqual({ engine: 'energy', health: [] });
  });
});
