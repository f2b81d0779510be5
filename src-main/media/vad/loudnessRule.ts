import { NoiseFloor } from './noiseFloor';
import type { VadSettings } from './voiceActivityDetector';

/** Speech is at least this much louder than the noise of the line: 9 dB. */
const ABOVE_NOISE = 10 ** (9 / 20);

/** Decides by loudness alone whether a frame is speech. */
export class LoudnessRule {
  readonly #settings: () => VadSettings;
  readonly #noise = new NoiseFloor();

  constructor(settings: () => VadSettings) {
    this.#settings = settings;
  }

  /**
   * Whether a frame of this RMS (0..32768) is loud enough for speech. Called once for every frame,
   * because it learns the noise.
   */
  isSpeech(rms: number): boolean {
    const { energyThreshold, adaptiveNoiseFloor } = this.#settings();
    const threshold = adaptiveNoiseFloor
      ? Math.max(energyThreshold, this.#noise.rms * ABOVE_NOISE)
      : energyThreshold;
    this.#noise.note(rms);
    return rms >= threshold;
  }
}
