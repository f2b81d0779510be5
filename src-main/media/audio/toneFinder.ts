import { FRAME_SAMPLES } from '#model/audio';
import { copySamples } from './pcm';

/** Shortest tone that counts, in frames of 20 ms: 160 ms. */
const MIN_FRAMES = 8;

/** Softer frames hold no tone, RMS of 16-bit samples. */
const MIN_RMS = 200;

/** Changes of sign in a frame from which it holds no hum, but a tone: of 300 Hz. */
const MIN_CROSSINGS = 12;

/**
 * Distance between the samples that are compared: 0.5 ms at 16 kHz. Voices, whose overtones lie
 * 100 Hz and more apart, differ from a tone by it; a shorter distance would not tell them apart.
 */
const LAG = 8;

/** Share of a frame's energy that is not of one frequency, up to which it counts as a tone. */
const MAX_REST = 0.03;

/** How much the frequency of a tone may move, as the cosine of its phase after LAG samples. */
const MAX_DRIFT = 0.05;

/**
 * Finds tones of one steady frequency, such as the beep of a mailbox, in the frames of a line
 * (16 kHz). A pure tone satisfies x[n+L] + x[n-L] = 2 c x[n] with one c; the frame's best c leaves
 * a rest, which is small only for a tone. Nothing is allocated.
 */
export class ToneFinder {
  readonly #samples = new Int16Array(FRAME_SAMPLES);
  #frames = 0;
  #cosine = 0;

  /** Takes the next 20 ms. Returns whether a tone that was long enough has ended with them. */
  push(frame: Buffer): boolean {
    copySamples(frame, this.#samples);
    const cosine = cosineOf(this.#samples);
    const goesOn = cosine !== null && Math.abs(cosine - this.#cosine) <= MAX_DRIFT;
    if (goesOn && this.#frames > 0) {
      this.#frames += 1;
      return false;
    }
    const hasEnded = this.#frames >= MIN_FRAMES;
    this.#frames = cosine === null ? 0 : 1;
    this.#cosine = cosine ?? 0;
    return hasEnded;
  }
}

/** The c of the tone that a frame is; null if it is none. */
function cosineOf(samples: Int16Array): number | null {
  let energy = 0;
  let product = 0;
  let around = 0;
  let crossings = 0;
  for (let at = LAG; at < samples.length - LAG; at += 1) {
    const here = samples[at] ?? 0;
    const sum = (samples[at + LAG] ?? 0) + (samples[at - LAG] ?? 0);
    energy += here * here;
    product += here * sum;
    around += sum * sum;
    crossings += here >= 0 === (samples[at - 1] ?? 0) >= 0 ? 0 : 1;
  }
  const isSoft = energy < MIN_RMS * MIN_RMS * (samples.length - 2 * LAG);
  if (isSoft || crossings < MIN_CROSSINGS) {
    return null;
  }
  const rest = around - (product * product) / energy;
  return rest / (2 * energy) <= MAX_REST ? product / (2 * energy) : null;
}
