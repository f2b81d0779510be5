/**
 * The sound of calls as it travels: 16-bit PCM, little-endian, mono. The window runs on
 * little-endian machines only, as Chromium does.
 */

/** Samples a second, Hz. */
export const CALL_RATE_HZ = 16_000;

/** Samples of a frame of 20 ms. */
export const FRAME_SAMPLES = 320;
