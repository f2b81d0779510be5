import { describe, expect, it } from 'vitest';
import { Loudness } from '#main/media/audio/loudness';
import { copySamples, toSamples } from '#main/media/audio/pcm';

const VALUES = [0, 1, -1, 300, -32_768, 32_767];

function pcmAt(byteOffset: number): Buffer {
  const whole = Buffer.alloc(byteOffset + VALUES.length * 2);
  const pcm = whole.subarray(byteOffset);
  VALUES.forEach((value, i) => pcm.writeInt16LE(value, 2 * i));
  return pcm;
}

describe.each([0, 1, 3])('16-bit samples in a buffer that begins at byte %i', (byteOffset) => {
  it('are read right', () => {
    expect([...toSamples(pcmAt(byteOffset))]).toEqual(VALUES);
  });

  it('are copied to any place of the target', () => {
    const target = new Int16Array(8);
    expect(copySamples(pcmAt(byteOffset), target, 1)).toBe(6);
    expect([...target]).toEqual([0, ...VALUES, 0]);
  });

  it('have the right peak and RMS', () => {
    const loudness = new Loudness();
    expect(loudness.measure(pcmAt(byteOffset)).peak).toBe(32_768);
    const softer = loudness.measure(pcmAt(byteOffset).subarray(0, 8));
    expect(softer.rms).toBeCloseTo(Math.sqrt((1 + 1 + 90_000) / 4), 6);
    expect(softer.peak).toBe(300);
  });
});

describe('odd and empty buffers', () => {
  it('lose only the byte that is half a sample', () => {
    const odd = Buffer.from([1, 0, 2, 0, 3]);
    expect([...toSamples(odd)]).toEqual([1, 2]);
    expect(new Loudness().measure(odd).peak).toBe(2);
    expect(copySamples(odd, new Int16Array(1))).toBe(1);
  });

  it('are silent when empty', () => {
    const loudness = new Loudness();
    loudness.measure(pcmAt(0));
    expect(loudness.measure(Buffer.alloc(0))).toMatchObject({ rms: 0, peak: 0 });
    expect(copySamples(Buffer.alloc(4), new Int16Array(2), 5)).toBe(0);
  });
});
