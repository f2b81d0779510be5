import { FRAME_SAMPLES } from '#model/audio';
import { copySamples, FULL_SCALE } from '../../audio/pcm';
import { CONTEXT_SAMPLES, HOP_SAMPLES, type HopRing, INPUT_SAMPLES } from './hopRing';

/** Cuts the 20 ms frames of a call into hops with their context. Allocates nothing for a frame. */
export class HopCutter {
  readonly #samples = new Int16Array(FRAME_SAMPLES);
  /** The hop being filled, its context first. */
  readonly #input = new Float32Array(INPUT_SAMPLES);
  #filled = CONTEXT_SAMPLES;

  /**
   * Adds a frame. A full hop goes into the ring; returns the number of samples of the frame beyond
   * it. Null when no hop is full.
   */
  add(frame: Buffer, ring: HopRing): number | null {
    const count = copySamples(frame, this.#samples);
    let overhang: number | null = null;
    for (let i = 0; i < count; i += 1) {
      this.#input[this.#filled] = (this.#samples[i] ?? 0) / FULL_SCALE;
      this.#filled += 1;
      if (this.#filled === INPUT_SAMPLES) {
        ring.write(this.#input);
        overhang = count - i - 1;
        this.#input.copyWithin(0, HOP_SAMPLES);
        this.#filled = CONTEXT_SAMPLES;
      }
    }
    return overhang;
  }

  /**
   * Leaves a frame out and drops the begun hop; the next hop begins with the next frame that is
   * added.
   */
  skip(frame: Buffer): void {
    const count = copySamples(frame, this.#samples);
    for (let i = 0; i < CONTEXT_SAMPLES; i += 1) {
      this.#input[i] = (this.#samples[count - CONTEXT_SAMPLES + i] ?? 0) / FULL_SCALE;
    }
    this.#filled = CONTEXT_SAMPLES;
  }
}
