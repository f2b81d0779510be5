import { describe, expect, it } from 'vitest';
import { ToneFinder } from '#main/media/audio/toneFinder';
import { decodeUlaw, encodeUlaw } from '#support/audio/g711';
import { joinSamples, makeNoise, makeSilence, makeTone, mixSamples } from '#support/audio/signal';

const RATE_HZ = 16_000;
const FRAME = 320;

/** Ends of the tones that are found in the audio, ms. */
function tonesIn(samples: Int16Array): number[] {
  const finder = new ToneFinder();
  const ends: number[] = [];
  for (let at = 0; at + FRAME <= samples.length; at += FRAME) {
    const frame = samples.slice(at, at + FRAME);
    if (finder.push(Buffer.from(frame.buffer))) {
      ends.push((at * 1_000) / RATE_HZ);
    }
  }
  return ends;
}

const tone = (frequencyHz: number, durationMs: number, amplitude = 6_000): Int16Array =>
  makeTone({ frequencyHz, durationMs, amplitude, sampleRateHz: RATE_HZ });
const silence = (ms: number): Int16Array => makeSilence(ms, RATE_HZ);

/** A voice on one note: a fundamental with overtones. */
function hum(fundamentalHz: number, durationMs: number): Int16Array {
  return [1, 2, 3, 4].reduce(
    (sum, n) => mixSamples(sum, tone(fundamentalHz * n, durationMs, 4_000 / n)),
    silence(durationMs),
  );
}

describe('the finder of tones', () => {
  it.each([400, 440, 800, 950, 1_000, 1_400, 2_000])('finds a beep of %i Hz, at its end', (hz) => {
    const ends = tonesIn(joinSamples(silence(200), tone(hz, 600), silence(400)));
    expect(ends).toHaveLength(1);
    expect(ends[0]).toBeGreaterThanOrEqual(780);
    expect(ends[0]).toBeLessThanOrEqual(840);
  });

  it('finds a beep that was coded for the telephone, with noise on the line', () => {
    const line = mixSamples(
      joinSamples(silence(500), tone(1_000, 600, 3_000), silence(500)),
      makeNoise(1_600, 40, RATE_HZ),
    );
    expect(tonesIn(decodeUlaw(encodeUlaw(line)))).toHaveLength(1);
  });

  it.each<[string, Int16Array]>([
    ['silence', silence(1_000)],
    ['noise', makeNoise(1_000, 2_000, RATE_HZ)],
    ['a short click of a tone', joinSamples(tone(1_000, 100), silence(300))],
    ['a soft tone', joinSamples(tone(1_000, 600, 100), silence(300))],
    ['a dialled key', joinSamples(mixSamples(tone(770, 600), tone(1_336, 600)), silence(300))],
    ['a mains hum', joinSamples(tone(100, 600), silence(300))],
    ['a low voice on one note', joinSamples(hum(110, 800), silence(300))],
    ['a high voice on one note', joinSamples(hum(230, 800), silence(300))],
  ])('takes %s for no beep', (_what, samples) => {
    expect(tonesIn(samples)).toEqual([]);
  });
});
