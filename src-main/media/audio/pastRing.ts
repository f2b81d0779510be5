/**
 * The last minute of a call, both sides, as G.711 mu-law at 8 kHz: about 1 MB. It is allocated
 * once, and never leaves memory.
 */
import { CALL_SAMPLE_RATE_HZ, FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import { PAST_MS } from '#model/headset';
import { MU_LAW } from './g711';
import { copySamples } from './pcm';

/** Rate of the kept audio. */
export const PAST_RATE_HZ = CALL_SAMPLE_RATE_HZ / 2;

/** Samples of 20 ms at that rate. */
export const PAST_FRAME_SAMPLES = FRAME_SAMPLES / 2;

const RING_SAMPLES = (PAST_MS / FRAME_MS) * PAST_FRAME_SAMPLES;

/** Which side of the call. */
export type PastSide = 'caller' | 'heard';

/** Samples before a frame that the filter needs. */
const LEAD = 6;

/** The code of a sample by this index plus the sample. */
const ENCODE_ZERO = 32_768;
const SILENT_CODE = MU_LAW.encode[ENCODE_ZERO] ?? 0;

/** One side: what comes at 16 kHz is filtered and kept at 8 kHz. */
class SideRing {
  readonly #codes = new Uint8Array(RING_SAMPLES);
  /** The last samples of the frame before, and the frame. */
  readonly #input = new Int16Array(LEAD + FRAME_SAMPLES);
  /** The frame before was silence. */
  #silent = true;

  /** Keeps a frame, null for silence; `at` is its first place in the ring. */
  push(frame: Buffer | null, at: number): void {
    if (frame === null && this.#silent) {
      // Half of a talk: not worth a filter.
      this.#codes.fill(SILENT_CODE, at, at + PAST_FRAME_SAMPLES);
      return;
    }
    const input = this.#input;
    const { encode } = MU_LAW;
    input.copyWithin(0, FRAME_SAMPLES);
    if (frame === null) {
      input.fill(0, LEAD);
    } else {
      copySamples(frame, input, LEAD);
    }
    for (let i = 0; i < PAST_FRAME_SAMPLES; i += 1) {
      this.#codes[at + i] = encode[halfBand(input, 2 * i) + ENCODE_ZERO] ?? 0;
    }
    this.#silent = frame === null;
  }

  sample(at: number): number {
    return MU_LAW.decode[this.#codes[at] ?? 0] ?? 0;
  }
}

/**
 * The seven-tap half-band filter (-1 0 9 16 9 0 -1) / 32 from this place on: it lets speech pass up
 * to 3 kHz, and takes away most of what would fold down from above 5 kHz.
 */
function halfBand(input: Int16Array, from: number): number {
  const outer = (input[from] ?? 0) + (input[from + 6] ?? 0);
  const inner = (input[from + 2] ?? 0) + (input[from + 4] ?? 0);
  const sum = 16 * (input[from + 3] ?? 0) + 9 * inner - outer;
  // To the nearest whole number, without leaving the integers.
  const rounded = (sum + 16) >> 5;
  return rounded > 32_767 ? 32_767 : rounded < -32_768 ? -32_768 : rounded;
}

export class PastRing {
  readonly #sides: Readonly<Record<PastSide, SideRing>> = {
    caller: new SideRing(),
    heard: new SideRing(),
  };
  #end = 0;

  /** Number of the sample after the newest one; samples are counted from the first one on. */
  get end(): number {
    return this.#end;
  }

  /** Number of the oldest sample that is kept. */
  get begin(): number {
    return Math.max(0, this.#end - RING_SAMPLES);
  }

  /** Keeps 20 ms of the call (640 bytes slin16 each); null is silence. Allocates nothing. */
  push(caller: Buffer | null, heard: Buffer | null): void {
    const at = this.#end % RING_SAMPLES;
    this.#sides.caller.push(caller, at);
    this.#sides.heard.push(heard, at);
    this.#end += PAST_FRAME_SAMPLES;
  }

  /** A sample of one side. One that is not kept is silence. */
  sample(side: PastSide, number: number): number {
    return number < this.begin || number >= this.#end
      ? 0
      : this.#sides[side].sample(number % RING_SAMPLES);
  }
}
