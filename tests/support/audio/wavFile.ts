/** 16-bit PCM WAV files: `await readWav(path)`, `await writeWav(path, samples, sampleRateHz)`. */
import { readFile, writeFile } from 'node:fs/promises';

/** Decoded WAV: the first channel only. */
export type WavAudio = { readonly sampleRateHz: number; readonly samples: Int16Array };

const HEADER_BYTES = 44;
const PCM_FORMAT = 1;

/** Decodes a WAV image. Throws when it is not 16-bit PCM. */
export function decodeWav(bytes: Uint8Array): WavAudio {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < HEADER_BYTES || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') {
    throw new Error('not a WAV file');
  }
  let channels = 0;
  let sampleRateHz = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ') {
      if (view.getUint16(at + 8, true) !== PCM_FORMAT || view.getUint16(at + 22, true) !== 16) {
        throw new Error('only 16-bit PCM WAV files are supported');
      }
      channels = view.getUint16(at + 10, true);
      sampleRateHz = view.getUint32(at + 12, true);
    }
    if (tag(at) === 'data' && channels > 0) {
      // A writer that streams leaves 0xFFFFFFFF here: take what is there.
      const dataBytes = Math.min(size, bytes.length - at - 8);
      const frames = Math.floor(dataBytes / (2 * channels));
      const samples = Int16Array.from({ length: frames }, (_, frame) =>
        view.getInt16(at + 8 + frame * 2 * channels, true),
      );
      return { sampleRateHz, samples };
    }
    at += 8 + size + (size & 1);
  }
  throw new Error('the WAV file has no audio');
}

/** Encodes mono samples as a WAV image. */
export function encodeWav(samples: Int16Array, sampleRateHz: number): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(PCM_FORMAT, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRateHz, 24);
  bytes.writeUInt32LE(sampleRateHz * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => bytes.writeInt16LE(sample, HEADER_BYTES + index * 2));
  return bytes;
}

/** Reads a WAV file. Throws when it cannot be read or is not 16-bit PCM. */
export async function readWav(path: string): Promise<WavAudio> {
  return decodeWav(await readFile(path));
}

/** Writes mono samples as a WAV file. */
export async function writeWav(
  path: string,
  samples: Int16Array,
  sampleRateHz: number,
): Promise<void> {
  await writeFile(path, encodeWav(samples, sampleRateHz));
}
