/** Design of the polyphase FIR filters (Kaiser window) that convert between two sample rates. */

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

export type FilterBank = {
  /** Interpolation factor: number of phases. */
  readonly up: number;
  /** Decimation factor. */
  readonly down: number;
  /** Taps of one phase. */
  readonly taps: number;
  /**
   * One table per phase, one behind the other. It serves two outputs in one pass over the input:
   * for each input sample, oldest first, the coefficient of the output of this phase and that of
   * the output after it. Where only one of them needs the sample, the other's is 0.
   */
  readonly tables: Float64Array;
  /** Numbers in one table. */
  readonly tableLength: number;
};

/** Banks by "in>out". All streams of a pair of rates share one, which is never changed. */
const banks = new Map<string, FilterBank>();

/**
 * The bank for a pair of rates.
 * @throws RangeError when a rate is not a whole positive number.
 */
export function filterBank(inputRateHz: number, outputRateHz: number): FilterBank {
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
  // An even number: the resampler's tail is half of it.
  const taps = Math.ceil((BASE_TAPS * Math.max(1, down / up)) / 2) * 2;
  // Cut-off in cycles per sample of the interpolated rate.
  const cutoff = (CUTOFF * Math.min(inputRateHz, outputRateHz)) / 2 / (inputRateHz * up);
  const tableLength = 2 * (taps + Math.ceil(down / up));
  const tables = new Float64Array(up * tableLength);
  for (let phase = 0; phase < up; phase += 1) {
    const row = designRow(phase, up, taps, cutoff);
    place(row, tables, phase * tableLength);
    // The row is the second one in the table of the phase before, where it begins some input
    // samples later.
    const before = (phase + up * down - down) % up;
    const shift = (before + down - phase) / up;
    place(row, tables, before * tableLength + 2 * shift + 1);
  }
  return { up, down, taps, tables, tableLength };
}

/** Writes a row to every other place from `start` on. */
function place(row: Float64Array, tables: Float64Array, start: number): void {
  row.forEach((tap, k) => {
    tables[start + 2 * k] = tap;
  });
}

/** The coefficients of one phase, that of the latest input sample last. */
function designRow(phase: number, up: number, taps: number, cutoff: number): Float64Array {
  const row = new Float64Array(taps);
  for (let k = 0; k < taps; k += 1) {
    row[taps - 1 - k] = windowedSinc(phase + k * up, taps * up, cutoff);
  }
  normalise(row);
  return row;
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
