/**
 * Plays the past of a call to one listener, faster than it was, until they hear the present. What
 * was not kept is skipped: silence in its place would lie over a call that goes on.
 */
import { PAST_FRAME_SAMPLES, PAST_RATE_HZ, type PastRing } from '#main/media/audio/pastRing';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { TimeStretch } from '#main/media/audio/timeStretch';
import { CALL_SAMPLE_RATE_HZ } from '#model/audio';
import { CATCH_UP_SPEED, type HeadsetSides } from '#model/headset';

/** For speech at 8 kHz: pieces of 20 ms, faded over 10; voices down to 50 Hz keep their pitch. */
const SIZES = { piece: PAST_FRAME_SAMPLES, overlap: 80, search: 80 };

export class CatchUp {
  readonly #ring: PastRing;
  readonly #stretch: TimeStretch;
  readonly #up = new PolyphaseResampler(PAST_RATE_HZ, CALL_SAMPLE_RATE_HZ);
  readonly #piece = new Int16Array(PAST_FRAME_SAMPLES);
  readonly #wide = new Int16Array(this.#up.maxOutputSamples(PAST_FRAME_SAMPLES));
  readonly #onSkip: () => void;
  #sides: HeadsetSides = 'both';

  /**
   * Begins this far back, or where the ring does.
   * @param onSkip Something was skipped: `behindMs` is less.
   */
  constructor(ring: PastRing, behindMs: number, onSkip: () => void) {
    this.#onSkip = onSkip;
    const from = ring.end - (behindMs * PAST_RATE_HZ) / 1_000;
    this.#ring = ring;
    this.#stretch = new TimeStretch(
      (sample) => this.#sample(sample),
      Math.max(ring.begin, Math.round(from)),
      CATCH_UP_SPEED,
      SIZES,
    );
  }

  /** How far behind the present the next frame is, ms. */
  get behindMs(): number {
    return ((this.#ring.end - this.#stretch.position) * 1_000) / PAST_RATE_HZ;
  }

  /**
   * Writes the next 20 ms. Returns whether there were any: if not, the listener has caught up.
   * Allocates nothing.
   */
  next(sides: HeadsetSides, target: Buffer): boolean {
    this.#skipUnkept();
    if (this.#stretch.needs > this.#ring.end) {
      return false;
    }
    this.#sides = sides;
    this.#stretch.next(this.#piece);
    const count = this.#up.process(this.#piece, this.#wide);
    for (let i = 0; i < count; i += 1) {
      target.writeInt16LE(this.#wide[i] ?? 0, 2 * i);
    }
    return true;
  }

  #skipUnkept(): void {
    const from = Math.max(this.#ring.begin, Math.round(this.#stretch.position));
    const kept = this.#ring.nextKept(from);
    if (kept > from) {
      this.#stretch.jumpTo(kept);
      this.#onSkip();
    }
  }

  #sample(number: number): number {
    const ring = this.#ring;
    switch (this.#sides) {
      case 'caller':
        return ring.sample('caller', number);
      case 'agent':
        return ring.sample('agent', number);
      case 'line':
        return ring.sample('heard', number);
      case 'both': {
        const sum = ring.sample('caller', number) + ring.sample('heard', number);
        return Math.max(-32_768, Math.min(32_767, sum));
      }
    }
  }
}
