import { CALL_SAMPLE_RATE_HZ } from '#model/audio';

/** New samples that the model takes at once (Silero VAD v6, 16 kHz: 512). */
export const HOP_SAMPLES = 512;

/** Length of a hop, ms. */
export const HOP_MS = (HOP_SAMPLES * 1_000) / CALL_SAMPLE_RATE_HZ;

/** Samples before a hop that the model takes again (Silero VAD v6, 16 kHz: 64). */
export const CONTEXT_SAMPLES = 64;

/** Samples of one input of the model. */
export const INPUT_SAMPLES = CONTEXT_SAMPLES + HOP_SAMPLES;

/** Room for hops: half a second, more than a working thread is ever behind. */
export const HOP_CAPACITY = 16;

const COUNTER_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT;
const WRITTEN = 0;
const DONE = 1;

/**
 * Hops of one call on their way to the model, and its answers, in memory that the thread of the
 * calls and the thread of the model share. The first writes hops, the second answers them in order;
 * each has its own counter. Allocates nothing for a hop.
 */
export class HopRing {
  /** For the other thread, which makes its own HopRing from it. */
  readonly memory: SharedArrayBuffer;
  readonly #counters: Int32Array;
  readonly #probabilities: Float32Array;
  readonly #inputs: readonly Float32Array[];

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(memoryBytes())) {
    this.memory = memory;
    this.#counters = new Int32Array(memory, 0, 2);
    this.#probabilities = new Float32Array(memory, COUNTER_BYTES, HOP_CAPACITY);
    const inputsAt = COUNTER_BYTES + this.#probabilities.byteLength;
    this.#inputs = Array.from(
      { length: HOP_CAPACITY },
      (_, index) => new Float32Array(memory, inputsAt + index * inputBytes(), INPUT_SAMPLES),
    );
  }

  /** Number of hops written so far. */
  get written(): number {
    return Atomics.load(this.#counters, WRITTEN);
  }

  /** Number of hops answered so far. */
  get done(): number {
    return Atomics.load(this.#counters, DONE);
  }

  /**
   * Memory of the next hop, -1..1, context first; null when the model is too far behind. For the
   * writer.
   */
  get nextInput(): Float32Array | null {
    return this.written - this.done < HOP_CAPACITY ? this.#inputOf(this.written) : null;
  }

  /** Hands over the hop in `nextInput`. For the writer. */
  publish(): void {
    Atomics.add(this.#counters, WRITTEN, 1);
  }

  /** The oldest hop without an answer, or null. For the model. */
  get pendingInput(): Float32Array | null {
    return this.done < this.written ? this.#inputOf(this.done) : null;
  }

  /** Answers the oldest hop with the probability of speech in it, 0..1. For the model. */
  answer(probability: number): void {
    this.#probabilities[this.done % HOP_CAPACITY] = probability;
    Atomics.add(this.#counters, DONE, 1);
  }

  /** The answer to hop number `hop`, one of the last half second. */
  probabilityOf(hop: number): number {
    return this.#probabilities[hop % HOP_CAPACITY] ?? 0;
  }

  #inputOf(hop: number): Float32Array | null {
    return this.#inputs[hop % HOP_CAPACITY] ?? null;
  }
}

function inputBytes(): number {
  return INPUT_SAMPLES * Float32Array.BYTES_PER_ELEMENT;
}

function memoryBytes(): number {
  return COUNTER_BYTES + HOP_CAPACITY * (Float32Array.BYTES_PER_ELEMENT + inputBytes());
}
