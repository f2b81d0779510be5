import { CALL_SAMPLE_RATE_HZ } from '#model/audio';

/** New samples that the model takes at once (Silero VAD v6, 16 kHz: 512). */
export const HOP_SAMPLES = 512;

/** Length of a hop, ms. */
export const HOP_MS = (HOP_SAMPLES * 1_000) / CALL_SAMPLE_RATE_HZ;

/** Samples before a hop that the model takes again (Silero VAD v6, 16 kHz: 64). */
export const CONTEXT_SAMPLES = 64;

/** Samples of one input of the model. */
export const INPUT_SAMPLES = CONTEXT_SAMPLES + HOP_SAMPLES;

/** Room for hops that wait for the model: half a second. */
export const HOP_CAPACITY = 16;

const COUNTERS = 3;
const WRITTEN = 0;
const TAKEN = 1;
const ANSWERED = 2;

const COUNTER_BYTES = COUNTERS * Int32Array.BYTES_PER_ELEMENT;

/**
 * Hops of one call on their way to the model, and its answers, in memory that the thread of the
 * calls and the thread of the model share. The first writes hops, the second takes and answers them
 * in order, one at a time. A hop belongs to whoever moves TAKEN past it: the model, which has
 * copied it before, or the writer, which drops it. So a hop that was overwritten while the model
 * copied it is never taken. Allocates nothing for a hop.
 */
export class HopRing {
  /** For the other thread, which makes its own HopRing from it. */
  readonly memory: SharedArrayBuffer;
  readonly #counters: Int32Array;
  readonly #probabilities: Float32Array;
  /** For each probability: the number of its hop, plus one. */
  readonly #answeredHops: Int32Array;
  readonly #inputs: readonly Float32Array[];
  #dropped = 0;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(memoryBytes())) {
    this.memory = memory;
    this.#counters = new Int32Array(memory, 0, COUNTERS);
    this.#probabilities = new Float32Array(memory, COUNTER_BYTES, HOP_CAPACITY);
    const hopsAt = COUNTER_BYTES + this.#probabilities.byteLength;
    this.#answeredHops = new Int32Array(memory, hopsAt, HOP_CAPACITY);
    const inputsAt = hopsAt + this.#answeredHops.byteLength;
    this.#inputs = Array.from(
      { length: HOP_CAPACITY },
      (_, index) => new Float32Array(memory, inputsAt + index * inputBytes(), INPUT_SAMPLES),
    );
  }

  /** Number of hops written so far. */
  get written(): number {
    return Atomics.load(this.#counters, WRITTEN);
  }

  /** Number of the hop after the newest that was answered. */
  get answered(): number {
    return Atomics.load(this.#counters, ANSWERED);
  }

  /** Number of hops that this writer has dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Writes a hop, context first, -1..1; drops the oldest when there is no room. For the writer. */
  write(input: Float32Array): void {
    const hop = this.written;
    if (hop - this.#taken >= HOP_CAPACITY) {
      this.#dropOldest();
    }
    this.#inputOf(hop).set(input);
    Atomics.store(this.#counters, WRITTEN, hop + 1);
  }

  /** Drops all waiting hops but the newest. For the writer. */
  keepNewest(): void {
    while (this.#taken < this.written - 1) {
      this.#dropOldest();
    }
  }

  /**
   * The answer to hop number `hop`, one of the last half second before `answered`; null when it was
   * dropped. For the writer.
   */
  probabilityOf(hop: number): number | null {
    const slot = hop % HOP_CAPACITY;
    return this.#answeredHops[slot] === hop + 1 ? (this.#probabilities[slot] ?? null) : null;
  }

  /**
   * Takes the oldest waiting hop: copies it to `target` at `offset` and returns its number; null
   * when none waits. For the model.
   */
  take(target: Float32Array, offset: number): number | null {
    for (;;) {
      const hop = this.#taken;
      if (hop >= this.written) {
        return null;
      }
      target.set(this.#inputOf(hop), offset);
      if (Atomics.compareExchange(this.#counters, TAKEN, hop, hop + 1) === hop) {
        return hop;
      }
    }
  }

  /** Answers a taken hop with the probability of speech in it, 0..1. For the model. */
  answer(hop: number, probability: number): void {
    const slot = hop % HOP_CAPACITY;
    this.#probabilities[slot] = probability;
    this.#answeredHops[slot] = hop + 1;
    Atomics.store(this.#counters, ANSWERED, hop + 1);
  }

  /** Number of hops that were taken or dropped so far. */
  get #taken(): number {
    return Atomics.load(this.#counters, TAKEN);
  }

  /** Without effect on a hop that the model takes at this moment: then there is room, too. */
  #dropOldest(): void {
    const hop = this.#taken;
    if (Atomics.compareExchange(this.#counters, TAKEN, hop, hop + 1) === hop) {
      this.#dropped += 1;
    }
  }

  #inputOf(hop: number): Float32Array {
    const input = this.#inputs[hop % HOP_CAPACITY];
    if (input === undefined) {
      throw new RangeError(`there is no hop ${hop}`);
    }
    return input;
  }
}

function inputBytes(): number {
  return INPUT_SAMPLES * Float32Array.BYTES_PER_ELEMENT;
}

function memoryBytes(): number {
  const answerBytes = Float32Array.BYTES_PER_ELEMENT + Int32Array.BYTES_PER_ELEMENT;
  return COUNTER_BYTES + HOP_CAPACITY * (answerBytes + inputBytes());
}
