/** The overview of a recording: its waveform can be drawn without reading the whole file. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RecordingPeaks } from '#model/history';

/** Most values of a channel; a screen has fewer columns. */
const MAX_BUCKETS = 4_000;
/** Least audio that one value stands for, ms. */
const MIN_BUCKET_MS = 20;

/**
 * Stereo, 16-bit, 16 kHz, as the recorder writes it (Multimedia Programming Interface and Data
 * Specifications 1.0, "WAVE").
 */
const HEADER_BYTES = 44;
const BYTES_PER_MS = 64;
const CHANNELS = 2;

/** Reads a WAV file of the recorder, even one that was cut short. Throws what node:fs throws. */
export function computePeaks(file: string): RecordingPeaks {
  const descriptor = openSync(file, 'r');
  try {
    const dataBytes = Math.max(0, fstatSync(descriptor).size - HEADER_BYTES);
    const bucketMs = Math.max(
      MIN_BUCKET_MS,
      Math.ceil(dataBytes / BYTES_PER_MS / MAX_BUCKETS / MIN_BUCKET_MS) * MIN_BUCKET_MS,
    );
    const bucketBytes = bucketMs * BYTES_PER_MS;
    const buckets = Math.ceil(dataBytes / bucketBytes);
    const peaks = new Uint8Array(buckets * CHANNELS);
    const bucket = Buffer.alloc(bucketBytes);
    for (let i = 0; i < buckets; i += 1) {
      const bytes = readSync(descriptor, bucket, 0, bucketBytes, HEADER_BYTES + i * bucketBytes);
      for (let channel = 0; channel < CHANNELS; channel += 1) {
        peaks[i * CHANNELS + channel] = peakOf(bucket, channel * 2, bytes);
      }
    }
    return { bucketMs, peaks };
  } finally {
    closeSync(descriptor);
  }
}

function peakOf(bucket: Buffer, offset: number, bytes: number): number {
  let peak = 0;
  for (let at = offset; at + 1 < bytes; at += 2 * CHANNELS) {
    peak = Math.max(peak, Math.abs(bucket.readInt16LE(at)));
  }
  return Math.min(255, peak >> 7);
}
