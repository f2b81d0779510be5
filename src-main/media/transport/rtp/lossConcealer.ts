import { FRAME_SAMPLES } from '#model/audio';
import { copySamples } from '../../audio/pcm';

/** Shortest and longest pitch period, samples at 16 kHz: 400 Hz down to 50 Hz. */
const MIN_PERIOD = 40;
const MAX_PERIOD = FRAME_SAMPLES;
/** Length of audio that is compared, samples. */
const COMPARED = FRAME_SAMPLES / 2;
/** Audio in a gap fades to silence within 60 ms, samples. */
const FADE_SAMPLES = 3 * FRAME_SAMPLES;
/** Cross-fade from made-up audio to received audio, samples: 4 ms. */
const JOIN_SAMPLES = 64;

/**
 * Fills a gap with the last pitch period, fading out within 60 ms (the method of ITU-T G.711,
 * Appendix I), so that a lost packet is no click to an ear and no pause to a recogniser.
 */
export class LossConcealer {
  /** The newest 40 ms, latest last. */
  readonly #past = new Int16Array(2 * FRAME_SAMPLES);
  /** Samples made up since audio last came. */
  #made = 0;
  #period = MAX_PERIOD;

  /**
   * Takes received audio (slin16, of any length). After a gap its beginning is blended, in place.
   */
  received(audio: Buffer): void {
    if (this.#made > 0) {
      this.#join(audio);
    }
    this.#made = 0;
    const past = this.#past;
    const newest = audio.length > past.byteLength ? audio.subarray(-past.byteLength) : audio;
    past.copyWithin(0, newest.length / 2);
    copySamples(newest, past, past.length - newest.length / 2);
  }

  /** Audio of this length in place of lost audio. */
  conceal(bytes: number): Buffer {
    if (this.#made === 0) {
      this.#period = this.#findPeriod();
    }
    const audio = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; at += 2) {
      audio.writeInt16LE(this.#next(), at);
    }
    return audio;
  }

  /** The next sample of the repeated period. */
  #next(): number {
    const gain = Math.max(0, 1 - this.#made / FADE_SAMPLES);
    const at = this.#past.length - this.#period + (this.#made % this.#period);
    this.#made += 1;
    return Math.round((this.#past[at] ?? 0) * gain);
  }

  #join(audio: Buffer): void {
    const samples = Math.min(JOIN_SAMPLES, audio.length / 2);
    for (let i = 0; i < samples; i += 1) {
      const share = (i + 1) / (JOIN_SAMPLES + 1);
      const blended = share * audio.readInt16LE(2 * i) + (1 - share) * this.#next();
      audio.writeInt16LE(Math.round(blended), 2 * i);
    }
  }

  /** The shift at which the newest audio is most like what was before it. */
  #findPeriod(): number {
    const past = this.#past;
    const from = past.length - COMPARED;
    let best = MAX_PERIOD;
    let bestLikeness = 0;
    for (let period = MIN_PERIOD; period <= MAX_PERIOD; period += 1) {
      let product = 0;
      let energy = 1;
      for (let i = from; i < past.length; i += 1) {
        const before = past[i - period] ?? 0;
        product += (past[i] ?? 0) * before;
        energy += before * before;
      }
      const likeness = product / Math.sqrt(energy);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = period;
      }
    }
    return best;
  }
}
