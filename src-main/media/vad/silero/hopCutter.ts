import { FULL_SCALE, sampleAt } from '../../audio/pcm';
import { CONTEXT_SAMPLES, HOP_SAMPLES, type HopRing, INPUT_SAMPLES } from './hopRing';

/** Cuts the 20 ms frames of a call into hops with their context. Allocates nothing for a frame. */
export class HopCutter {
  /** The hop being filled, its context first. */
  readonly #input = new Float32Array(INPUT_SAMPLES);
  #filled = CONTEXT_SAMPLES;

  /**
   * Adds a frame. A full hop goes into the ring; returns the number of samples of the frame beyond
   * it. Null when no hop is full.
   */
  add(frame: Buffer, ring: HopRing): number | null {
    const input = this.#input;
    const count = frame.length >> 1;
    let filled = this.#filled;
    let overhang: number | null = null;
    for (let i = 0; i < count; i += 1) {
      input[filled] = sampleAt(frame, 2 * i) / FULL_SCALE;
      filled += 1;
      if (filled === INPUT_SAMPLES) {
        ring.write(input);
        overhang = count - i - 1;
        input.copyWithin(0, HOP_SAMPLES);
        filled = CONTEXT_SAMPLES;
      }
    }
    this.#filled = filled;
    return overhang;
  }

  /**
   * Leaves a frame out and drops the begun hop; the next hop begins with the next frame that is
   * added.
   */
  skip(frame: Buffer): void {
    const first = (frame.length >> 1) - CONTEXT_SAMPLES;
    for (let i = 0; i < CONTEXT_SAMPLES; i += 1) {
      this.#input[i] = sampleAt(frame, 2 * (first + i)) / FULL_SCALE;
    }
    this.#filled = CONTEXT_SAMPLES;
  }
}
