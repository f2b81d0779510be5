import { describe, expect, it } from 'vitest';
import { PinAttempts } from '#main/config/operators/pinAttempts';

function setUp() {
  let nowMs = 0;
  const attempts = new PinAttempts(() => nowMs);
  return { attempts, pass: (ms: number) => (nowMs += ms) };
}

describe('wrong PINs', () => {
  it('may be five before one has to wait, and each further one doubles the wait', () => {
    const { attempts, pass } = setUp();
    for (let n = 0; n < 5; n += 1) {
      expect(attempts.waitMs('ann')).toBe(0);
      attempts.begin('ann');
    }
    const waits = [];
    for (let n = 0; n < 7; n += 1) {
      const waitMs = attempts.waitMs('ann');
      waits.push(waitMs / 1000);
      pass(waitMs);
      expect(attempts.waitMs('ann')).toBe(0);
      attempts.begin('ann');
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it('of one operator do not hold up another', () => {
    const { attempts } = setUp();
    for (let n = 0; n < 9; n += 1) {
      attempts.begin('ann');
    }
    expect([attempts.waitMs('ann') > 0, attempts.waitMs('bob')]).toEqual([true, 0]);
  });

  it('no longer count after the right one', () => {
    const { attempts } = setUp();
    for (let n = 0; n < 5; n += 1) {
      attempts.begin('ann');
    }
    attempts.succeeded('ann');
    expect(attempts.waitMs('ann')).toBe(0);
  });
});
