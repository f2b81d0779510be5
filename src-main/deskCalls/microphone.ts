import { FRAME_SAMPLES } from '#model/audio';

/** Frames that must wait before they are taken: they bridge a window that is busy for a moment. */
const START_FRAMES = 3;

/** Most frames that wait. Further ones replace the oldest: the agent is to hear the present. */
const MOST_FRAMES = 15;

/** Evens out the arrival of a microphone's frames, for a line that takes one each 20 ms. */
export class MicrophoneBuffer {
  readonly #ring = new Int16Array(MOST_FRAMES * FRAME_SAMPLES);
  /** Frame that is read next. */
  #read = 0;
  #waiting = 0;
  #flows = false;

  /** Takes a copy of 20 ms. */
  push(samples: Int16Array): void {
    if (this.#waiting === MOST_FRAMES) {
      this.#read = (this.#read + 1) % MOST_FRAMES;
      this.#waiting -= 1;
    }
    this.#ring.set(samples, ((this.#read + this.#waiting) % MOST_FRAMES) * FRAME_SAMPLES);
    this.#waiting += 1;
    this.#flows ||= this.#waiting >= START_FRAMES;
  }

  /** Fills in the next 20 ms; while there are none, the samples stay as they are. */
  pull(samples: Int16Array): void {
    this.#flows &&= this.#waiting > 0;
    if (!this.#flows) {
      return;
    }
    const start = this.#read * FRAME_SAMPLES;
    for (let at = 0; at < FRAME_SAMPLES; at += 1) {
      samples[at] = this.#ring[start + at] ?? 0;
    }
    this.#read = (this.#read + 1) % MOST_FRAMES;
    this.#waiting -= 1;
  }
}
