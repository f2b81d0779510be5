import { describe, expect, it } from 'vitest';
import { seededRandom } from '#main/demo/random';
import { ColumnAxis } from '#main/media/clock/columnAxis';

/**
 * Lets frames come every `periodMs`, with up to `jitterMs` of delay, for a while. Returns how often
 * time was filled without a frame, how many frames found no column, and the greatest distance of a
 * frame's column from its time, ms.
 */
function run(periodMs: number, jitterMs: number, minutes: number) {
  const axis = new ColumnAxis(0);
  const random = seededRandom(7);
  let [filled, refused, apartMs, atMs] = [0, 0, 0, 0];
  for (let frame = 1; frame * periodMs < minutes * 60_000; frame += 1) {
    atMs = Math.max(atMs, frame * periodMs + random() * jitterMs);
    if (axis.staysLate(atMs)) {
      for (let due = axis.due(atMs); due > 0; due -= 1) {
        axis.take();
        filled += 1;
      }
    }
    if (axis.hasRoom(atMs)) {
      apartMs = Math.max(apartMs, Math.abs(axis.take() - frame * periodMs));
    } else {
      refused += 1;
    }
  }
  return { filled, refused, apartMs };
}

describe('a line’s columns', () => {
  it('take every frame of a sender in step, whatever the jitter', () => {
    expect(run(20, 0, 10)).toEqual({ filled: 0, refused: 0, apartMs: 0 });
    expect(run(20, 60, 10)).toMatchObject({ filled: 0, refused: 0 });
  });

  it('follow our clock, not that of the sender, by single frames', () => {
    // 200 ppm: the most that two telephones may differ by.
    const slow = run(20.004, 15, 60);
    expect(slow.refused).toBe(0);
    expect(slow.filled).toBeGreaterThan(20);
    expect(slow.filled).toBeLessThanOrEqual(37);
    expect(slow.apartMs).toBeLessThanOrEqual(70);
    const fast = run(19.996, 15, 60);
    expect(fast.filled).toBe(0);
    expect(fast.refused).toBeGreaterThan(20);
    expect(fast.refused).toBeLessThanOrEqual(37);
    expect(fast.apartMs).toBeLessThanOrEqual(70);
  });

  it('wait for the frames of a stall, but not for frames that were left out', () => {
    const axis = new ColumnAxis(0);
    expect(axis.isLate(59)).toBe(false);
    expect(axis.isLate(60)).toBe(true);
    expect(axis.due(199)).toBe(9);
    expect(axis.staysLate(200)).toBe(false);
    for (let column = 1; column <= 3; column += 1) {
      expect(axis.take()).toBe(column * 20);
    }
    expect(axis.staysLate(300)).toBe(false);
    expect(axis.staysLate(1_200)).toBe(false);
    expect(axis.staysLate(1_301)).toBe(true);
    expect(axis.due(1_301)).toBe(62);
  });

  it('leave out what is too long to be filled', () => {
    const axis = new ColumnAxis(0);
    expect(axis.due(3_600_010)).toBe(1);
    expect(axis.take()).toBe(3_600_000);
    expect(axis.due(3_600_010)).toBe(0);
  });
});
