/** Runs voice detection over whole lines, as fast as it goes, with the code that runs in a call. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SileroVad } from '#main/media/vad/silero/detector';
import { SileroEngine, type SileroState } from '#main/media/vad/silero/engine';
import type {
  VadEngine,
  VadSettings,
  VoiceActivityDetector,
} from '#main/media/vad/voiceActivityDetector';
import { hear } from './hear';
import type { Detection } from './scoring';
import { sileroFiles } from './sileroFiles';
import { LinePlayer } from './telephoneLine';

const FRAME_MS = 20;

/** One line and the engine that listens to it. */
export type Listening = {
  readonly line: Uint8Array;
  readonly engine: VadEngine;
  readonly settings: VadSettings;
  /** RMS up to which a frame may be an echo. Default 0. */
  readonly echoFloor?: (frame: number, caller: Buffer) => number;
};

type Ear = {
  readonly line: Uint8Array;
  readonly vad: VoiceActivityDetector;
  readonly detections: { begunAt: number; endedAt: number }[];
  readonly floor: (frame: number, caller: Buffer) => number;
};

/**
 * Listens to all lines side by side; the result has the detections of each. Times are those at
 * which a call would have learned of them.
 */
export async function detect(
  listenings: readonly Listening[],
): Promise<readonly (readonly Detection[])[]> {
  let nowMs = 0;
  const players = new Map(listenings.map(({ line }) => [line, new LinePlayer(line)]));
  const ears = listenings.map(({ line, engine, settings, echoFloor }): Ear => {
    const detections: { begunAt: number; endedAt: number }[] = [];
    const vad = engine.createDetector(() => settings, {
      onSpeechStart: () => detections.push({ begunAt: nowMs / 1_000, endedAt: Infinity }),
      onSpeechEnd: () => {
        const last = detections.at(-1);
        if (last !== undefined) {
          last.endedAt = nowMs / 1_000;
        }
      },
    });
    return { line, vad, detections, floor: echoFloor ?? (() => 0) };
  });
  const frames = Math.max(...[...players.values()].map((player) => player.frames));
  for (let index = 0; index < frames; index += 1) {
    nowMs = (index + 1) * FRAME_MS;
    const heard = new Map([...players].map(([line, player]) => [line, player.frame(index)]));
    for (const { line, vad, floor } of ears) {
      const frame = heard.get(line);
      if (frame !== undefined && frame.length > 0) {
        hear(vad, frame, nowMs, floor(index, frame));
      }
    }
    for (const { vad } of ears) {
      await answered(vad);
    }
  }
  for (const { vad } of ears) {
    vad.close();
  }
  return ears.map(({ detections }) => detections);
}

/** Resolves when the detector has taken the answers to all it was given. */
export async function answered(vad: VoiceActivityDetector): Promise<void> {
  if (vad instanceof SileroVad) {
    while (vad.pending > 0) {
      await sleep(1);
    }
    vad.collect();
  }
}

/** The engine silero with its model loaded. Throws when it cannot be. */
export async function startSilero(): Promise<SileroEngine> {
  let state: SileroState = { name: 'starting' };
  const engine = new SileroEngine(await sileroFiles(), (next) => {
    state = next;
  });
  await engine.start();
  const stateNow = (): SileroState => state;
  while (stateNow().name === 'starting') {
    await sleep(1);
  }
  if (stateNow().name !== 'ready') {
    throw new Error(`silero does not run: ${JSON.stringify(stateNow())}`);
  }
  return engine;
}
