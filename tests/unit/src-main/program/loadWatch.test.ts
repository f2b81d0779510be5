import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission } from '#main/call/admission';
import { silentLog } from '#main/observability/log';
import { LoadJudge, LoadWatch, OVERLOADED_MS, STRAINED_MS } from '#main/program/loadWatch';
import { type Phrase, wordsOf } from '#model/phrases/phrase';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The states after windows with these delays. */
function statesAfter(delays: readonly number[]): string[] {
  const judge = new LoadJudge();
  return delays.map((p99Ms) => {
    judge.note(p99Ms, false);
    return judge.state;
  });
}

describe('LoadJudge', () => {
  it('rises at once, by the delay of a window', () => {
    expect(
      statesAfter([0, STRAINED_MS - 1, STRAINED_MS, OVERLOADED_MS - 1, OVERLOADED_MS]),
    ).toEqual(['ok', 'ok', 'strained', 'strained', 'overloaded']);
    expect(statesAfter([OVERLOADED_MS])).toEqual(['overloaded']);
  });

  it('is strained while the voice detection does not keep up', () => {
    const judge = new LoadJudge();
    judge.note(0, true);
    expect(judge.state).toBe('strained');
    judge.note(OVERLOADED_MS, true);
    expect(judge.state).toBe('overloaded');
  });

  it('falls only after three lower windows in a row', () => {
    expect(statesAfter([OVERLOADED_MS, 0, 0, OVERLOADED_MS, 0, 0, 0])).toEqual([
      ...Array<string>(6).fill('overloaded'),
      'ok',
    ]);
  });
});

describe('LoadWatch', () => {
  it('tells when there is no room for another call, and when there is again', () => {
    const told: [string, string, Phrase | null | undefined][] = [];
    let calls = 0;
    let maxCalls = 0;
    const watch = new LoadWatch({
      admission: new Admission(() => maxCalls),
      liveCalls: () => calls,
      vadLoad: () => ({ lagMs: 20, droppedHops: 1, isBehind: false }),
      board: { set: (name, state, said) => told.push([name, state, said]) },
      log: silentLog,
    });
    watch.start();
    calls = 500;
    vi.advanceTimersByTime(1_000);
    expect(told.at(-1)).toEqual(['capacity', 'ready', null]);
    maxCalls = 2;
    calls = 2;
    vi.advanceTimersByTime(1_000);
    const [, state, said] = told.at(-1) ?? [];
    expect(state).toBe('strained');
    expect(said && wordsOf(said)).toMatch(/^Full: 2 of 2 calls/);
    calls = 1;
    vi.advanceTimersByTime(1_000);
    expect(told.at(-1)).toEqual(['capacity', 'ready', null]);
    expect(watch.load).toMatchObject({ state: 'ok', maxCalls: 2, vadLagMs: 20, vadDroppedHops: 1 });
    watch.stop();
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
