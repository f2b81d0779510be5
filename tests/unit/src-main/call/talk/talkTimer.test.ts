import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TalkTimer, type Timed } from '#main/call/talk/talkTimer';

/** A part that is due once, and notes when it was called. */
class Alarm implements Timed {
  dueMs: number | null;
  readonly rang: number[] = [];

  constructor(inMs: number | null) {
    this.dueMs = inMs === null ? null : performance.now() + inMs;
  }

  tick(nowMs: number): void {
    this.rang.push(nowMs);
    this.dueMs = null;
  }
}

describe('TalkTimer', () => {
  let timer: TalkTimer;

  beforeEach(() => {
    vi.useFakeTimers();
    timer = new TalkTimer();
  });

  afterEach(() => {
    timer.close();
    vi.useRealTimers();
  });

  it('calls each part when it is due, with one timer', () => {
    const [early, late, never] = [new Alarm(100), new Alarm(500), new Alarm(null)];
    timer.add(late, early, never);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(99);
    expect(early.rang).toEqual([]);
    vi.advanceTimersByTime(1);
    expect([early.rang.length, late.rang.length]).toEqual([1, 0]);
    vi.advanceTimersByTime(400);
    expect([early.rang.length, late.rang.length, never.rang.length]).toEqual([1, 1, 0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('never calls a part before a due time with a fraction', () => {
    const part = new Alarm(100.4);
    const dueMs = part.dueMs ?? 0;
    timer.add(part);
    vi.advanceTimersByTime(200);
    expect(part.rang[0]).toBeGreaterThanOrEqual(dueMs);
  });

  it('follows a part whose due time has moved', () => {
    const part = new Alarm(100);
    timer.add(part);
    part.dueMs = performance.now() + 300;
    timer.rearm();
    vi.advanceTimersByTime(299);
    expect(part.rang).toEqual([]);
    part.dueMs = performance.now();
    timer.rearm();
    vi.advanceTimersByTime(0);
    expect(part.rang).toHaveLength(1);
  });

  it('calls nobody once it is closed, not even the next part that is due', () => {
    const parts: Alarm[] = [new Alarm(100), new Alarm(100)];
    vi.spyOn(parts[0] ?? new Alarm(null), 'tick').mockImplementation(() => {
      timer.close();
    });
    timer.add(...parts);
    vi.advanceTimersByTime(1_000);
    expect(parts[1]?.rang).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
