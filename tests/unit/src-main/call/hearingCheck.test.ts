import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEAF_AFTER_MS, HearingCheck } from '../../../../src-main/call/hearingCheck';

describe('HearingCheck', () => {
  let told: boolean[];
  let check: HearingCheck;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    check = new HearingCheck((deaf) => told.push(deaf));
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells when only Asterisk hears the caller, and when we hear him again', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([true]);
    check.weHear(true);
    expect(told).toEqual([true, false]);
  });

  it('is content while both hear him, however long he speaks with pauses', () => {
    check.asteriskHears(true);
    for (let word = 0; word < 10; word += 1) {
      check.weHear(true);
      vi.advanceTimersByTime(3_000);
      check.weHear(false);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 100);
    }
    expect(told).toEqual([]);
  });

  it('counts each spurt by itself', () => {
    for (let spurt = 0; spurt < 5; spurt += 1) {
      check.asteriskHears(true);
      vi.advanceTimersByTime(DEAF_AFTER_MS - 100);
      check.asteriskHears(false);
      vi.advanceTimersByTime(1_000);
    }
    expect(told).toEqual([]);
  });

  it('stays deaf until we hear him, also between the spurts', () => {
    check.asteriskHears(true);
    vi.advanceTimersByTime(DEAF_AFTER_MS);
    check.asteriskHears(false);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([true]);
  });

  it('leaves no timer behind', () => {
    check.asteriskHears(true);
    check.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
