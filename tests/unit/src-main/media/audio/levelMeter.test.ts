import { describe, expect, it } from 'vitest';
import { decodeLevelBatch, encodeLevelBatch } from '#main/media/audio/levelBatch';
import { LevelMeter } from '#main/media/audio/levelMeter';
import { LEVEL_FLAGS, LEVEL_MAGIC } from '#model/levels';

/** The columns of a meter as [caller, agent, flags]. */
function drain(meter: LevelMeter, nowMs: number): { first: number; columns: number[][] } {
  const count = meter.pending(nowMs);
  const first = meter.firstColumn;
  const bytes = new Uint8Array(count * 3);
  meter.drainInto(bytes, 0);
  return {
    first,
    columns: Array.from({ length: count }, (_, i) => [...bytes.subarray(3 * i, 3 * i + 3)]),
  };
}

describe('LevelMeter', () => {
  it('gives each column once, peaks as bytes', () => {
    const meter = new LevelMeter();
    meter.addColumn(32_768, 0, LEVEL_FLAGS.callerSpeaking, 1000);
    meter.addColumn(16_384, 1, LEVEL_FLAGS.bargeIn, 1020);
    expect(drain(meter, 1030)).toEqual({
      first: 0,
      columns: [
        [255, 0, 1],
        [128, 1, 4],
      ],
    });
    expect(meter.pending(1030)).toBe(0);
    meter.addColumn(0, 32_767, 0, 1040);
    expect(drain(meter, 1040)).toEqual({ first: 2, columns: [[0, 255, 0]] });
  });

  it('goes on with silence when no frames come for more than 60 ms', () => {
    const meter = new LevelMeter();
    meter.addColumn(100, 0, 0, 1000);
    expect(meter.pending(1060)).toBe(1);
    expect(meter.pending(1500)).toBe(25);
    const { columns } = drain(meter, 1500);
    expect(columns.slice(1).every((column) => column.every((byte) => byte === 0))).toBe(true);
    meter.addColumn(32_768, 0, 0, 1505);
    expect(drain(meter, 1505)).toEqual({ first: 25, columns: [[255, 0, 0]] });
  });

  it('stays on the clock when frames come in a burst after a pause', () => {
    const meter = new LevelMeter();
    meter.addColumn(1, 0, 0, 0);
    meter.pending(1000);
    for (let k = 0; k < 49; k += 1) {
      meter.addColumn(20_000, 0, LEVEL_FLAGS.callerSpeaking, 1001);
    }
    meter.pending(1001);
    expect(meter.firstColumn + meter.pending(1001)).toBeLessThanOrEqual(54);
    for (let k = 1; k <= 500; k += 1) {
      meter.addColumn(1, 0, 0, 1001 + k * 20);
    }
    expect(Math.abs(meter.firstColumn + meter.pending(11_001) - 551)).toBeLessThanOrEqual(4);
  });

  it('keeps the newest 5 s for a reader that does not fetch them', () => {
    const meter = new LevelMeter();
    for (let k = 0; k < 1000; k += 1) {
      meter.addColumn(k % 2 === 0 ? 0 : 32_768, 0, 0, k * 20);
    }
    const { first, columns } = drain(meter, 20_000);
    expect(first).toBe(744);
    expect(columns).toHaveLength(256);
    expect(columns[1]![0]).toBe(255);
    // And after an hour without a frame.
    expect(meter.pending(3_600_000)).toBe(256);
    expect(meter.firstColumn).toBe(180_000 - 256);
  });

  it('has nothing before the first frame', () => {
    expect(new LevelMeter().pending(5000)).toBe(0);
  });
});

describe('level batch', () => {
  it('has the new columns of all calls that have some', () => {
    const a = new LevelMeter();
    const b = new LevelMeter();
    const idle = new LevelMeter();
    a.addColumn(32_768, 0, 1, 0);
    b.addColumn(0, 32_768, 2, 0);
    b.addColumn(0, 0, 8, 20);
    const calls = [
      { meterId: 7, meter: a },
      { meterId: 8, meter: idle },
      { meterId: 4_000_000_000, meter: b },
    ];
    const batch = encodeLevelBatch(calls, 20);
    expect(batch?.byteLength).toBe(8 + 2 * 12 + 3 * 3);
    expect(new DataView(batch!).getUint32(0, true)).toBe(LEVEL_MAGIC);
    expect(decodeLevelBatch(batch!)).toEqual([
      { meterId: 7, firstColumn: 0, columns: Uint8Array.of(255, 0, 1) },
      { meterId: 4_000_000_000, firstColumn: 0, columns: Uint8Array.of(0, 255, 2, 0, 0, 8) },
    ]);
    expect(encodeLevelBatch(calls, 20)).toBeNull();
    b.addColumn(0, 0, 0, 40);
    expect(decodeLevelBatch(encodeLevelBatch(calls, 40)!)[0]?.firstColumn).toBe(2);
  });

  it('is not read from other bytes', () => {
    expect(() => decodeLevelBatch(new ArrayBuffer(8))).toThrow(RangeError);
  });
});
