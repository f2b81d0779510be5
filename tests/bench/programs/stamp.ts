/**
 * Time stamps that travel with the audio, so that a delay is known where it ends, the wait in the
 * kernel and in the event loop included. Microseconds of the machine's monotonic clock, which all
 * its processes share.
 */

/**
 * Bytes of a frame that carry a stamp: the low bytes of its first samples, which stay far below any
 * threshold of loudness.
 */
const STAMP_SAMPLES = 6;

/** Base64 characters that hold the stamped samples. */
const STAMP_CHARACTERS = 16;

/**
 * What a frame without a stamp begins with in base64: silence that the pipeline put in while the
 * load stood still. It is no frame of a caller.
 */
export const UNSTAMPED = 'A'.repeat(STAMP_CHARACTERS);

/** The same in bytes. */
export const UNSTAMPED_BYTES = Buffer.alloc(STAMP_SAMPLES * 2);

/** Digits of a stamp written as text. */
export const STAMP_DIGITS = 16;

/** Now, microseconds. */
export function nowUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** Writes the stamp into the first samples of a frame; their high bytes are left. */
export function stampFrame(frame: Buffer, stampUs: number): void {
  let rest = stampUs;
  for (let index = 0; index < STAMP_SAMPLES; index += 1) {
    frame[index * 2] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** Reads the stamp of a frame from its base64 text, of which it begins at `at`. */
export function stampOfBase64(text: string, at: number): number {
  const head = Buffer.from(text.slice(at, at + STAMP_CHARACTERS), 'base64');
  let stampUs = 0;
  for (let index = STAMP_SAMPLES - 1; index >= 0; index -= 1) {
    stampUs = stampUs * 256 + (head[index * 2] ?? 0);
  }
  return stampUs;
}

/** A stamp as text of a fixed length. */
export function stampText(stampUs: number): string {
  return String(stampUs).padStart(STAMP_DIGITS, '0');
}
