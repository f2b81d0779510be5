import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameClock } from '#main/media/clock/frameClock';

describe('FrameClock', () => {
  const errors: unknown[] = [];
  let clock: FrameClock;

  beforeEach(() => {
    vi.useFakeTimers();
    errors.length = 0;
    clock = new FrameClock((error) => {
      errors.push(error);
    });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls a listener every 20 ms and does not drift', () => {
    const times: number[] = [];
    const stop = clock.everyFrame((nowMs) => {
      times.push(nowMs);
    });
    vi.advanceTimersByTime(60_000);
    stop();
    expect(times).toHaveLength(3_000);
    expect(times.at(-1)! - times[0]!).toBeCloseTo(2_999 * 20, 3);
  });

  it('makes up for the frames of a stall at once', () => {
    const times: number[] = [];
    const stop = clock.everyFrame((nowMs) => {
      times.push(nowMs);
    });
    vi.advanceTimersByTime(20);
    // The program is blocked: time goes on, no timer fires.
    const blocked = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 500);
    vi.advanceTimersByTime(20);
    blocked.mockRestore();
    stop();
    expect(times).toHaveLength(1 + 25);
    expect(times[5]! - times[4]!).toBeCloseTo(20, 3);
  });

  it('begins anew after the computer was suspended', () => {
    let frames = 0;
    const stop = clock.everyFrame(() => {
      frames += 1;
    });
    vi.advanceTimersByTime(20);
    const suspended = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(20);
    suspended.mockRestore();
    stop();
    expect(frames).toBe(2);
  });

  it('has a timer only while somebody listens or waits', () => {
    expect(vi.getTimerCount()).toBe(0);
    const stop = clock.everyFrame(() => undefined);
    const cancel = clock.after(1_000, () => undefined);
    expect(vi.getTimerCount()).toBe(1);
    stop();
    expect(vi.getTimerCount()).toBe(1);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps one timer when a listener leaves and another comes within a frame', () => {
    let frames = 0;
    const stop = clock.everyFrame(() => {
      stop();
      clock.after(40, () => {
        frames += 1;
      });
    });
    vi.advanceTimersByTime(20);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(100);
    expect(frames).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('runs a delay at the first frame that is late enough, and not a cancelled one', () => {
    const kept: number[] = [];
    const begin = performance.now();
    clock.after(50, () => {
      kept.push(performance.now() - begin);
    });
    clock.after(50, () => kept.push(-1))();
    vi.advanceTimersByTime(200);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toBeCloseTo(60, 3);
  });

  it('goes on for the others when a listener throws', () => {
    let frames = 0;
    const stopBad = clock.everyFrame(() => {
      throw new Error('listener');
    });
    const stopGood = clock.everyFrame(() => {
      frames += 1;
    });
    vi.advanceTimersByTime(100);
    stopBad();
    stopGood();
    expect(frames).toBe(5);
    expect(errors).toHaveLength(5);
  });
});
