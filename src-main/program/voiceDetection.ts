/** The voice detection of all calls: the engine that VAD_ENGINE names, and its state. */
import { energyEngine } from '#main/media/vad/energyVad';
import { SileroEngine, type SileroFiles, type SileroState } from '#main/media/vad/silero/engine';
import type { VadEngine, VadLoad } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import type { RunMode } from '#model/health';
import { phrase, wordsOf } from '#model/phrases/phrase';
import type { HealthBoard } from './healthBoard';

export type VoiceDetectionOptions = {
  readonly mode: RunMode;
  /** VAD_ENGINE. With an engine of a plugin, silero also runs as its replacement. */
  readonly choice: string;
  readonly files: SileroFiles;
  readonly board: Pick<HealthBoard, 'set'>;
  readonly log: Log;
};

/** An engine with its start and stop. */
export type VoiceDetection = {
  readonly engine: VadEngine;
  /** Never fails: the health shows what is wrong. */
  start(): Promise<void>;
  /** How well the engine keeps up with the calls; null with one that decides at once. */
  readonly load: () => VadLoad | null;
  /** Await it before the process ends. Idempotent. */
  stop(): Promise<void>;
};

/**
 * Creates the detection; `start` runs it. The demo uses loudness, because its callers speak in
 * tones that silero does not take for speech.
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
      load: () => null,
      stop: () => Promise.resolve(),
    };
  }
  const engine = new SileroEngine(files, (state) => {
    tell(state, board, log);
  });
  return {
    engine,
    start: () => engine.start(),
    load: () => engine.load,
    stop: () => engine.close(),
  };
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
    case 'behind':
      log.warn({}, 'voice detection does not keep up');
      board.set('vad', 'strained', phrase('vad.behind'));
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
