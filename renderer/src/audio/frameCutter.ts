import { FRAME_SAMPLES } from '#model/audio';

/** Cuts blocks of sound, as the audio thread gives them, into frames of 20 ms. */
export class FrameCutter {
  readonly #onFrame: (frame: ArrayBuffer) => void;
  #frame = new Int16Array(FRAME_SAMPLES);
  #filled = 0;

  /** @param onFrame Gets 320 samples of 16-bit PCM in a buffer of its own. */
  constructor(onFrame: (frame: ArrayBuffer) => void) {
    this.#onFrame = onFrame;
  }

  /** Takes samples from -1 to 1; louder ones are clipped. */
  push(block: Float32Array): void {
    for (const sample of block) {
      this.#frame[this.#filled] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
      this.#filled += 1;
      if (this.#filled === FRAME_SAMPLES) {
        this.#onFrame(this.#frame.buffer);
        this.#frame = new Int16Array(FRAME_SAMPLES);
        this.#filled = 0;
      }
    }
  }
}
