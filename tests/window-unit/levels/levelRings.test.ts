import { describe, expect, it } from 'vitest';
import { levelBatch, type LevelColumn } from '#support/window/levelBatch';
import { LevelRing, RING_COLUMNS } from '#window/levels/levelRing';
import { LevelRings } from '#window/levels/levelRings';

const columns = (from: number, count: number): LevelColumn[] =>
  Array.from({ length: count }, (_, index) => [(from + index) % 256, 9, 1]);

describe('LevelRings', () => {
  it('reads each call of a batch into its own ring', () => {
    const rings = new LevelRings();
    const taken = rings.apply(
      levelBatch([
        {
          meterId: 3,
          firstColumn: 0,
          columns: [
            [10, 20, 1],
            [11, 21, 6],
          ],
        },
        { meterId: 8, firstColumn: 100, columns: [[40, 50, 8]] },
      ]),
    );
    expect(taken).toBe(true);
    const ring = rings.ring(3);
    expect([ring.head, ring.callerAt(1), ring.agentAt(1), ring.flagsAt(1)]).toEqual([2, 11, 21, 6]);
    expect([rings.ring(8).head, rings.ring(8).callerAt(100)]).toEqual([101, 40]);
  });

  it('refuses another layout and stops at a batch that is cut short', () => {
    const rings = new LevelRings();
    expect(rings.apply(levelBatch([], 0x12345678))).toBe(false);
    expect(rings.apply(new ArrayBuffer(3))).toBe(false);
    const whole = levelBatch([{ meterId: 1, firstColumn: 0, columns: columns(0, 4) }]);
    expect(rings.apply(whole.slice(0, whole.byteLength - 2))).toBe(false);
    expect(rings.ring(1).head).toBe(0);
  });

  it('forgets a call', () => {
    const rings = new LevelRings();
    rings.apply(levelBatch([{ meterId: 1, firstColumn: 0, columns: columns(0, 4) }]));
    rings.drop(1);
    expect(rings.size).toBe(0);
  });
});

describe('LevelRing', () => {
  const write = (ring: LevelRing, from: number, data: readonly LevelColumn[]): void => {
    ring.write(from, Uint8Array.from(data.flat()), 0, data.length);
  };

  it('keeps the newest columns and reads silence behind them', () => {
    const ring = new LevelRing();
    for (let from = 0; from < RING_COLUMNS + 100; from += 50) {
      write(ring, from, columns(from, 50));
    }
    const { head, tail } = ring;
    expect(head - tail).toBe(RING_COLUMNS);
    expect(ring.callerAt(head - 1)).toBe((head - 1) % 256);
    expect(ring.callerAt(tail)).toBe(tail % 256);
    expect(ring.callerAt(tail - 1)).toBe(0);
    expect(ring.callerAt(head)).toBe(0);
  });

  it('reads a gap as silence, even where older columns lay', () => {
    const ring = new LevelRing();
    write(ring, 0, columns(1, 10));
    write(ring, 14, [[99, 0, 0]]);
    expect([9, 10, 13, 14].map((at) => ring.callerAt(at))).toEqual([10, 0, 0, 99]);
  });

  it('begins where the window first hears of the call', () => {
    const ring = new LevelRing();
    write(ring, 5000, columns(7, 2));
    expect([ring.tail, ring.head, ring.callerAt(5000), ring.callerAt(4999)]).toEqual([
      5000, 5002, 7, 0,
    ]);
  });

  it('replaces columns that it knows already', () => {
    const ring = new LevelRing();
    write(ring, 0, columns(0, 10));
    write(ring, 8, [
      [200, 0, 0],
      [201, 0, 0],
      [202, 0, 0],
    ]);
    expect([ring.head, ring.callerAt(8), ring.callerAt(10)]).toEqual([11, 200, 202]);
  });
});
