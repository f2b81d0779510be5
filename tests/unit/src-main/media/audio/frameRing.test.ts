import { describe, expect, it } from 'vitest';
import { FramePool, FrameRing } from '#main/media/audio/frameRing';
import { FRAME_BYTES } from '#model/audio';
import { seededRandom } from '#support/media/signals';

describe('FrameRing', () => {
  it('keeps every byte in order however it is cut, while it drops old frames and grows', () => {
    const random = seededRandom(5);
    const ring = new FrameRing(new FramePool(10));
    const audio = Buffer.from(
      Array.from({ length: 500 * FRAME_BYTES }, (_, i) => (i * 7 + (i >> 9)) & 255),
    );
    let checked = 0;
    for (let at = 0; at < audio.length;) {
      const size = Math.floor(random() * 9000);
      ring.append(audio.subarray(at, at + size));
      at += size;
      if (random() < 0.3) {
        for (; checked < ring.end; checked += 1) {
          const expected = audio.subarray(checked * FRAME_BYTES, (checked + 1) * FRAME_BYTES);
          expect(ring.at(checked)?.equals(expected)).toBe(true);
        }
        ring.dropBefore(checked - 3);
      }
    }
    expect(ring.end).toBe(500);
    expect(ring.at(ring.first - 1)).toBeNull();
    expect(ring.at(ring.end)).toBeNull();
  });

  it('allocates nothing in the steady state', () => {
    const pool = new FramePool();
    const ring = new FrameRing(pool);
    const seen = new Set<ArrayBufferLike>();
    const frame = Buffer.alloc(FRAME_BYTES);
    for (let k = 0; k < 1000; k += 1) {
      ring.append(frame);
      seen.add(ring.at(ring.end - 1)!.buffer);
      ring.dropBefore(ring.end - 5);
    }
    expect(seen.size).toBe(6);
  });

  it('keeps no more free buffers than its limit', () => {
    const pool = new FramePool(1);
    const a = pool.take();
    const b = pool.take();
    pool.give(a);
    pool.give(b);
    expect(pool.take()).toBe(a);
    expect(pool.take()).not.toBe(b);
  });

  it('fills the last frame with silence, and drops a begun one', () => {
    const ring = new FrameRing();
    ring.append(Buffer.alloc(10, 1));
    ring.pad();
    ring.pad();
    expect(ring.end).toBe(1);
    expect(ring.at(0)?.subarray(9, 12)).toEqual(Buffer.from([1, 0, 0]));
    ring.append(Buffer.alloc(10, 1));
    ring.clear();
    expect(ring.residueBytes).toBe(0);
    expect(ring.end).toBe(1);
    ring.append(Buffer.alloc(FRAME_BYTES, 2));
    expect(ring.at(1)?.every((byte) => byte === 2)).toBe(true);
  });
});
