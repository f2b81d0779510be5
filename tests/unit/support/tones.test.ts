import { describe, expect, it } from 'vitest';
import { decodeUlaw, encodeUlaw } from '#support/audio/g711';
import {
  firstLoudSample,
  joinSamples,
  lastLoudSample,
  makeNoise,
  makeSilence,
  makeTone,
  mixSamples,
  rmsEnvelope,
  rmsOf,
} from '#support/audio/signal';
import { dominantFrequencies, dominantFrequencyHz, toneSpan } from '#support/audio/tones';

describe('signals', () => {
  it('makes tones and noise of the level asked for', () => {
    expect(rmsOf(makeTone({ frequencyHz: 500, durationMs: 1000, amplitude: 8000 }))).toBeCloseTo(
      8000 / Math.SQRT2,
      -1,
    );
    expect(rmsOf(makeNoise(2000, 1000))).toBeGreaterThan(970);
    expect(rmsOf(makeNoise(2000, 1000))).toBeLessThan(1030);
  });

  it('shows the level window by window', () => {
    const audio = joinSamples(
      makeSilence(40),
      makeTone({ frequencyHz: 500, durationMs: 40, amplitude: 1000 }),
    );
    expect(rmsEnvelope(audio).map((rms) => Math.round(rms))).toEqual([0, 0, 707, 707]);
  });

  it('finds the first and last loud sample', () => {
    const audio = joinSamples(makeSilence(10), Int16Array.of(600, 0, 600), makeSilence(10));
    expect(firstLoudSample(audio)).toBe(80);
    expect(lastLoudSample(audio)).toBe(82);
    expect(firstLoudSample(makeSilence(10))).toBeUndefined();
  });
});

describe('tone detection', () => {
  it.each([200, 440, 1004, 2600, 3400])(
    'names a %i Hz tone in 20 ms of mu-law audio',
    (frequencyHz) => {
      const heard = decodeUlaw(encodeUlaw(makeTone({ frequencyHz, durationMs: 20 })));
      expect(Math.abs((dominantFrequencyHz(heard) ?? 0) - frequencyHz)).toBeLessThan(8);
    },
  );

  it('says nothing about silence', () => {
    const audio = joinSamples(makeSilence(20), makeTone({ frequencyHz: 700, durationMs: 20 }));
    const found = dominantFrequencies(audio);
    expect(found[0]).toBeUndefined();
    expect(found[1]).toBeCloseTo(700, -1);
  });

  it('finds where a tone starts and ends to 2 ms, beside another tone and under noise', () => {
    const tone = makeTone({ frequencyHz: 1000, durationMs: 203, amplitude: 6000 });
    const clean = joinSamples(
      makeTone({ frequencyHz: 440, durationMs: 100 }),
      makeSilence(57),
      tone,
      makeSilence(90),
    );
    const audio = mixSamples(clean, makeNoise(450, 100));
    const span = toneSpan(audio, 8000, 1000);
    expect(Math.abs((span?.first ?? 0) / 8 - 157)).toBeLessThan(2);
    expect(Math.abs((span?.last ?? 0) / 8 - 360)).toBeLessThan(2);
  });

  it('does not see a tone in noise or in another tone', () => {
    expect(toneSpan(makeNoise(1000, 3000), 8000, 1000)).toBeUndefined();
    expect(toneSpan(makeTone({ frequencyHz: 1200, durationMs: 500 }), 8000, 1000)).toBeUndefined();
  });
});
