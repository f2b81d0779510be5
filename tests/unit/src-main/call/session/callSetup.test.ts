import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../../../src-main/util/result';
import { done } from '../../../../../src-main/util/result';
import { FakeLeg } from '../../../../support/call/fakes';
import { SessionBench } from '../../../../support/call/sessionBench';

/** A leg whose ringing begins when the test says so. */
class SlowLeg extends FakeLeg {
  begins: () => void = () => undefined;

  override async ring(): Promise<Result<void>> {
    await new Promise<void>((resolve) => {
      this.begins = resolve;
    });
    this.told.push('rings');
    return done;
  }
}

describe('a caller who is answered', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is answered only once his ringing has begun, however soon the agent is ready', async () => {
    const leg = new SlowLeg();
    const bench = new SessionBench({}, leg);
    bench.session.begin();
    await vi.advanceTimersByTimeAsync(100);
    expect(leg.told).toEqual([]);
    leg.begins();
    await bench.settle();
    expect(leg.told.slice(0, 2)).toEqual(['rings', 'answer']);
    expect(bench.call.state).toBe('live');
    await bench.session.hangUp();
  });

  it('is answered only once his ringing has begun when the supervisor is quick, too', async () => {
    const leg = new SlowLeg();
    const bench = new SessionBench({ autoAnswer: false }, leg);
    bench.session.begin();
    void bench.session.answer();
    await vi.advanceTimersByTimeAsync(100);
    expect(leg.told).toEqual([]);
    leg.begins();
    await bench.settle();
    expect(leg.told.slice(0, 2)).toEqual(['rings', 'answer']);
    await bench.session.hangUp();
  });
});
