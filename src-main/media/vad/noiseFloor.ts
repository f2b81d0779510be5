/** Length of a part of the window, frames: 300 ms. */
const PART_FRAMES = 15;
/** Parts of the window, which is 1.5 s: every speaker draws breath in it. */
const PARTS = 5;
/** Share of the newest frame in the smoothed level: a single quiet frame is no noise floor. */
const SMOOTHING = 0.3;

/**
 * How loud a line is while nobody speaks on it: the quietest moment of the last 1.5 s (minimum
 * statistics: R. Martin, "Noise power spectral density estimation based on optimal smoothing and
 * minimum statistics", 2001). Allocates nothing.
 */
export class NoiseFloor {
  /** Quietest moment of each part; 0 in a part that has not been heard. */
  readonly #minima = new Float64Array(PARTS);
  #part = 0;
  #partMinimum = Number.POSITIVE_INFINITY;
  #framesInPart = 0;
  #smoothed = Number.NaN;
  #rms = 0;

  /** RMS of the noise, 0..32768; 0 until 1.5 s have been heard. */
  get rms(): number {
    return this.#rms;
  }

  /** RMS of the next 20 ms. */
  note(rms: number): void {
    this.#smoothed = Number.isNaN(this.#smoothed)
      ? rms
      : this.#smoothed + SMOOTHING * (rms - this.#smoothed);
    this.#partMinimum = Math.min(this.#partMinimum, this.#smoothed);
    this.#framesInPart += 1;
    if (this.#framesInPart < PART_FRAMES) {
      return;
    }
    this.#minima[this.#part] = this.#partMinimum;
    this.#rms = Math.min(...this.#minima);
    this.#part = (this.#part + 1) % PARTS;
    this.#partMinimum = Number.POSITIVE_INFINITY;
    this.#framesInPart = 0;
  }
}
