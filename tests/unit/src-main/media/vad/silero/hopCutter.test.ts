import { describe, expect, it } from 'vitest';
import { HopCutter } from '#main/media/vad/silero/hopCutter';
import {
  CONTEXT_SAMPLES,
  HOP_CAPACITY,
  HOP_SAMPLES,
  HopRing,
} from '#main/media/vad/silero/hopRing';

/** Frame number `index` of a line on which each sample is one more than the one before. */
function frame(index: number): Buffer {
  return Buffer.from(Int16Array.from({ length: 320 }, (_, i) => index * 320 + i).buffer);
}

/** Samples of the oldest hop without an answer, context first. */
function oldest(ring: HopRing): number[] {
  return [...(ring.pendingInput ?? [])].map((value) => Math.round(value * 32_768));
}

describe('HopCutter', () => {
  it('makes hops of 512 samples, each with the 64 before it, whatever frames they come in', () => {
    const cutter = new HopCutter();
    const ring = new HopRing();
    const overhangs = Array.from({ length: 8 }, (_, index) => cutter.add(frame(index), ring));
    expect(overhangs).toEqual([null, 128, null, 256, 64, null, 192, 0]);
    for (let hop = 0; hop < 5; hop += 1) {
      const first = hop * HOP_SAMPLES - CONTEXT_SAMPLES;
      const expected = Array.from({ length: CONTEXT_SAMPLES + HOP_SAMPLES }, (_, i) =>
        Math.max(0, first + i),
      );
      expect(oldest(ring)).toEqual(expected);
      ring.answer(0);
    }
    expect(ring.pendingInput).toBeNull();
  });

  it('begins a hop anew after frames that were left out, with the samples before it', () => {
    const cutter = new HopCutter();
    const ring = new HopRing();
    cutter.add(frame(0), ring);
    cutter.skip(frame(1));
    expect(cutter.add(frame(2), ring)).toBeNull();
    expect(cutter.add(frame(3), ring)).toBe(128);
    expect(oldest(ring)).toEqual(Array.from({ length: 576 }, (_, i) => 640 - 64 + i));
  });

  it('drops hops when the ring is full, and goes on when there is room again', () => {
    const cutter = new HopCutter();
    const ring = new HopRing();
    let frames = 0;
    while (ring.nextInput !== null) {
      cutter.add(frame(frames % 100), ring);
      frames += 1;
    }
    expect(ring.written).toBe(HOP_CAPACITY);
    expect([cutter.add(frame(0), ring), cutter.add(frame(0), ring)]).toEqual([null, null]);
    ring.answer(0.5);
    cutter.add(frame(0), ring);
    cutter.add(frame(0), ring);
    expect(ring.written).toBe(HOP_CAPACITY + 1);
  });
});

describe('HopRing', () => {
  it('shares hops and answers with a second ring of the same memory', () => {
    const writer = new HopRing();
    const model = new HopRing(writer.memory);
    expect(model.pendingInput).toBeNull();
    writer.nextInput?.fill(0.25);
    writer.publish();
    expect(model.pendingInput?.[575]).toBe(0.25);
    model.answer(0.75);
    expect(writer.done).toBe(1);
    expect(writer.probabilityOf(0)).toBe(0.75);
  });
});
