import { CALL_SAMPLE_RATE_HZ } from '#model/audio';

const samplesOf = (ms: number): number => (ms * CALL_SAMPLE_RATE_HZ) / 1000;

/** Samples that must wait before it plays: they bridge a window that is busy for a moment. */
const START_SAMPLES = samplesOf(60);

/**
 * Most samples that wait. Further ones replace the oldest, because a listener wants to hear the
 * present.
 */
const MOST_SAMPLES = samplesOf(300);

/**
 * Evens out the arrival of frames for a listener. It is silent until 60 ms wait, plays while
 * samples are there, and waits for 60 ms again when it has run dry.
 */
export class JitterBuffer {
  readonly #ring = new Float32Array(MOST_SAMPLES);
  #read = 0;
  #waiting = 0;
  #playing = false;

  /** Samples that wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Takes a frame of 16-bit PCM. */
  push(frame: Int16Array): void {
    for (const sample of frame) {
      if (this.#waiting === MOST_SAMPLES) {
        this.#read = (this.#read + 1) % MOST_SAMPLES;
        this.#waiting -= 1;
      }
      this.#ring[(this.#read + this.#waiting) % MOST_SAMPLES] = sample / 32_768;
      this.#waiting += 1;
    }
    this.#playing ||= this.#waiting >= START_SAMPLES;
  }

  /** Fills a block with the next samples, and with silence where there are none. */
  pull(block: Float32Array): void {
    for (let at = 0; at < block.length; at += 1) {
      this.#playing &&= this.#waiting > 0;
      if (!this.#playing) {
        block[at] = 0;
        continue;
      }
      block[at] = this.#ring[this.#read] ?? 0;
      this.#read = (this.#read + 1) % MOST_SAMPLES;
      this.#waiting -= 1;
    }
  }
}
