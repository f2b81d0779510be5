import { FRAME_MS } from '#model/audio';
import { LoudnessRule } from './loudnessRule';
import { SpeechTimeline } from './speechTimeline';
import type {
  VadEngine,
  VadHandlers,
  VadSettings,
  VoiceActivityDetector,
} from './voiceActivityDetector';

/** Finds speech by loudness alone. Cheap and predictable, but any loud sound counts as speech. */
export class EnergyVad implements VoiceActivityDetector {
  readonly #rule: LoudnessRule;
  readonly #timeline: SpeechTimeline;
  #closed = false;

  constructor(settings: () => VadSettings, handlers: VadHandlers) {
    this.#rule = new LoudnessRule(settings);
    this.#timeline = new SpeechTimeline(settings, handlers);
  }

  get speaking(): boolean {
    return this.#timeline.speaking;
  }

  push(_frame: Buffer, rms: number, atMs: number, echoFloor: number): void {
    if (this.#closed) {
      return;
    }
    this.#timeline.step(this.#rule.isSpeech(rms), rms > echoFloor ? 1 : 0, atMs, FRAME_MS);
  }

  close(): void {
    this.#closed = true;
  }
}

/** VAD_ENGINE `energy`. */
export const energyEngine: VadEngine = {
  name: 'energy',
  finds: 'sound',
  createDetector: (settings, handlers) => new EnergyVad(settings, handlers),
};
