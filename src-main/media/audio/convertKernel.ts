/**
 * The inner loop of the sample rate conversion (convert.wat) and its memory. There is one in a
 * thread: a conversion is never interrupted by another. It needs vector instructions, which every
 * arm64 has and every x64 since about 2008 (SSE4.1).
 */
import { CONVERT_MODULE } from './convertModule';

/** What is used of the global object; the types of Node do not name it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** Of a sample or coefficient on its way in, and of a sample on its way out. */
export const FLOAT_BYTES = 4;
export const SAMPLE_BYTES = 2;

const PAGE_BYTES = 65_536;
/** Places in the memory begin at multiples of this, bytes. */
const ALIGNMENT = 16;

type Convert = (
  samples: number,
  tables: number,
  phase: number,
  up: number,
  down: number,
  taps: number,
  output: number,
  count: number,
) => void;

const { memory, convert } = new WebAssembly.Instance(
  new WebAssembly.Module(Buffer.from(CONVERT_MODULE, 'base64')),
).exports as {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly convert: Convert;
};

/** First byte that nobody has taken. */
let free = 0;
let floats = new Float32Array(memory.buffer);
let samples = new Int16Array(memory.buffer);

export const kernel = {
  /**
   * Writes `count` output samples (16-bit, clipped), at least one. `samples`, `tables` and `output`
   * are byte addresses: of the oldest sample (f32) that the first output needs, of `taps` (a
   * multiple of 16) coefficients for each of `up` phases, and of the result.
   */
  convert,
  /** The memory as it is now: `reserve` replaces both views. */
  get floats(): Float32Array {
    return floats;
  },
  get samples(): Int16Array {
    return samples;
  },
  /** Takes a place for good and gives its address, a multiple of 16. */
  reserve(bytes: number): number {
    const address = free;
    free += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    const missing = free - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE_BYTES));
      floats = new Float32Array(memory.buffer);
      samples = new Int16Array(memory.buffer);
    }
    return address;
  },
};
