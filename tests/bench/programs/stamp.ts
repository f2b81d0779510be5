/**
 * Time stamps that travel with the audio, so that a delay is known where it ends, the wait in the
 * kernel and in the event loop included. Microseconds of the machine's monotonic clock, which all
 * its processes share.
 *
 * A frame carries its stamp in the lowest four bits of its first samples, which nobody hears: a
 * mark, by which it is found wherever a message to the service begins, and then the time.
 */

const MARK = [0x5, 0xa, 0x3, 0xc, 0x9, 0x6] as const;
/** Four bits each. The time begins anew every 12 days. */
const TIME_SAMPLES = 10;
const TIME_SPAN_US = 16 ** TIME_SAMPLES;
/** 32 bytes, one ms: the pipeline cuts audio at whole ms, and so never through a stamp. */
const STAMP_BYTES = (MARK.length + TIME_SAMPLES) * 2;
/** What seems older is speech that happens to look like a stamp. */
const MAX_AGE_US = 30_000_000;

/** Digits of a stamp written as text. */
export const STAMP_DIGITS = 16;

/** Now, microseconds. */
export function nowUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** Stamps a frame of 16-bit samples. */
export function stampFrame(frame: Buffer, stampUs: number): void {
  let at = 0;
  for (const nibble of MARK) {
    setNibble(frame, at, nibble);
    at += 2;
  }
  for (let rest = stampUs % TIME_SPAN_US; at < STAMP_BYTES; at += 2) {
    setNibble(frame, at, rest % 16);
    rest = Math.floor(rest / 16);
  }
}

/**
 * Looks for stamped frames in audio of any length: how many begin in it, and how old the newest is,
 * µs; null without any. Silence that the pipeline put in has no stamp.
 */
export function readStamps(
  audio: Buffer,
  atUs: number,
): { readonly frames: number; readonly newestAgeUs: number | null } {
  let frames = 0;
  let newestAgeUs: number | null = null;
  for (let at = 0; at + STAMP_BYTES <= audio.length; at += 2) {
    const ageUs = hasMark(audio, at) ? ageAt(audio, at, atUs) : MAX_AGE_US;
    if (ageUs < MAX_AGE_US) {
      frames += 1;
      newestAgeUs = ageUs;
    }
  }
  return { frames, newestAgeUs };
}

/** A stamp as text of a fixed length. */
export function stampText(stampUs: number): string {
  return String(stampUs).padStart(STAMP_DIGITS, '0');
}

function setNibble(frame: Buffer, at: number, nibble: number): void {
  frame[at] = ((frame[at] ?? 0) & 0xf0) | nibble;
}

function hasMark(audio: Buffer, at: number): boolean {
  // No callback: this runs for every sample in the program that is measured.
  for (let index = 0; index < MARK.length; index += 1) {
    if (((audio[at + index * 2] ?? 0) & 0xf) !== MARK[index]) {
      return false;
    }
  }
  return true;
}

function ageAt(audio: Buffer, at: number, atUs: number): number {
  let stampUs = 0;
  for (let from = at + STAMP_BYTES - 2; from >= at + MARK.length * 2; from -= 2) {
    stampUs = stampUs * 16 + ((audio[from] ?? 0) & 0xf);
  }
  return (((atUs - stampUs) % TIME_SPAN_US) + TIME_SPAN_US) % TIME_SPAN_US;
}
