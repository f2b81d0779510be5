import { ConverterType, create } from '@alexanderolsen/libsamplerate-js';
import { describe, expect, it } from 'vitest';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { decibels, fitSine, noise, rms, seededRandom, sine } from '#support/media/signals';

function convert(
  input: Int16Array,
  inRateHz: number,
  outRateHz: number,
  chunkSamples: () => number = () => input.length,
): Int16Array {
  const resampler = new PolyphaseResampler(inRateHz, outRateHz);
  const output = new Int16Array(resampler.maxOutputSamples(input.length));
  let written = 0;
  for (let at = 0; at < input.length;) {
    const chunk = input.subarray(at, at + chunkSamples());
    const part = new Int16Array(resampler.maxOutputSamples(chunk.length));
    const count = resampler.process(chunk, part);
    output.set(part.subarray(0, count), written);
    written += count;
    at += chunk.length;
  }
  return output.subarray(0, written);
}

/** The settled middle of a conversion: without the filter's run-in. */
function settled(output: Int16Array): Int16Array {
  return output.subarray(400);
}

describe('PolyphaseResampler', () => {
  it.each([
    [24_000, 16_000],
    [24_000, 8_000],
    [48_000, 16_000],
    [44_100, 16_000],
    [8_000, 16_000],
    [16_000, 24_000],
  ])('gives the same bits for %i to %i Hz however the input is cut', (inRateHz, outRateHz) => {
    const input = noise(inRateHz * 2, 7);
    const whole = convert(input, inRateHz, outRateHz);
    for (const seed of [1, 2, 3]) {
      const random = seededRandom(seed);
      const cut = convert(
        input,
        inRateHz,
        outRateHz,
        () => 1 + Math.floor(random() * 4000 * random()),
      );
      expect(
        Buffer.compare(
          Buffer.from(cut.buffer, 0, cut.byteLength),
          Buffer.from(whole.buffer, 0, whole.byteLength),
        ),
      ).toBe(0);
    }
    expect(Math.abs(whole.length - (input.length * outRateHz) / inRateHz)).toBeLessThanOrEqual(1);
  });

  it.each([100, 300, 1000, 3000, 3400, 5000, 6000])(
    'passes %i Hz from 24 to 16 kHz within 0.1 dB and 80 dB of signal to noise',
    (hz) => {
      const fit = fitSine(settled(convert(sine(hz, 24_000, 48_000), 24_000, 16_000)), hz, 16_000);
      expect(Math.abs(decibels(fit.amplitude / (32_767 / 2)))).toBeLessThan(0.1);
      expect(fit.snrDb).toBeGreaterThan(80);
    },
  );

  it.each([8240, 8500, 9000, 10_000, 11_500])('holds %i Hz back by 70 dB', (hz) => {
    const output = settled(convert(sine(hz, 24_000, 48_000, 0.9), 24_000, 16_000));
    expect(decibels(rms(output) / ((32_767 * 0.9) / Math.SQRT2))).toBeLessThan(-70);
  });

  it('passes the telephone band from 24 to 8 kHz and holds back what would fold into it', () => {
    const pass = fitSine(settled(convert(sine(3400, 24_000, 48_000), 24_000, 8000)), 3400, 8000);
    expect(Math.abs(decibels(pass.amplitude / (32_767 / 2)))).toBeLessThan(0.1);
    const folded = settled(convert(sine(4150, 24_000, 48_000, 0.9), 24_000, 8000));
    expect(decibels(rms(folded) / ((32_767 * 0.9) / Math.SQRT2))).toBeLessThan(-70);
  });

  it('delays the signal by its stated group delay of 2 ms', () => {
    const resampler = new PolyphaseResampler(24_000, 16_000);
    expect(resampler.groupDelayMs).toBeCloseTo(1.99, 2);
    const fit = fitSine(settled(convert(sine(1000, 24_000, 48_000), 24_000, 16_000)), 1000, 16_000);
    const settledStartMs = 400 / 16;
    const expectedPhase = 2 * Math.PI * (settledStartMs - resampler.groupDelayMs);
    const off = Math.atan2(
      Math.sin(fit.phase - expectedPhase),
      Math.cos(fit.phase - expectedPhase),
    );
    expect(Math.abs(off / (2 * Math.PI))).toBeLessThan(0.002);
  });

  it('agrees with libsamplerate on a speech-band signal', async () => {
    const parts = [220, 700, 1300, 2600, 5200].map((hz) => sine(hz, 24_000, 24_000, 0.15));
    const input = Int16Array.from({ length: 24_000 }, (_, i) =>
      parts.reduce((sum, p) => sum + p[i]!, 0),
    );
    const ours = convert(input, 24_000, 16_000);
    const oracle = await create(1, 24_000, 16_000, {
      converterType: ConverterType.SRC_SINC_BEST_QUALITY,
    });
    const floats = oracle.simple(Float32Array.from(input, (x) => x / 32_768));
    oracle.destroy();
    // The oracle has no delay; ours is 1.99 ms = 31.83 samples: compare tone by tone.
    const theirs = Int16Array.from(floats, (x) => Math.round(x * 32_768));
    for (const hz of [220, 700, 1300, 2600, 5200]) {
      const a = fitSine(ours.subarray(1600, 14_400), hz, 16_000).amplitude;
      const b = fitSine(theirs.subarray(1600, 14_400), hz, 16_000).amplitude;
      expect(Math.abs(decibels(a / b))).toBeLessThan(0.05);
    }
  });

  it('clips instead of wrapping around', () => {
    const square = Int16Array.from({ length: 4800 }, (_, i) => (i % 48 < 24 ? 32_767 : -32_768));
    const output = convert(square, 24_000, 16_000);
    expect(Math.max(...output)).toBe(32_767);
    expect(Math.min(...output)).toBe(-32_768);
    // In the middle of a half wave (delay 32, half wave 16 samples) the sign must be right.
    expect(output[32 + 8]).toBeGreaterThan(30_000);
  });

  it('starts anew after a reset', () => {
    const input = noise(5000, 3);
    const resampler = new PolyphaseResampler(24_000, 16_000);
    const first = new Int16Array(resampler.maxOutputSamples(input.length));
    const second = new Int16Array(first.length);
    resampler.process(input, first);
    resampler.reset();
    resampler.process(input, second);
    expect(second).toEqual(first);
  });

  it('gives the end of a stream when it is drained, and begins a new one', () => {
    const input = sine(1_000, 24_000, 480);
    const resampler = new PolyphaseResampler(24_000, 16_000);
    const output = new Int16Array(400);
    const before = resampler.process(input, output);
    const drained = resampler.drain(output.subarray(before));
    const whole = convert(Int16Array.from([...input, ...new Int16Array(48)]), 24_000, 16_000);
    expect(drained).toBe(32);
    expect(output.subarray(0, before + drained)).toEqual(whole);
    expect(rms(output.subarray(before, before + drained))).toBeGreaterThan(500);
    expect(resampler.drain(output)).toBe(0);
    resampler.process(input, output);
    expect(output.subarray(0, before)).toEqual(whole.subarray(0, before));
  });

  it('refuses an output that is too short and invalid rates', () => {
    const resampler = new PolyphaseResampler(24_000, 16_000);
    expect(() => resampler.process(new Int16Array(480), new Int16Array(100))).toThrow(RangeError);
    expect(() => new PolyphaseResampler(0, 16_000)).toThrow(RangeError);
    expect(() => new PolyphaseResampler(24_000, 16_000.5)).toThrow(RangeError);
  });
});
