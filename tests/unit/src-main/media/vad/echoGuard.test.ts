import { describe, expect, it } from 'vitest';
import { EchoGuard } from '#main/media/vad/echoGuard';

const PLAYED = 4_000;
const SECOND = 50;

function below(db: number): number {
  return PLAYED * 10 ** (-db / 20);
}

/** The agent speaks for this number of frames, and the caller's line returns audio of this RMS. */
function talk(guard: EchoGuard, frames: number, callerRms: number | null): void {
  for (let frame = 0; frame < frames; frame += 1) {
    guard.note(PLAYED, callerRms);
  }
}

describe('EchoGuard', () => {
  it('begins by taking what is 12 dB below the loudest of the last 300 ms for an echo', () => {
    const guard = new EchoGuard();
    expect(guard.floor).toBe(0);
    guard.note(PLAYED, 0);
    guard.note(PLAYED / 4, null);
    expect(guard.floor).toBeCloseTo(below(12));
  });

  it('forgets what was played longer ago', () => {
    const guard = new EchoGuard();
    guard.note(PLAYED, null);
    for (let frame = 0; frame < 14; frame += 1) {
      guard.note(0, null);
    }
    expect(guard.floor).toBeGreaterThan(0);
    guard.note(0, null);
    expect(guard.floor).toBe(0);
  });

  it('lets ever softer callers through on a line without an echo, down to 40 dB below the agent', () => {
    const guard = new EchoGuard();
    talk(guard, SECOND, 0);
    expect(guard.floor).toBeLessThan(below(18));
    talk(guard, 10 * SECOND, 0);
    expect(guard.floor).toBeCloseTo(below(40));
  });

  it.each([20, 30])('stays above an echo of %s dB loss', (lossDb) => {
    const guard = new EchoGuard();
    talk(guard, 10 * SECOND, below(lossDb));
    expect(guard.floor).toBeGreaterThan(below(lossDb - 6));
    expect(guard.floor).toBeLessThan(below(lossDb - 10));
  });

  it('rises again within a syllable when an echo sets in, but never above 12 dB below the agent', () => {
    const guard = new EchoGuard();
    talk(guard, 10 * SECOND, 0);
    talk(guard, 15, below(20));
    expect(guard.floor).toBeGreaterThan(below(22));
    talk(guard, SECOND, PLAYED);
    expect(guard.floor).toBeCloseTo(below(12));
  });

  it('learns nothing from frames that are not the caller’s own, nor while nothing is played', () => {
    const guard = new EchoGuard();
    talk(guard, 10 * SECOND, null);
    expect(guard.floor).toBeCloseTo(below(12));
    for (let frame = 0; frame < SECOND; frame += 1) {
      guard.note(0, 0);
    }
    guard.note(PLAYED, 0);
    expect(guard.floor).toBeGreaterThan(below(16));
  });
});
