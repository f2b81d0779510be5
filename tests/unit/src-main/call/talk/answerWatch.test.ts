import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnswerWatch } from '#main/call/talk/answerWatch';

describe('AnswerWatch', () => {
  let told: string[];
  let limitMs: number;
  let watch: AnswerWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    limitMs = 8_000;
    watch = new AnswerWatch({
      limitMs: () => limitMs,
      onOverdue: (ms) => told.push(`overdue ${String(ms)}`),
      onGivenUp: () => told.push('given up'),
      onOver: () => told.push('over'),
    });
  });

  afterEach(() => {
    watch.close();
    vi.useRealTimers();
  });

  it('reports a missing answer, gives up after the same time again, and reports the end when somebody speaks', () => {
    watch.waiting(true);
    vi.advanceTimersByTime(7_999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(30_000);
    watch.waiting(false);
    watch.somebodySpeaks();
    watch.somebodySpeaks();
    expect(told).toEqual(['overdue 8000', 'given up', 'over']);
  });

  it('begins the second wait anew once the connection is there again', () => {
    watch.waiting(true);
    vi.advanceTimersByTime(8_000);
    watch.waiting(false);
    vi.advanceTimersByTime(20_000);
    watch.waiting(true);
    vi.advanceTimersByTime(7_999);
    expect(told).toEqual(['overdue 8000']);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(['overdue 8000', 'given up']);
  });

  it('reports nothing when the answer comes in time, the call ends, or the watch is off', () => {
    watch.waiting(true);
    vi.advanceTimersByTime(5_000);
    watch.waiting(false);
    watch.waiting(true);
    vi.advanceTimersByTime(5_000);
    watch.close();
    limitMs = 0;
    watch.waiting(true);
    vi.advanceTimersByTime(20_000);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
