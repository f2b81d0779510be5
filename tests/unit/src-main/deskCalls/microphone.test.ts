import { describe, expect, it } from 'vitest';
import { MicrophoneBuffer } from '#main/deskCalls/microphone';

const frameOf = (value: number) => new Int16Array(320).fill(value);

function setUp() {
  const buffer = new MicrophoneBuffer();
  const push = (...values: readonly number[]): void => {
    for (const value of values) {
      buffer.push(frameOf(value));
    }
  };
  /** The next frame as one number; 0 for silence. */
  const pull = (): number => {
    const samples = new Int16Array(320);
    buffer.pull(samples);
    expect(new Set(samples).size).toBe(1);
    return samples[0] ?? 0;
  };
  return { push, pull };
}

describe('the buffer of a microphone', () => {
  it('is silent until three frames wait, and then gives them in their order', () => {
    const { push, pull } = setUp();
    push(1, 2);
    expect(pull()).toBe(0);
    push(3);
    expect([pull(), pull(), pull(), pull()]).toEqual([1, 2, 3, 0]);
  });

  it('waits for three frames again when it has run dry', () => {
    const { push, pull } = setUp();
    push(1, 2, 3);
    expect([pull(), pull(), pull(), pull()]).toEqual([1, 2, 3, 0]);
    push(4);
    expect(pull()).toBe(0);
    push(5, 6);
    expect(pull()).toBe(4);
  });

  it('drops the oldest frames of a burst: what is heard is at most 300 ms old', () => {
    const { push, pull } = setUp();
    push(...Array.from({ length: 40 }, (_, index) => index + 1));
    expect(pull()).toBe(26);
    expect(Array.from({ length: 14 }, pull)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 27),
    );
    expect(pull()).toBe(0);
  });

  it('keeps a copy: the buffer that was given may be used again', () => {
    const frame = frameOf(9);
    const buffer = new MicrophoneBuffer();
    buffer.push(frame);
    frame.fill(1);
    buffer.push(frame);
    buffer.push(frame);
    const heard = new Int16Array(320);
    buffer.pull(heard);
    expect(heard[0]).toBe(9);
  });
});
