import { describe, expect, it } from 'vitest';
import { HopCutter } from '#main/media/vad/silero/hopCutter';
import {
  CONTEXT_SAMPLES,
  HOP_CAPACITY,
  HOP_SAMPLES,
  HopRing,
  INPUT_SAMPLES,
} from '#main/media/vad/silero/hopRing';

/** Frame number `index` of a line on which each sample is one more than the one before. */
function frame(index: number): Buffer {
  return Buffer.from(Int16Array.from({ length: 320 }, (_, i) => index * 320 + i).buffer);
}

/** Takes the oldest waiting hop: its number and its samples; null when none waits. */
function taken(ring: HopRing): { hop: number; samples: number[] } | null {
  const input = new Float32Array(INPUT_SAMPLES);
  const hop = ring.take(input, 0);
  return hop === null
    ? null
    : { hop, samples: [...input].map((value) => Math.round(value * 32_768)) };
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
      expect(taken(ring)).toEqual({ hop, samples: expected });
    }
    expect(taken(ring)).toBeNull();
  });

  it('begins a hop anew after frames that were left out, with the samples before it', () => {
    const cutter = new HopCutter();
    const ring = new HopRing();
    cutter.add(frame(0), ring);
    cutter.skip(frame(1));
    expect(cutter.add(frame(2), ring)).toBeNull();
    expect(cutter.add(frame(3), ring)).toBe(128);
    expect(taken(ring)?.samples).toEqual(Array.from({ length: 576 }, (_, i) => 640 - 64 + i));
  });
});

/** A hop whose samples are all `value`. */
function hopOf(value: number): Float32Array {
  return new Float32Array(INPUT_SAMPLES).fill(value);
}

/** A ring as the writer and as the model have it. */
function openRing() {
  const writer = new HopRing();
  const input = new Float32Array(INPUT_SAMPLES);
  return { writer, model: new HopRing(writer.memory), input };
}

describe('HopRing', () => {
  it('shares hops and answers with a second ring of the same memory', () => {
    const { writer, model, input } = openRing();
    expect(model.take(input, 0)).toBeNull();
    writer.write(hopOf(0.25));
    expect(model.take(input, 0)).toBe(0);
    expect(input[575]).toBe(0.25);
    expect(writer.answered).toBe(0);
    model.answer(0, 0.75);
    expect(writer.answered).toBe(1);
    expect(writer.probabilityOf(0)).toBe(0.75);
  });

  it('drops the oldest hop when it is full, so that the newest are answered', () => {
    const { writer, model, input } = openRing();
    for (let hop = 0; hop < HOP_CAPACITY + 3; hop += 1) {
      writer.write(hopOf(hop));
    }
    expect(writer.dropped).toBe(3);
    expect(model.take(input, 0)).toBe(3);
    expect(input[0]).toBe(3);
    model.answer(3, 0.5);
    expect([0, 1, 2, 3].map((hop) => writer.probabilityOf(hop))).toEqual([null, null, null, 0.5]);
  });

  it('keeps only the newest hop on demand, and leaves the one in work alone', () => {
    const { writer, model, input } = openRing();
    for (let hop = 0; hop < 5; hop += 1) {
      writer.write(hopOf(hop));
    }
    model.take(input, 0);
    writer.keepNewest();
    expect(writer.dropped).toBe(3);
    model.answer(0, 0.5);
    expect(model.take(input, 0)).toBe(4);
    expect(input[0]).toBe(4);
    expect(model.take(input, 0)).toBeNull();
  });

  it('does not hand out a hop that is overwritten while the model copies it', () => {
    const { writer, model } = openRing();
    for (let hop = 0; hop < HOP_CAPACITY; hop += 1) {
      writer.write(hopOf(hop));
    }
    let overtaken = false;
    const input = new (class extends Float32Array {
      // In place of a writer in the other thread, at the worst moment.
      override set(hop: ArrayLike<number>, offset?: number): void {
        super.set(hop, offset);
        if (!overtaken) {
          overtaken = true;
          writer.write(hopOf(HOP_CAPACITY));
        }
      }
    })(INPUT_SAMPLES);
    expect(model.take(input, 0)).toBe(1);
    expect(input[0]).toBe(1);
    expect(writer.dropped).toBe(1);
  });
});
