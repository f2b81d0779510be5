/** When sound counts as speech. */
export type DetectorSettings = {
  readonly rms: number;
  readonly startMs: number;
  readonly silenceMs: number;
};

const FRAME_SAMPLES = 320;
const FRAME_MS = 20;

/**
 * The stand-in's own speech detection, by the energy of 20 ms pieces. Its clock is the samples that
 * it received.
 */
export class SpeechDetector {
  #speaking = false;
  #loudMs = 0;
  #silentMs = 0;
  #speechMs = 0;
  #rest: number[] = [];

  get speaking(): boolean {
    return this.#speaking;
  }

  /** Length of the last speech, ms. */
  get speechMs(): number {
    return this.#speechMs;
  }

  /** Takes 16-bit PCM at 16 kHz of any length; reports starts and ends in the order they occur. */
  push(
    samples: Int16Array,
    settings: DetectorSettings,
    on: (event: 'start' | 'end') => void,
  ): void {
    const all = this.#rest.length === 0 ? samples : Int16Array.from([...this.#rest, ...samples]);
    let at = 0;
    for (; at + FRAME_SAMPLES <= all.length; at += FRAME_SAMPLES) {
      this.#frame(rmsOf(all, at) >= settings.rms, settings, on);
    }
    this.#rest = [...all.subarray(at)];
  }

  /** The audio ended: so did the speech. */
  end(on: (event: 'end') => void): void {
    this.#rest = [];
    this.#loudMs = 0;
    if (this.#speaking) {
      this.#speaking = false;
      on('end');
    }
  }

  #frame(loud: boolean, settings: DetectorSettings, on: (event: 'start' | 'end') => void): void {
    if (loud) {
      this.#loudMs += FRAME_MS;
      this.#silentMs = 0;
    } else {
      this.#silentMs += FRAME_MS;
      this.#loudMs = this.#speaking ? this.#loudMs : 0;
    }
    if (!this.#speaking && this.#loudMs >= settings.startMs) {
      this.#speaking = true;
      this.#speechMs = this.#loudMs;
      on('start');
    } else if (this.#speaking) {
      this.#speechMs += FRAME_MS;
      if (this.#silentMs >= settings.silenceMs) {
        this.#speaking = false;
        this.#loudMs = 0;
        this.#speechMs -= this.#silentMs;
        on('end');
      }
    }
  }
}

function rmsOf(samples: Int16Array, from: number): number {
  let sum = 0;
  for (let index = from; index < from + FRAME_SAMPLES; index += 1) {
    const sample = samples[index] ?? 0;
    sum += sample * sample;
  }
  return Math.sqrt(sum / FRAME_SAMPLES);
}
