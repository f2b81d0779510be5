import { describe, expect, it } from 'vitest';
import { FrameCutter } from '#window/audio/frameCutter';
import { JitterBuffer } from '#window/audio/jitterBuffer';

const FRAME = 320;
const frameOf = (value: number) => new Int16Array(FRAME).fill(value);

describe('the cutter of frames', () => {
  it('makes frames of 20 ms from blocks of any length, and loses nothing', () => {
    const frames: Int16Array[] = [];
    const cutter = new FrameCutter((frame) => frames.push(new Int16Array(frame)));
    for (let block = 0; block < 8; block += 1) {
      cutter.push(Float32Array.from({ length: 128 }, (_, at) => (block * 128 + at) / 32_767));
    }
    expect(frames).toHaveLength(3);
    const samples = frames.flatMap((frame) => [...frame]);
    expect(samples).toEqual(Array.from({ length: 960 }, (_, at) => at));
  });

  it('clips sound that is too loud', () => {
    const frames: Int16Array[] = [];
    const cutter = new FrameCutter((frame) => frames.push(new Int16Array(frame)));
    cutter.push(new Float32Array(FRAME).fill(3));
    cutter.push(new Float32Array(FRAME).fill(-3));
    expect([frames[0]?.[0], frames[1]?.[0]]).toEqual([32_767, -32_767]);
  });
});

describe('the jitter buffer', () => {
  const pull = (buffer: JitterBuffer, samples = FRAME): number[] => {
    const block = new Float32Array(samples).fill(9);
    buffer.pull(block);
    return [...block].map((sample) => Math.round(sample * 32_768));
  };

  it('waits for 60 ms, then plays in order', () => {
    const buffer = new JitterBuffer();
    buffer.push(frameOf(1));
    buffer.push(frameOf(2));
    expect(pull(buffer)).toEqual([...frameOf(0)]);
    buffer.push(frameOf(3));
    expect([pull(buffer), pull(buffer), pull(buffer)]).toEqual([
      [...frameOf(1)],
      [...frameOf(2)],
      [...frameOf(3)],
    ]);
  });

  it('is silent when it has run dry, and waits for 60 ms again', () => {
    const buffer = new JitterBuffer();
    [1, 2, 3].forEach((value) => {
      buffer.push(frameOf(value));
    });
    pull(buffer, 3 * FRAME);
    expect(pull(buffer)).toEqual([...frameOf(0)]);
    buffer.push(frameOf(4));
    expect(pull(buffer)).toEqual([...frameOf(0)]);
    buffer.push(frameOf(5));
    buffer.push(frameOf(6));
    expect(pull(buffer)).toEqual([...frameOf(4)]);
  });

  it('never lags behind: it drops what is too old', () => {
    const buffer = new JitterBuffer();
    for (let value = 1; value <= 100; value += 1) {
      buffer.push(frameOf(value));
    }
    expect(buffer.waiting).toBe(15 * FRAME);
    expect(pull(buffer)).toEqual([...frameOf(86)]);
  });
});
