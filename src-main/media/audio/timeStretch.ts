/**
 * Plays a kept signal faster without raising its pitch: WSOLA (Verhelst and Roelands, "An
 * overlap-add technique based on waveform similarity", ICASSP 1993). Each piece of the output is
 * taken where the signal, near the place that the speed asks for, is most like what would have
 * followed the piece before; the two are faded into one another.
 */

/** Samples of one piece of the output. */
export type StretchSizes = {
  readonly piece: number;
  /** The first samples of a piece are faded in over the continuation of the piece before. */
  readonly overlap: number;
  /** How far from its place a piece may be taken, either way: half of the longest pitch period. */
  readonly search: number;
};

/** Only every second sample is compared: speech at 8 kHz has little above 2 kHz that would tell. */
const COMPARE_STEP = 2;

/** One run over a signal. Allocates nothing once it is made. */
export class TimeStretch {
  readonly #read: (sample: number) => number;
  readonly #speed: number;
  readonly #sizes: StretchSizes;
  /** What would follow the piece before. */
  readonly #tail: Float64Array;
  /** The part of the signal in which the next piece is looked for. */
  readonly #field: Float64Array;
  #position: number;
  #begun = false;

  /**
   * @param read A sample of the signal by its number.
   * @param from Number of the first sample to be played.
   */
  constructor(read: (sample: number) => number, from: number, speed: number, sizes: StretchSizes) {
    this.#read = read;
    this.#position = from;
    this.#speed = speed;
    this.#sizes = sizes;
    this.#tail = new Float64Array(sizes.overlap);
    this.#field = new Float64Array(2 * sizes.search + sizes.overlap);
  }

  /** Number of the sample at which the next piece begins, more or less. */
  get position(): number {
    return this.#position;
  }

  /** Number of the sample after the last one that the next piece may need. */
  get needs(): number {
    const { piece, overlap, search } = this.#sizes;
    return Math.round(this.#position) + search + piece + overlap;
  }

  /** Goes on with this sample: the piece before fades into it. */
  jumpTo(sample: number): void {
    this.#position = sample;
  }

  /** Writes the next piece. The signal must reach to `needs`. */
  next(output: Int16Array): void {
    const { piece, overlap } = this.#sizes;
    const place = Math.round(this.#position);
    const from = this.#begun ? place + this.#bestOffset(place) : place;
    for (let i = 0; i < piece; i += 1) {
      const sample = this.#read(from + i);
      const fade = this.#begun && i < overlap ? (i + 0.5) / overlap : 1;
      output[i] = Math.round(sample * fade + (this.#tail[i] ?? 0) * (1 - fade));
    }
    for (let i = 0; i < overlap; i += 1) {
      this.#tail[i] = this.#read(from + piece + i);
    }
    this.#begun = true;
    this.#position += piece * this.#speed;
  }

  /** Where, seen from `place`, the signal is most like the tail. */
  #bestOffset(place: number): number {
    const { search } = this.#sizes;
    for (let i = 0; i < this.#field.length; i += 1) {
      this.#field[i] = this.#read(place - search + i);
    }
    let best = 0;
    let bestLikeness = Number.NEGATIVE_INFINITY;
    for (let offset = 0; offset <= 2 * search; offset += 1) {
      const likeness = this.#likeness(offset);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = offset;
      }
    }
    return best - search;
  }

  /** Normalised correlation of the tail with the field from this place on. */
  #likeness(offset: number): number {
    let product = 0;
    let energy = 1;
    for (let i = 0; i < this.#tail.length; i += COMPARE_STEP) {
      const sample = this.#field[offset + i] ?? 0;
      product += sample * (this.#tail[i] ?? 0);
      energy += sample * sample;
    }
    return product / Math.sqrt(energy);
  }
}
