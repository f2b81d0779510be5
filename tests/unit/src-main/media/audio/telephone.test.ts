import { describe, expect, it } from 'vitest';
import { MU_LAW } from '#main/media/audio/g711';
import { TELEPHONE_RATE_HZ, throughTelephone } from '#main/media/audio/telephone';
import { joinSamples, makeSilence, makeTone, rmsOf, samplesIn } from '#support/audio/signal';
import { dominantFrequencyHz } from '#support/audio/tones';

const RATE = 24_000;

function tone(frequencyHz: number, gain: number, durationMs = 1_000): Int16Array {
  const full = makeTone({ frequencyHz, durationMs, sampleRateHz: RATE });
  return full.map((sample) => sample * gain);
}

function sent(samples: Int16Array): Int16Array {
  return throughTelephone(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength));
}

/** The middle of it, away from where the filter begins and ends. */
const middle = (samples: Int16Array) => samples.subarray(2_000, 6_000);

describe('a voice through the telephone', () => {
  it('is as long as before, at 8 kHz, and has only the values that mu-law has', () => {
    const heard = sent(tone(500, 0.5));
    expect(Math.abs(heard.length - samplesIn(1_000, TELEPHONE_RATE_HZ))).toBeLessThan(10);
    expect(dominantFrequencyHz(middle(heard))).toBeCloseTo(500, -1);
    const values = new Set(MU_LAW.decode);
    expect([...heard].filter((sample) => !values.has(sample))).toEqual([]);
  });

  it('loses what a telephone does not carry', () => {
    const both = tone(500, 0.4);
    const high = tone(6_000, 0.4);
    const heard = sent(both.map((sample, at) => sample + (high[at] ?? 0)));
    expect(dominantFrequencyHz(middle(heard))).toBeCloseTo(500, -1);
    expect(rmsOf(middle(heard))).toBeCloseTo(3_277, -2);
  });

  it('is as loud as any other, and a voice with long pauses no louder', () => {
    const loud = sent(tone(500, 1));
    const soft = sent(tone(500, 0.05));
    const slow = sent(joinSamples(tone(500, 0.3), makeSilence(5_000, RATE)));
    for (const heard of [loud, soft, slow]) {
      expect(Math.abs(rmsOf(middle(heard)) / 3_277 - 1)).toBeLessThan(0.05);
    }
  });

  it('is not clipped where it has high peaks, and silence stays silent', () => {
    const click = new Int16Array(RATE).map((_, at) => (at % 2_400 === 0 ? 30_000 : 300));
    expect(Math.max(...sent(click).map(Math.abs))).toBeLessThan(32_124);
    expect(rmsOf(sent(makeSilence(500, RATE)))).toBe(0);
  });
});
