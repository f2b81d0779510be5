/**
 * The audio facts everything agrees on: 16-bit signed little-endian PCM, mono, 16 kHz, 20 ms frames
 * (Asterisk `slin16`).
 */

/** Sample rate between Asterisk and Cordboard, Hz. Also what Gemini Live takes natively. */
export const CALL_SAMPLE_RATE_HZ = 16_000;

/** Sample rate of the audio Gemini Live returns, Hz (Gemini Live API, "Audio formats"). */
export const AGENT_SAMPLE_RATE_HZ = 24_000;

/** Packetization time of one frame, ms. */
export const FRAME_MS = 20;

/** Samples of one 20 ms frame at 16 kHz. */
export const FRAME_SAMPLES = 320;

/** Bytes of one 20 ms frame of 16-bit samples at 16 kHz. */
export const FRAME_BYTES = 640;
