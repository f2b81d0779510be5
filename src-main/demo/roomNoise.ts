import { CALL_SAMPLE_RATE_HZ } from '#model/audio';
import type { Random } from './random';

/**
 * RMS of the room's noise on 16-bit samples: a quiet room, far below what any detector takes for
 * speech.
 */
const ROOM_NOISE_RMS = 24;

/**
 * One second of quiet room noise at 16 kHz, to be read in a loop. Soft at the top like a real room.
 */
export function makeRoomNoise(random: Random): Int16Array {
  const noise = new Int16Array(CALL_SAMPLE_RATE_HZ);
  let smooth = 0;
  // The one-pole filter leaves a variance of k / (2 - k) of the white noise, whose own is 1/3.
  const k = 0.35;
  const scale = ROOM_NOISE_RMS / Math.sqrt(k / (2 - k) / 3);
  for (let i = 0; i < noise.length; i += 1) {
    smooth += (random() * 2 - 1 - smooth) * k;
    noise[i] = Math.round(smooth * scale);
  }
  return noise;
}
