import { sampleAt } from './pcm';

/**
 * How loud the audio is that was measured last: 16-bit little-endian PCM at any address. Both
 * numbers come from one pass over the samples, which costs no more than either. Allocates nothing.
 */
export class Loudness {
  #rms = 0;
  #peak = 0;

  /** Root mean square of the samples, 0..32768; 0 for an empty buffer. */
  get rms(): number {
    return this.#rms;
  }

  /** Highest absolute sample value, 0..32768. */
  get peak(): number {
    return this.#peak;
  }

  /** Measures the whole samples of a buffer; an odd last byte is left out. Returns itself. */
  measure(pcm: Buffer): this {
    const samples = pcm.length >> 1;
    let sum = 0;
    let highest = 0;
    for (let i = 0; i < samples; i += 1) {
      const sample = sampleAt(pcm, 2 * i);
      const square = sample * sample;
      sum += square;
      highest = Math.max(highest, square);
    }
    this.#rms = samples === 0 ? 0 : Math.sqrt(sum / samples);
    this.#peak = Math.sqrt(highest);
    return this;
  }
}
