import { CALL_SAMPLE_RATE_HZ } from '#model/audio';

/** Pitch of the tone, Hz: that of a dial tone in most countries. */
const TONE_HZ = 425;

/** Amplitude of a sine of -30 dBov: soft against speech, which is at about -26 dBov. */
const AMPLITUDE = 32_768 * 10 ** (-30 / 20) * Math.SQRT2;

const LENGTH_MS = 400;

/** Fade-in and fade-out, ms: without them the tone would click. */
const RAMP_MS = 60;

const SAMPLES_PER_MS = CALL_SAMPLE_RATE_HZ / 1_000;

/**
 * One short soft tone, 16-bit samples at the call's rate. It tells the caller that the line is not
 * dead.
 */
export const COMFORT_TONE: Int16Array = Int16Array.from(
  { length: LENGTH_MS * SAMPLES_PER_MS },
  (_, at) => {
    const ms = at / SAMPLES_PER_MS;
    const swell = Math.min(1, ms / RAMP_MS, (LENGTH_MS - ms) / RAMP_MS);
    const phase = (2 * Math.PI * TONE_HZ * at) / CALL_SAMPLE_RATE_HZ;
    return Math.round(AMPLITUDE * swell * Math.sin(phase));
  },
);
