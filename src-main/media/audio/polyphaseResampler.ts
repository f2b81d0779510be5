/**
 * Streaming sample rate conversion by a polyphase FIR filter (Kaiser window). One instance per
 * direction and call. The state is kept across chunks: however the input is cut, the output is bit
 * for bit the same.
 */

/**
 * Filter taps per phase at equal or rising rate. They grow with the decimation, so that the stop
 * band stays below -80 dB.
 */
const BASE_TAPS = 64;
/** Shape of the Kaiser window: about -80 dB of stop band. */
const KAISER_BETA = 8;
/**
 * Cut-off as a share of the lower Nyquist frequency: the stop band begins at that frequency itself.
 */
const CUTOFF = 0.94;
/** Input samples that are processed at once. */
const BLOCK_SAMPLES = 1024;

type FilterBank = {
  /** Interpolation factor: number of phases. */
  readonly up: number;
  /** Decimation factor. */
  readonly down: number;
  /** Taps of one phase. */
  readonly taps: number;
  /** One row of `taps` coefficients per phase, latest input sample last. */
  readonly rows: readonly Float64Array[];
};

/** Banks by "in>out". All streams of a pair of rates share one, which is never changed. */
const banks = new Map<string, FilterBank>();

/** Converts a stream of 16-bit mono PCM from one sample rate to another. */
export class PolyphaseResampler {
  readonly #bank: FilterBank;
  readonly #work: Float64Array;
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
    this.#work = new Float64Array(this.#bank.taps - 1 + BLOCK_SAMPLES);
    this.#tail = new Int16Array(this.#bank.taps / 2);
    const length = this.#bank.taps * this.#bank.up;
    this.groupDelayMs = ((length - 1) / 2 / (inputRateHz * this.#bank.up)) * 1000;
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
    this.#work.fill(0);
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
    const { up, down, taps, rows } = this.#bank;
    const work = this.#work;
    const history = taps - 1;
    for (let i = 0; i < length; i += 1) {
      work[history + i] = input[start + i] ?? 0;
    }
    let written = writtenBefore;
    let position = this.#position;
    let phase = this.#phase;
    while (position < length) {
      const row = rows[phase];
      if (row === undefined) {
        break;
      }
      output[written] = toInt16(dot(work, position, row));
      written += 1;
      phase += down;
      const advance = Math.floor(phase / up);
      position += advance;
      phase -= advance * up;
    }
    this.#position = position - length;
    this.#phase = phase;
    work.copyWithin(0, length, length + history);
    return written;
  }
}

/**
 * A fixed order of summation makes the output independent of how the input is cut. There are four
 * sums, because each addition waits for the one before it: a single sum takes three times as long.
 */
function dot(work: Float64Array, offset: number, row: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = 0; k < row.length; k += 4) {
    const at = offset + k;
    a += (work[at] ?? 0) * (row[k] ?? 0);
    b += (work[at + 1] ?? 0) * (row[k + 1] ?? 0);
    c += (work[at + 2] ?? 0) * (row[k + 2] ?? 0);
    d += (work[at + 3] ?? 0) * (row[k + 3] ?? 0);
  }
  return a + b + (c + d);
}

function toInt16(value: number): number {
  const rounded = Math.round(value);
  if (rounded > 32_767) {
    return 32_767;
  }
  return rounded < -32_768 ? -32_768 : rounded;
}

function filterBank(inputRateHz: number, outputRateHz: number): FilterBank {
  const key = `${inputRateHz}>${outputRateHz}`;
  const known = banks.get(key);
  if (known !== undefined) {
    return known;
  }
  const bank = designBank(inputRateHz, outputRateHz);
  banks.set(key, bank);
  return bank;
}

function designBank(inputRateHz: number, outputRateHz: number): FilterBank {
  for (const rateHz of [inputRateHz, outputRateHz]) {
    if (!Number.isInteger(rateHz) || rateHz <= 0) {
      throw new RangeError(`${rateHz} is not a sample rate`);
    }
  }
  const divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
  const up = outputRateHz / divisor;
  const down = inputRateHz / divisor;
  // A multiple of four, as the summation goes by fours.
  const taps = Math.ceil((BASE_TAPS * Math.max(1, down / up)) / 4) * 4;
  const length = taps * up;
  // Cut-off in cycles per sample of the interpolated rate.
  const cutoff = (CUTOFF * Math.min(inputRateHz, outputRateHz)) / 2 / (inputRateHz * up);
  const rows: Float64Array[] = [];
  for (let phase = 0; phase < up; phase += 1) {
    const row = new Float64Array(taps);
    for (let k = 0; k < taps; k += 1) {
      row[taps - 1 - k] = windowedSinc(phase + k * up, length, cutoff);
    }
    normalise(row);
    rows.push(row);
  }
  return { up, down, taps, rows };
}

function windowedSinc(index: number, length: number, cutoff: number): number {
  const middle = (length - 1) / 2;
  const x = index - middle;
  const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
  const r = x / middle;
  return sinc * (besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - r * r))) / besselI0(KAISER_BETA));
}

/** Makes every phase pass a constant unchanged; otherwise a constant would get a ripple. */
function normalise(row: Float64Array): void {
  const sum = row.reduce((total, tap) => total + tap, 0);
  for (let k = 0; k < row.length; k += 1) {
    row[k] = (row[k] ?? 0) / sum;
  }
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
