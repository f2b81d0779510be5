/** G.711 (ITU-T G.711): 8-bit mu-law and A-law to 16-bit linear and back, by table. */

/** A law that codes each sample in one byte. */
export type Companding = {
  /** Linear sample by code. */
  readonly decode: Int16Array;
  /** Code by linear sample + 32768. */
  readonly encode: Uint8Array;
};

const MU_BIAS = 0x84;
const MU_CLIP = 32_635;

function fromMuLaw(code: number): number {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 7;
  const size = ((((inverted & 0x0f) << 3) + MU_BIAS) << exponent) - MU_BIAS;
  return (inverted & 0x80) === 0 ? size : -size;
}

function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
  const exponent = 31 - Math.clz32(size) - 7;
  const mantissa = (size >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function fromALaw(code: number): number {
  const value = code ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = (value & 0x0f) << 4;
  const size = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (value & 0x80) === 0 ? -size : size;
}

function toALaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  // One's complement for negative samples: -1 is as near to zero as 0 is.
  const size = sample < 0 ? ~sample : sample;
  const exponent = Math.max(0, 31 - Math.clz32(size) - 7);
  const mantissa = (size >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

function tables(decode: (code: number) => number, encode: (sample: number) => number): Companding {
  return {
    decode: Int16Array.from({ length: 256 }, (_, code) => decode(code)),
    encode: Uint8Array.from({ length: 65_536 }, (_, index) => encode(index - 32_768)),
  };
}

/** mu-law, as used in North America and Japan. */
export const MU_LAW: Companding = tables(fromMuLaw, toMuLaw);

/** A-law, as used elsewhere. */
export const A_LAW: Companding = tables(fromALaw, toALaw);
