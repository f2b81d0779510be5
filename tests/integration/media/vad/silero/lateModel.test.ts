/** The model's thread gets too little processor time for the calls. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SileroEngine, type SileroFiles, type SileroState } from '#main/media/vad/silero/engine';
import { useStallWatch } from '#support/machine/stalls';
import { readCorpus } from '#support/vad/corpus';
import { hear } from '#support/vad/hear';
import { type Detection, score } from '#support/vad/scoring';
import { DEFAULT_VAD } from '#support/vad/settings';
import { sileroFiles } from '#support/vad/sileroFiles';
import { LINE_RATE_HZ } from '#support/vad/telephoneBand';
import { LinePlayer, overTelephone } from '#support/vad/telephoneLine';

const FRAME_MS = 20;
const UTTERANCES = 3;
const CALLS = 4;
/** The speech of each call is this much later than that of the one before, frames. */
const SHIFT_FRAMES = 17;

const timed = useStallWatch();
const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) {
    await step();
  }
});

/** The real thread, which can work only between pauses of 150 ms, until `relieve` is called. */
async function busyThread(): Promise<{ files: SileroFiles; relieve: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-vad-'));
  undo.push(() => rm(folder, { recursive: true }));
  const { workerUrl, modelFile } = await sileroFiles();
  const relieved = path.join(folder, 'relieved');
  const file = path.join(folder, 'worker.mjs');
  await writeFile(
    file,
    `import { existsSync } from 'node:fs';
     import ${JSON.stringify(workerUrl.href)};
     const never = new Int32Array(new SharedArrayBuffer(4));
     const busy = setInterval(() => {
       if (existsSync(${JSON.stringify(relieved)})) clearInterval(busy);
       else Atomics.wait(never, 0, 0, 150);
     }, 5);`,
  );
  return {
    files: { workerUrl: pathToFileURL(file), modelFile },
    relieve: () => writeFile(relieved, ''),
  };
}

/** One call: what comes on its line, and what its detector reports, seconds of its own line. */
function openCall(engine: SileroEngine, line: Uint8Array, firstFrame: number) {
  const player = new LinePlayer(line);
  const detections: { begunAt: number; endedAt: number }[] = [];
  let frames = 0;
  const detector = engine.createDetector(() => DEFAULT_VAD, {
    onSpeechStart: () => {
      detections.push({ begunAt: (frames * FRAME_MS) / 1_000, endedAt: Infinity });
    },
    onSpeechEnd: () => {
      const last = detections.at(-1);
      if (last !== undefined) {
        last.endedAt = (frames * FRAME_MS) / 1_000;
      }
    },
  });
  return {
    frames: player.frames + firstFrame,
    detections: detections as readonly Detection[],
    hear: (index: number, atMs: number) => {
      if (index >= firstFrame && frames < player.frames) {
        const frame = player.frame(frames);
        frames += 1;
        hear(detector, frame, atMs, 0);
      }
    },
    close: () => {
      detector.close();
    },
  };
}

describe('a model that does not keep up with the calls', timed, () => {
  it('finds the beginning and the end of each caller’s speech, and says that it is behind', async () => {
    const { line: speech, labels } = await readCorpus(UTTERANCES, 'en');
    const line = overTelephone({ speech });
    const states: SileroState['name'][] = [];
    const { files, relieve } = await busyThread();
    const engine = new SileroEngine(files, ({ name }) => states.push(name));
    undo.push(() => engine.close());
    await engine.start();
    await expect.poll(() => states, { timeout: 10_000 }).toEqual(['starting', 'ready']);
    const calls = Array.from({ length: CALLS }, (_, index) =>
      openCall(engine, line, index * SHIFT_FRAMES),
    );

    const startMs = performance.now();
    const frames = Math.max(...calls.map((call) => call.frames));
    for (let index = 0; index < frames; index += 1) {
      const atMs = startMs + index * FRAME_MS;
      for (const call of calls) {
        call.hear(index, atMs);
      }
      const waitMs = atMs + FRAME_MS - performance.now();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }

    for (const { detections } of calls) {
      const { recall, endDelays, stuck } = score(labels, detections, speech.length / LINE_RATE_HZ);
      expect(recall).toBe(1);
      expect(endDelays).toHaveLength(UTTERANCES);
      expect(stuck).toBe(0);
    }
    expect(engine.load.lagMs).toBeGreaterThan(96);
    expect(engine.load.droppedHops).toBeGreaterThan(0);
    expect(states).toEqual(['starting', 'ready', 'behind']);

    await relieve();
    await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('ready');
    const { droppedHops } = engine.load;
    for (const call of calls) {
      call.close();
    }
    expect(engine.load.droppedHops).toBe(droppedHops);
  }, 90_000);
});
