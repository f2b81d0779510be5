/**
 * Streaming sample rate conversion by a polyphase FIR filter. One instance per direction and call.
 * The state is kept across chunks: however the input is cut, the output is bit for bit the same.
 */

import { FLOAT_BYTES, kernel, SAMPLE_BYTES } from './convertKernel';
import { BLOCK_SAMPLES, type FilterBank, filterBank } from './filterBank';

/** Converts a stream of 16-bit mono PCM from one sample rate to another. */
export class PolyphaseResampler {
  readonly #bank: FilterBank;
  /** The samples before the next block that the filter still needs. */
  readonly #history: Float32Array;
  /** Input sample, relative to the next block, at which the next output sample is due. */
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
    const { up, taps } = this.#bank;
    this.#history = new Float32Array(taps - 1);
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
    this.#history.fill(0);
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
    const { input: place, output: made, taps, tables, up, down } = this.#bank;
    const { floats, samples } = kernel;
    const oldest = place / FLOAT_BYTES;
    const newest = oldest + taps - 1;
    floats.set(this.#history, oldest);
    for (let i = 0; i < length; i += 1) {
      floats[newest + i] = input[start + i] ?? 0;
    }
    const count = Math.ceil(((length - this.#position) * up - this.#phase) / down);
    if (count > 0) {
      const from = place + this.#position * FLOAT_BYTES;
      kernel.convert(from, tables, this.#phase, up, down, taps, made, count);
      const first = made / SAMPLE_BYTES;
      for (let i = 0; i < count; i += 1) {
        output[writtenBefore + i] = samples[first + i] ?? 0;
      }
      this.#advance(count);
    }
    this.#position -= length;
    for (let i = 0; i < taps - 1; i += 1) {
      this.#history[i] = floats[oldest + length + i] ?? 0;
    }
    return writtenBefore + Math.max(0, count);
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
