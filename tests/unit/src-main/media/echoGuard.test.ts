import { describe, expect, it } from 'vitest';
import { EchoGuard } from '../../../../src-main/media/echoGuard';

describe('EchoGuard', () => {
  it('takes what is 12 dB below the loudest of the last 300 ms for an echo', () => {
    const guard = new EchoGuard();
    expect(guard.floor).toBe(0);
    guard.note(4_000);
    guard.note(1_000);
    expect(guard.floor).toBeCloseTo(4_000 * 10 ** -0.6);
  });

  it('forgets what was played longer ago', () => {
    const guard = new EchoGuard();
    guard.note(4_000);
    for (let frame = 0; frame < 14; frame += 1) {
      guard.note(0);
    }
    expect(guard.floor).toBeGreaterThan(0);
    guard.note(0);
    expect(guard.floor).toBe(0);
  });
});
