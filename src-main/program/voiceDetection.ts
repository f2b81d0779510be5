/** The voice detection of all calls: the engine that VAD_ENGINE names, and how it is. */
import { energyEngine } from '#main/media/vad/energyVad';
import { SileroEngine, type SileroFiles, type SileroState } from '#main/media/vad/silero/engine';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import type { RunMode } from '#model/health';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { HealthBoard } from './healthBoard';

/** What it is made with. */
export type VoiceDetectionOptions = {
  readonly mode: RunMode;
  /** VAD_ENGINE. With an engine of a plugin, silero stands by. */
  readonly choice: string;
  readonly files: SileroFiles;
  readonly board: Pick<HealthBoard, 'set'>;
  readonly log: Log;
};

/** An engine and its life. */
export type VoiceDetection = {
  readonly engine: VadEngine;
  /** Never fails: what is wrong shows in the health. */
  start(): Promise<void>;
  /** To be waited for before the process ends. Idempotent. */
  stop(): Promise<void>;
};

/**
 * Makes it; `start` sets it going. Simulated callers speak in tones that only loudness can find.
 */
export function createVoiceDetection(options: VoiceDetectionOptions): VoiceDetection {
  const { mode, choice, files, board, log } = options;
  if (mode === 'demo' || choice === 'energy') {
    return {
      engine: energyEngine,
      start: () => {
        if (mode === 'live') {
          board.set('vad', 'ready', null, energyEngine.name);
        }
        return Promise.resolve();
      },
      stop: () => Promise.resolve(),
    };
  }
  const engine = new SileroEngine(files, (state) => {
    tell(state, board, log);
  });
  return { engine, start: () => engine.start(), stop: () => engine.close() };
}

function tell(state: SileroState, board: Pick<HealthBoard, 'set'>, log: Log): void {
  switch (state.name) {
    case 'starting':
      board.set('vad', 'connecting', null, 'silero');
      break;
    case 'ready':
      log.info({}, 'voice detection is ready');
      board.set('vad', 'ready');
      break;
    case 'broken':
      log.warn({ reason: wordsOf(state.reason) }, 'voice detection broke');
      board.set('vad', 'reconnecting', phrase('vad.broken', { why: state.reason }));
      break;
    case 'unusable':
      log.error({ reason: wordsOf(state.reason) }, 'voice detection does not run');
      board.set('vad', 'failed', phrase('vad.unusable', { why: state.reason }));
  }
}
