import { describe, expect, it } from 'vitest';
import { PAST_FRAME_SAMPLES, PastRing } from '#main/media/audio/pastRing';

const HZ = 400;

/** 20 ms of a tone at 16 kHz, the `n`th frame of it. */
function tone(n: number, amplitude: number): Buffer {
  const bytes = Buffer.alloc(640);
  for (let i = 0; i < 320; i += 1) {
    const at = (n * 320 + i) / 16_000;
    bytes.writeInt16LE(Math.round(amplitude * Math.sin(2 * Math.PI * HZ * at)), 2 * i);
  }
  return bytes;
}

const peakOf = (ring: PastRing, side: 'caller' | 'heard', from: number, to: number): number => {
  let peak = 0;
  for (let at = from; at < to; at += 1) {
    peak = Math.max(peak, Math.abs(ring.sample(side, at)));
  }
  return peak;
};

describe('the last minute of a call', () => {
  it('has both sides, as a telephone carries them', () => {
    const ring = new PastRing();
    for (let n = 0; n < 10; n += 1) {
      ring.push(tone(n, 8_000), n < 5 ? null : tone(n, 2_000));
    }
    expect(ring.end).toBe(10 * PAST_FRAME_SAMPLES);
    expect(peakOf(ring, 'caller', 160, ring.end)).toBeGreaterThan(7_600);
    expect(peakOf(ring, 'caller', 160, ring.end)).toBeLessThan(8_400);
    expect(peakOf(ring, 'heard', 0, 5 * PAST_FRAME_SAMPLES)).toBe(0);
    expect(peakOf(ring, 'heard', 6 * PAST_FRAME_SAMPLES, ring.end)).toBeGreaterThan(1_900);
  });

  it('filters silence that follows speech, and speech that follows silence, without a seam', () => {
    const withNull = new PastRing();
    const withZeros = new PastRing();
    for (let n = 0; n < 12; n += 1) {
      const speaks = n % 4 === 1;
      withNull.push(speaks ? tone(n, 9_000) : null, null);
      withZeros.push(speaks ? tone(n, 9_000) : Buffer.alloc(640), null);
    }
    const samples = (ring: PastRing) =>
      Array.from({ length: ring.end }, (_, at) => ring.sample('caller', at));
    expect(samples(withNull)).toEqual(samples(withZeros));
    expect(samples(withNull).some((sample) => sample !== 0)).toBe(true);
  });

  it('clips what is louder than a sample can be', () => {
    const ring = new PastRing();
    const loud = Buffer.alloc(640);
    for (let i = 0; i < 320; i += 1) {
      loud.writeInt16LE(i % 6 >= 2 && i % 6 <= 4 ? 32_767 : -32_768, 2 * i);
    }
    ring.push(loud, null);
    // The filter makes 36,862 of it.
    expect(ring.sample('caller', 3)).toBe(32_124);
  });

  it('is the last minute: what is older is silence', () => {
    const ring = new PastRing();
    for (let n = 0; n < 3_050; n += 1) {
      ring.push(tone(n, 8_000), null);
    }
    expect(ring.begin).toBe(50 * PAST_FRAME_SAMPLES);
    expect(peakOf(ring, 'caller', ring.begin - 160, ring.begin)).toBe(0);
    expect(peakOf(ring, 'caller', ring.begin, ring.begin + 160)).toBeGreaterThan(7_600);
    expect(peakOf(ring, 'caller', ring.end, ring.end + 160)).toBe(0);
  });
});
