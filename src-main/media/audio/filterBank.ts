/** Design of the polyphase FIR filters (Kaiser window) that convert between two sample rates. */
import { FLOAT_BYTES, kernel, SAMPLE_BYTES } from './convertKernel';

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

/** Coefficients of a row are a multiple of this: the inner loop takes so many in one go. */
const TAPS_STEP = 16;

/**
 * Input samples that are converted at once, at most: 20 ms of the highest usual rate. The places
 * for them are shared by all streams of a pair of rates.
 */
export const BLOCK_SAMPLES = 960;

export type FilterBank = {
  /** Interpolation factor: number of phases. */
  readonly up: number;
  /** Decimation factor. */
  readonly down: number;
  /** Taps of one phase. */
  readonly taps: number;
  /**
   * Places in the kernel's memory, byte addresses. The coefficients of one phase after the other,
   * that of the latest input sample last.
   */
  readonly tables: number;
  /** `taps - 1` input samples before a block, and the block. */
  readonly input: number;
  /** What a block becomes. */
  readonly output: number;
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
  const taps = Math.ceil((BASE_TAPS * Math.max(1, down / up)) / TAPS_STEP) * TAPS_STEP;
  // Cut-off in cycles per sample of the interpolated rate.
  const cutoff = (CUTOFF * Math.min(inputRateHz, outputRateHz)) / 2 / (inputRateHz * up);
  const tables = kernel.reserve(up * taps * FLOAT_BYTES);
  const input = kernel.reserve((taps - 1 + BLOCK_SAMPLES) * FLOAT_BYTES);
  const output = kernel.reserve(Math.ceil((BLOCK_SAMPLES * up) / down) * SAMPLE_BYTES);
  for (let phase = 0; phase < up; phase += 1) {
    kernel.floats.set(designRow(phase, up, taps, cutoff), tables / FLOAT_BYTES + phase * taps);
  }
  return { up, down, taps, tables, input, output };
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
