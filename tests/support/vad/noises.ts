/** What else is on a telephone line: noises of 8 kHz, each with an RMS of 1. */
import { readWav } from '../audio/wavFile';
import { randomFrom, rmsOfFloats } from './corpus';
import { LINE_RATE_HZ } from './telephoneBand';

/** A piece of the package asterisk-moh-opsound-wav. */
const MUSIC_FILE = '/usr/share/asterisk/moh/macroform-the_simplicity.wav';

const TALKERS = 8;

/** Noise whose power falls by 3 dB an octave (P. Kellet's filter). */
export function pinkNoise(length: number): Float32Array {
  const random = randomFrom(7);
  let [b0, b1, b2] = [0, 0, 0];
  return normalised(
    Float32Array.from({ length }, () => {
      const white = random() * 2 - 1;
      b0 = 0.99765 * b0 + white * 0.099046;
      b1 = 0.963 * b1 + white * 0.2965164;
      b2 = 0.57 * b2 + white * 1.0526913;
      return b0 + b1 + b2 + white * 0.1848;
    }),
  );
}

/** A car: noise whose power falls by 6 dB an octave and that swells and fades slowly. */
export function carNoise(length: number): Float32Array {
  const random = randomFrom(11);
  let low = 0;
  return normalised(
    Float32Array.from({ length }, (_, index) => {
      low = 0.98 * low + (random() * 2 - 1);
      return low * (1 + 0.4 * Math.sin((2 * Math.PI * 0.3 * index) / LINE_RATE_HZ));
    }),
  );
}

/** Music on hold. */
export async function music(length: number): Promise<Float32Array> {
  const { samples } = await readWav(MUSIC_FILE);
  return normalised(
    Float32Array.from({ length }, (_, index) => samples[index % samples.length] ?? 0),
  );
}

/** Eight people who talk at the same time. */
export function babble(length: number, voices: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(length);
  for (let talker = 0; talker < TALKERS; talker += 1) {
    let voice = talker;
    for (let at = 0; at < length;) {
      const samples = voices[voice % voices.length] ?? new Float32Array(LINE_RATE_HZ);
      for (let i = 0; i < samples.length && at + i < length; i += 1) {
        sum[at + i] = (sum[at + i] ?? 0) + (samples[i] ?? 0);
      }
      at += samples.length;
      voice += TALKERS + 1;
    }
  }
  return normalised(sum);
}

function normalised(samples: Float32Array): Float32Array {
  const rms = rmsOfFloats(samples);
  return samples.map((sample) => sample / rms);
}
