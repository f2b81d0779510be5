import { describe, expect, it } from 'vitest';
import { PAST_FRAME_SAMPLES, PastRing, type PastSide } from '#main/media/audio/pastRing';

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

const peakOf = (ring: PastRing, side: PastSide, from: number, to: number): number => {
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
      const heard = n < 5 ? null : tone(n, 2_000);
      ring.push(tone(n, 8_000), heard, heard);
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
      withNull.push(speaks ? tone(n, 9_000) : null, null, null);
      withZeros.push(speaks ? tone(n, 9_000) : Buffer.alloc(640), null, null);
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
    ring.push(loud, null, null);
    // The filter makes 36,862 of it.
    expect(ring.sample('caller', 3)).toBe(32_124);
  });

  it('is the last minute: what is older is silence', () => {
    const ring = new PastRing();
    for (let n = 0; n < 3_050; n += 1) {
      ring.push(tone(n, 8_000), null, null);
    }
    expect(ring.begin).toBe(50 * PAST_FRAME_SAMPLES);
    expect(peakOf(ring, 'caller', ring.begin - 160, ring.begin)).toBe(0);
    expect(peakOf(ring, 'caller', ring.begin, ring.begin + 160)).toBeGreaterThan(7_600);
    expect(peakOf(ring, 'caller', ring.end, ring.end + 160)).toBe(0);
  });

  it('has the agent apart where the caller hears something else', () => {
    const ring = new PastRing();
    const heardThen: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const agent = tone(n, 8_000);
      // Muted in the middle third; a supervisor speaks in the last.
      ring.push(null, n < 10 ? agent : n < 20 ? null : tone(n, 2_000), n < 20 ? agent : null);
      heardThen.push(ring.end);
    }
    const [first, second, third] = [heardThen[9] ?? 0, heardThen[19] ?? 0, ring.end];
    expect(peakOf(ring, 'agent', 160, first)).toBeGreaterThan(7_600);
    expect(peakOf(ring, 'heard', first + 160, second)).toBe(0);
    expect(peakOf(ring, 'agent', first + 160, second)).toBeGreaterThan(7_600);
    expect(peakOf(ring, 'heard', second + 160, third)).toBeGreaterThan(1_900);
    expect(peakOf(ring, 'agent', second + 160, third)).toBe(0);
  });

  it('knows what it has not kept', () => {
    const ring = new PastRing();
    const push = (frames: number): void => {
      for (let n = 0; n < frames; n += 1) {
        ring.push(tone(n, 8_000), null, null);
      }
    };
    push(5);
    const from = ring.end;
    for (let n = 0; n < 5; n += 1) {
      ring.skip();
    }
    expect(ring.nextKept(0)).toBe(0);
    expect(ring.nextKept(from - 1)).toBe(from - 1);
    expect(ring.nextKept(from + 7)).toBe(ring.end);
    expect(peakOf(ring, 'caller', from + 3, ring.end)).toBe(0);
    const to = ring.end;
    push(5);
    expect(ring.nextKept(from + 7)).toBe(to);
  });
});
