/** What speech sounds like at the other end of a telephone line. */
import { AGENT_SAMPLE_RATE_HZ } from '#model/audio';
import { MU_LAW } from './g711';
import { toSamples } from './pcm';
import { PolyphaseResampler } from './polyphaseResampler';

/** Sample rate of G.711, Hz. */
export const TELEPHONE_RATE_HZ = 8_000;

/** Loudness that speech is brought to, as an RMS of 16-bit samples: -20 dBFS. */
const SPEECH_RMS = 3_277;

/** Highest sample after that: a voice with high peaks stays softer rather than being clipped. */
const MOST_PEAK = 30_000;

/** Samples of 20 ms. */
const BLOCK = TELEPHONE_RATE_HZ / 50;

/** A block counts as speech that is at most this much softer than the loudest one: -20 dB. */
const SPEECH_SHARE = 0.1;

/**
 * Brings an agent's speech (16-bit PCM, 24 kHz) to 8 kHz and to one loudness, and codes it by
 * mu-law and back. All voices come out equally loud, so that none is chosen because it is louder.
 */
export function throughTelephone(pcm24k: Buffer): Int16Array {
  const samples = matchLevel(toTelephoneRate(toSamples(pcm24k)));
  return samples.map((sample) => MU_LAW.decode[MU_LAW.encode[sample + 32_768] ?? 0] ?? 0);
}

function toTelephoneRate(input: Int16Array): Int16Array {
  const resampler = new PolyphaseResampler(AGENT_SAMPLE_RATE_HZ, TELEPHONE_RATE_HZ);
  const output = new Int16Array(resampler.maxOutputSamples(input.length));
  return output.subarray(0, resampler.process(input, output));
}

function matchLevel(samples: Int16Array): Int16Array {
  const loudness = speechRms(samples);
  if (loudness === 0) {
    return samples;
  }
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const gain = Math.min(SPEECH_RMS / loudness, MOST_PEAK / peak);
  return samples.map((sample) => Math.round(sample * gain));
}

/** The RMS of what is speech: pauses must not make a slow speaker count as a soft one. */
function speechRms(samples: Int16Array): number {
  const powers: number[] = [];
  for (let start = 0; start < samples.length; start += BLOCK) {
    const block = samples.subarray(start, start + BLOCK);
    powers.push(block.reduce((sum, sample) => sum + sample * sample, 0) / block.length);
  }
  const least = Math.max(0, ...powers) * SPEECH_SHARE ** 2;
  const spoken = powers.filter((power) => power > 0 && power >= least);
  return Math.sqrt(spoken.reduce((sum, power) => sum + power, 0) / Math.max(1, spoken.length));
}
