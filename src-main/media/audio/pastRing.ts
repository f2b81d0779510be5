/**
 * The last minute of a call, both sides, as G.711 mu-law at 8 kHz: about 1 MB. It is allocated
 * once, and never leaves memory.
 */
import { CALL_SAMPLE_RATE_HZ, FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import { PAST_MS } from '#model/headset';
import { MU_LAW } from './g711';
import { sampleAt } from './pcm';
import { SILENT_FRAME } from './silence';

/** Rate of the kept audio. */
export const PAST_RATE_HZ = CALL_SAMPLE_RATE_HZ / 2;

/** Samples of 20 ms at that rate. */
export const PAST_FRAME_SAMPLES = FRAME_SAMPLES / 2;

const RING_SAMPLES = (PAST_MS / FRAME_MS) * PAST_FRAME_SAMPLES;

/** Which side of the call. */
export type PastSide = 'caller' | 'heard';

/** Samples before a frame that the filter needs. */
const LEAD = 6;

/** One side: what comes at 16 kHz is filtered and kept at 8 kHz. */
class SideRing {
  readonly #codes = new Uint8Array(RING_SAMPLES);
  /** The last samples of the frame before, and the frame. */
  readonly #input = new Int16Array(LEAD + FRAME_SAMPLES);

  /** Keeps a frame; `at` is its first place in the ring. */
  push(frame: Buffer, at: number): void {
    const input = this.#input;
    const { encode } = MU_LAW;
    input.copyWithin(0, FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i += 1) {
      input[LEAD + i] = sampleAt(frame, 2 * i);
    }
    for (let i = 0; i < PAST_FRAME_SAMPLES; i += 1) {
      this.#codes[at + i] = encode[halfBand(input, 2 * i) + 32_768] ?? 0;
    }
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
  return Math.max(-32_768, Math.min(32_767, Math.round(sum / 32)));
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
    this.#sides.caller.push(caller ?? SILENT_FRAME, at);
    this.#sides.heard.push(heard ?? SILENT_FRAME, at);
    this.#end += PAST_FRAME_SAMPLES;
  }

  /** A sample of one side. One that is not kept is silence. */
  sample(side: PastSide, number: number): number {
    return number < this.begin || number >= this.#end
      ? 0
      : this.#sides[side].sample(number % RING_SAMPLES);
  }
}
