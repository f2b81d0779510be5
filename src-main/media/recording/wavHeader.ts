/** WAV files of 16-bit PCM. Those of recordings are stereo, at the rate of calls. */
import { CALL_SAMPLE_RATE_HZ } from '#model/audio';

export const HEADER_BYTES = 44;

/** Left the caller, right what they heard. */
export const CHANNELS = 2;

/** Bytes of a millisecond of sound: a whole number of samples of both sides. */
export const BYTES_PER_MS = (CALL_SAMPLE_RATE_HZ / 1_000) * CHANNELS * 2;

type WavFormat = { readonly channels: number; readonly rateHz: number };

const OF_RECORDINGS: WavFormat = { channels: CHANNELS, rateHz: CALL_SAMPLE_RATE_HZ };

/**
 * The canonical 44-byte header (Multimedia Programming Interface and Data Specifications 1.0,
 * "WAVE").
 */
export function fillHeader(
  header: Buffer,
  dataBytes: number,
  { channels, rateHz } = OF_RECORDINGS,
): void {
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
}

/** Sound of one channel as a whole file. */
export function monoWav(pcm: Int16Array, rateHz: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  fillHeader(header, pcm.byteLength, { channels: 1, rateHz });
  return Buffer.concat([header, Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)]);
}
