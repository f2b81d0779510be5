/**
 * Streaming sample rate conversion by a polyphase FIR filter. One instance per direction and call.
 * The state is kept across chunks: however the input is cut, the output is bit for bit the same.
 */

import { type FilterBank, filterBank } from './filterBank';

/** Input samples that are processed at once: whole frames, and whole tiles of the usual rates. */
const BLOCK_SAMPLES = 960;

/**
 * Lanes of a tile. A tile is two neighbouring outputs in each lane, eight in all. They share what
 * is loaded, and no addition waits for the one before it: that is what a sum alone spends its time
 * with.
 */
const TILE_LANES = 4;

/** Converts a stream of 16-bit mono PCM from one sample rate to another. */
export class PolyphaseResampler {
  readonly #bank: FilterBank;
  /** Output samples from lane to lane: a pair of them or more, and the same phase again. */
  readonly #laneOutputs: number;
  /** The same distance in input samples. */
  readonly #laneInputs: number;
  /**
   * The input samples of the block, with those before it that the filter still needs, and behind
   * them the tables of the bank. One array, as each array that the innermost loop reads costs it a
   * check and the loading of an address per pass.
   */
  readonly #memory: Float64Array;
  /** Where the tables begin. */
  readonly #tables: number;
  /** Input sample, relative to the current block, at which the next output sample is due. */
  #position = 0;
  #phase = 0;
  /** As much silence as pushes out what the filter holds; and whether it holds anything. */
  readonly #tail: Int16Array;
  #holdsInput = false;
  /** Delay of the signal by the filter, ms. */
  readonly groupDelayMs: number;

  /** @throws RangeError when a rate is not a whole positive number. */
  constructor(inputRateHz: number, outputRateHz: number) {
    this.#bank = filterBank(inputRateHz, outputRateHz);
    const { up, down, taps, tables } = this.#bank;
    this.#laneOutputs = up % 2 === 0 ? up : 2 * up;
    this.#laneInputs = (this.#laneOutputs * down) / up;
    this.#tables = taps - 1 + BLOCK_SAMPLES;
    this.#memory = new Float64Array(this.#tables + tables.length);
    this.#memory.set(tables, this.#tables);
    this.#tail = new Int16Array(taps / 2);
    this.groupDelayMs = ((taps * up - 1) / 2 / (inputRateHz * up)) * 1000;
  }

  /** Most samples that `process` can write for an input of `inputSamples`. */
  maxOutputSamples(inputSamples: number): number {
    return Math.floor((inputSamples * this.#bank.up) / this.#bank.down) + 1;
  }

  /**
   * Converts the next samples and writes the result to the beginning of `output`; returns the
   * number of samples written. Allocates nothing. Values beyond 16 bits are clipped.
   * @throws RangeError when `output` is shorter than `maxOutputSamples(input.length)`: a defect of
   * the calling code.
   */
  process(input: Int16Array, output: Int16Array): number {
    if (output.length < this.maxOutputSamples(input.length)) {
      throw new RangeError(
        `resampler output holds ${output.length} samples, too few for the input`,
      );
    }
    this.#holdsInput = true;
    let written = 0;
    for (let start = 0; start < input.length; start += BLOCK_SAMPLES) {
      const length = Math.min(BLOCK_SAMPLES, input.length - start);
      written = this.#processBlock(input, start, length, output, written);
    }
    return written;
  }

  /**
   * Writes the end of the stream, which the filter delays by its group delay, to the beginning of
   * `output`, and begins a new stream. Returns the number of samples written: 0 when there was no
   * input. Throws as `process` does.
   */
  drain(output: Int16Array): number {
    if (!this.#holdsInput) {
      return 0;
    }
    const written = this.process(this.#tail, output);
    this.reset();
    return written;
  }

  /** Forgets all input so far: the next samples begin a new stream. */
  reset(): void {
    this.#holdsInput = false;
    this.#memory.fill(0, 0, this.#tables);
    this.#position = 0;
    this.#phase = 0;
  }

  #processBlock(
    input: Int16Array,
    start: number,
    length: number,
    output: Int16Array,
    writtenBefore: number,
  ): number {
    const memory = this.#memory;
    const history = this.#bank.taps - 1;
    for (let i = 0; i < length; i += 1) {
      memory[history + i] = input[start + i] ?? 0;
    }
    let written = this.#writeTiles(length, output, writtenBefore);
    while (this.#position < length) {
      this.#writeSample(output, written);
      this.#advance(1);
      written += 1;
    }
    this.#position -= length;
    memory.copyWithin(0, length, length + history);
    return written;
  }

  /** Writes as many whole tiles as the block has the input for. */
  #writeTiles(length: number, output: Int16Array, writtenBefore: number): number {
    const tileOutputs = TILE_LANES * this.#laneOutputs;
    const tileInputs = TILE_LANES * this.#laneInputs;
    let written = writtenBefore;
    while (this.#position + tileInputs <= length) {
      for (let k = 0; k < this.#laneOutputs; k += 2) {
        this.#writeTile(output, written + k);
        this.#advance(2);
      }
      this.#advance(tileOutputs - this.#laneOutputs);
      written += tileOutputs;
    }
    return written;
  }

  /**
   * Writes the next two outputs of every lane. Each sum is made in the order of the taps, as in
   * #writeSample, so that the output does not depend on how the input is cut. The zeros of a table
   * may meet what lies behind the loaded samples.
   */
  #writeTile(output: Int16Array, at: number): void {
    const memory = this.#memory;
    const inputs = this.#laneInputs;
    const outputs = this.#laneOutputs;
    let table = this.#tables + this.#phase * this.#bank.tableLength;
    const tableEnd = table + this.#bank.tableLength;
    let a0 = 0;
    let b0 = 0;
    let a1 = 0;
    let b1 = 0;
    let a2 = 0;
    let b2 = 0;
    let a3 = 0;
    let b3 = 0;
    for (let i = this.#position; table < tableEnd; i += 1, table += 2) {
      const a = memory[table] ?? 0;
      const b = memory[table + 1] ?? 0;
      const x0 = memory[i] ?? 0;
      const x1 = memory[i + inputs] ?? 0;
      const x2 = memory[i + 2 * inputs] ?? 0;
      const x3 = memory[i + 3 * inputs] ?? 0;
      a0 += x0 * a;
      b0 += x0 * b;
      a1 += x1 * a;
      b1 += x1 * b;
      a2 += x2 * a;
      b2 += x2 * b;
      a3 += x3 * a;
      b3 += x3 * b;
    }
    output[at] = toInt16(a0);
    output[at + 1] = toInt16(b0);
    output[at + outputs] = toInt16(a1);
    output[at + outputs + 1] = toInt16(b1);
    output[at + 2 * outputs] = toInt16(a2);
    output[at + 2 * outputs + 1] = toInt16(b2);
    output[at + 3 * outputs] = toInt16(a3);
    output[at + 3 * outputs + 1] = toInt16(b3);
  }

  #writeSample(output: Int16Array, at: number): void {
    const memory = this.#memory;
    const { taps, tableLength } = this.#bank;
    const table = this.#tables + this.#phase * tableLength;
    let sum = 0;
    for (let k = 0; k < taps; k += 1) {
      sum += (memory[this.#position + k] ?? 0) * (memory[table + 2 * k] ?? 0);
    }
    output[at] = toInt16(sum);
  }

  /** Goes on to a later output sample. */
  #advance(outputs: number): void {
    const { up, down } = this.#bank;
    const due = this.#phase + outputs * down;
    const samples = Math.floor(due / up);
    this.#position += samples;
    this.#phase = due - samples * up;
  }
}

function toInt16(value: number): number {
  const rounded = Math.round(value);
  if (rounded > 32_767) {
    return 32_767;
  }
  return rounded < -32_768 ? -32_768 : rounded;
}
