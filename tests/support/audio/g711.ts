/** G.711 companding (ITU-T G.711), bytes to 16-bit samples and back, by table. */

const ULAW_BIAS = 0x84;
const ULAW_CLIP = 32_635;

function ulawToLinear(byte: number): number {
  const value = ~byte & 0xff;
  const exponent = (value >> 4) & 0x07;
  const magnitude = ((((value & 0x0f) << 3) + ULAW_BIAS) << exponent) - ULAW_BIAS;
  return (value & 0x80) === 0 ? magnitude : -magnitude;
}

function alawToLinear(byte: number): number {
  const value = byte ^ 0x55;
  const exponent = (value >> 4) & 0x07;
  const mantissa = (value & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (value & 0x80) === 0 ? -magnitude : magnitude;
}

const ULAW_TABLE = Int16Array.from({ length: 256 }, (_, byte) => ulawToLinear(byte));
const ALAW_TABLE = Int16Array.from({ length: 256 }, (_, byte) => alawToLinear(byte));

/** Decodes mu-law bytes (RTP payload type 0) to 8 kHz samples. */
export function decodeUlaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => ULAW_TABLE[byte] ?? 0);
}

/** Decodes A-law bytes (RTP payload type 8) to 8 kHz samples. */
export function decodeAlaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => ALAW_TABLE[byte] ?? 0);
}

/** Encodes 8 kHz samples to mu-law bytes. */
export function encodeUlaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => {
    const magnitude = Math.min(Math.abs(sample), ULAW_CLIP) + ULAW_BIAS;
    const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
    const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
  });
}
