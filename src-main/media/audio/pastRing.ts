/**
 * The last minute of a call, as G.711 mu-law at 8 kHz: about 1 MB, and half as much again in a call
 * whose agent was muted or replaced. It is allocated once, and never leaves memory.
 */
import { CALL_SAMPLE_RATE_HZ, FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import { PAST_MS } from '#model/headset';
import { MU_LAW } from './g711';

/** Rate of the kept audio. */
export const PAST_RATE_HZ = CALL_SAMPLE_RATE_HZ / 2;

/** Samples of 20 ms at that rate. */
export const PAST_FRAME_SAMPLES = FRAME_SAMPLES / 2;

const RING_FRAMES = PAST_MS / FRAME_MS;
const RING_SAMPLES = RING_FRAMES * PAST_FRAME_SAMPLES;

/** Which side of the call, as a FrameTap names them. */
export type PastSide = 'caller' | 'heard' | 'agent';

/**
 * What is kept of 20 ms: nothing, all with an agent that is heard as it is, or all with an agent
 * of whom the caller hears something else.
 */
const KEPT = { nothing: 0, agentHeard: 1, agentApart: 2 } as const;

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
  /**
   * The frame in it, as bytes: copied as a whole it takes a tenth of the time. slin16 is
   * little-endian, as every machine is that Electron runs on.
   */
  readonly #frame = new Uint8Array(this.#input.buffer, LEAD * Int16Array.BYTES_PER_ELEMENT);
  /** The frame before was silence. */
  #silent = true;

  /** Keeps a frame, null for silence; `at` is its first place in the ring. */
  push(frame: Buffer | null, at: number): void {
    if (frame === null && this.#silent) {
      // Half of a talk: not worth a filter.
      this.#codes.fill(SILENT_CODE, at, at + PAST_FRAME_SAMPLES);
      return;
    }
    this.#input.copyWithin(0, FRAME_SAMPLES);
    if (frame === null) {
      this.#frame.fill(0);
    } else {
      frame.copy(this.#frame);
    }
    this.#filter(at);
    this.#silent = frame === null;
  }

  /**
   * The seven-tap half-band filter (-1 0 9 16 9 0 -1) / 32: it lets speech pass up to 3 kHz, and
   * takes away most of what would fold down from above 5 kHz. Three of its samples are those of the
   * step before.
   */
  #filter(at: number): void {
    const input = this.#input;
    const codes = this.#codes;
    const { encode } = MU_LAW;
    let first = input[0] ?? 0;
    let second = input[2] ?? 0;
    let third = input[4] ?? 0;
    for (let i = 0; i < PAST_FRAME_SAMPLES; i += 1) {
      const last = input[2 * i + LEAD] ?? 0;
      const sum = 16 * (input[2 * i + 3] ?? 0) + 9 * (second + third) - (first + last);
      // To the nearest whole number, without leaving the integers.
      const rounded = (sum + 16) >> 5;
      const sample = rounded > 32_767 ? 32_767 : rounded < -32_768 ? -32_768 : rounded;
      codes[at + i] = encode[sample + ENCODE_ZERO] ?? 0;
      first = second;
      second = third;
      third = last;
    }
  }

  sample(at: number): number {
    return MU_LAW.decode[this.#codes[at] ?? 0] ?? 0;
  }
}

export class PastRing {
  readonly #sides: Readonly<Record<PastSide, SideRing>> = {
    caller: new SideRing(),
    heard: new SideRing(),
    // Written only where it differs from `heard`: until then the system gives it no memory.
    agent: new SideRing(),
  };
  /** A value of KEPT for each 20 ms. */
  readonly #kept = new Uint8Array(RING_FRAMES);
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
  push(caller: Buffer | null, heard: Buffer | null, agent: Buffer | null): void {
    const isApart = agent !== heard;
    if (isApart) {
      this.#sides.agent.push(agent, this.#end % RING_SAMPLES);
    }
    this.#add(caller, heard, isApart ? KEPT.agentApart : KEPT.agentHeard);
  }

  /** 20 ms go by of which nothing is kept. */
  skip(): void {
    this.#add(null, null, KEPT.nothing);
  }

  /** Number of the first sample from this one on that is kept; `end` if none is. */
  nextKept(from: number): number {
    let next = from;
    while (next < this.#end && this.#keptAt(next) === KEPT.nothing) {
      next += PAST_FRAME_SAMPLES - (next % PAST_FRAME_SAMPLES);
    }
    return Math.min(next, this.#end);
  }

  /** A sample of one side. One that is not kept is silence. */
  sample(side: PastSide, number: number): number {
    if (number < this.begin || number >= this.#end) {
      return 0;
    }
    const isOwn = side !== 'agent' || this.#keptAt(number) === KEPT.agentApart;
    return this.#sides[isOwn ? side : 'heard'].sample(number % RING_SAMPLES);
  }

  #add(caller: Buffer | null, heard: Buffer | null, kept: number): void {
    const at = this.#end % RING_SAMPLES;
    this.#sides.caller.push(caller, at);
    this.#sides.heard.push(heard, at);
    this.#kept[at / PAST_FRAME_SAMPLES] = kept;
    this.#end += PAST_FRAME_SAMPLES;
  }

  #keptAt(number: number): number {
    return this.#kept[Math.floor((number % RING_SAMPLES) / PAST_FRAME_SAMPLES)] ?? KEPT.nothing;
  }
}
