import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnswerWatch } from '../../../../../src-main/call/talk/answerWatch';

describe('AnswerWatch', () => {
  let told: string[];
  let watch: AnswerWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    watch = new AnswerWatch({
      onOverdue: (seconds) => told.push(`overdue ${String(seconds)}`),
      onOver: () => told.push('over'),
    });
  });

  afterEach(() => {
    watch.close();
    vi.useRealTimers();
  });

  it('tells once that no answer came, and that it is over when somebody speaks', () => {
    watch.waiting(true);
    vi.advanceTimersByTime(7_999);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(20_000);
    watch.waiting(false);
    watch.somebodySpeaks();
    watch.somebodySpeaks();
    expect(told).toEqual(['overdue 8', 'over']);
  });

  it('says nothing when the answer comes in time, or the call ends', () => {
    watch.waiting(true);
    vi.advanceTimersByTime(5_000);
    watch.waiting(false);
    watch.waiting(true);
    vi.advanceTimersByTime(5_000);
    watch.close();
    vi.advanceTimersByTime(20_000);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
