import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { callsAtStake, createQuitFlow } from '#shell/quitFlow';
import { saying } from '#support/phrases';

function setUp(
  options: { liveCalls?: number; windowAnswers?: boolean; stop?: () => Promise<Result<void>> } = {},
) {
  const calls = { live: options.liveCalls ?? 0 };
  const ask = vi.fn(() => options.windowAnswers ?? true);
  const stop = vi.fn(options.stop ?? (() => Promise.resolve(done)));
  const exit = vi.fn();
  const holdNewCalls = vi.fn();
  const relaunch = vi.fn();
  const flow = createQuitFlow({
    liveCalls: () => calls.live,
    ask,
    holdNewCalls,
    stop,
    relaunch,
    exit,
    log: silentLog,
  });
  return { flow, calls, ask, holdNewCalls, stop, relaunch, exit };
}

describe('the calls that an end would cut', () => {
  it.each([
    ['live', 2],
    ['demo', 0],
  ] as const)('are, of 2 in %s mode, %d', (mode, calls) => {
    expect(callsAtStake({ mode, liveCalls: 2 })).toBe(calls);
  });
});

describe('quitting', () => {
  it('ends at once when no call is live', async () => {
    const { flow, ask, stop, exit } = setUp();
    flow.requestByUser();
    await vi.waitFor(() => {
      expect(exit).toHaveBeenCalledExactlyOnceWith(0);
    });
    expect(ask).not.toHaveBeenCalled();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('asks first when calls are live, and goes on running when told so', async () => {
    const { flow, ask, stop, exit } = setUp({ liveCalls: 2 });
    expect(flow.question).toBeNull();
    flow.requestByUser();
    expect(ask).toHaveBeenCalledOnce();
    expect(flow.question).toEqual({ goal: 'quit', liveCalls: 2 });
    expect(stop).not.toHaveBeenCalled();
    flow.answer(false);
    expect(flow.question).toBeNull();
    flow.answer(true);
    expect(stop).not.toHaveBeenCalled();
    flow.requestByUser();
    flow.answer(true);
    await vi.waitFor(() => {
      expect(exit).toHaveBeenCalledExactlyOnceWith(0);
    });
  });

  it('asks again when the question went unanswered', () => {
    const { flow, ask } = setUp({ liveCalls: 1 });
    flow.requestByUser();
    flow.requestByUser();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('does not wait for a window that cannot answer', () => {
    const { flow, stop } = setUp({ liveCalls: 1, windowAnswers: false });
    flow.requestByUser();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('does not ask on a signal, not even while it is asking', () => {
    const { flow, ask, stop } = setUp({ liveCalls: 1 });
    flow.requestByUser();
    flow.requestBySignal('SIGTERM');
    flow.requestBySignal('SIGTERM');
    flow.requestByUser();
    flow.answer(false);
    expect(ask).toHaveBeenCalledOnce();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('ignores an answer to a question nobody asked', () => {
    const { flow, stop } = setUp({ liveCalls: 1 });
    flow.answer(true);
    expect(stop).not.toHaveBeenCalled();
  });

  it.each([
    ['could not be ended', () => Promise.resolve(fail(cordboardError('timeout', saying('stuck'))))],
    ['broke', () => Promise.reject(new Error('stuck'))],
  ])('exits with 1 when something %s', async (_what, stop) => {
    const { flow, exit } = setUp({ stop });
    flow.requestBySignal('SIGINT');
    await vi.waitFor(() => {
      expect(exit).toHaveBeenCalledExactlyOnceWith(1);
    });
  });
});

describe('restarting', () => {
  it('starts the program anew after an orderly end', async () => {
    const { flow, stop, relaunch, exit } = setUp();
    flow.requestRestart('now');
    await vi.waitFor(() => {
      expect(exit).toHaveBeenCalledExactlyOnceWith(0);
    });
    expect(stop).toHaveBeenCalledOnce();
    expect(relaunch).toHaveBeenCalledOnce();
  });

  it('asks first when calls are live, and a no leaves everything as it was', async () => {
    const { flow, ask, holdNewCalls, relaunch, exit } = setUp({ liveCalls: 1 });
    flow.requestRestart('now');
    expect(ask).toHaveBeenCalledExactlyOnceWith('restart');
    flow.answer(false);
    expect(holdNewCalls).not.toHaveBeenCalled();
    flow.requestByUser();
    flow.answer(true);
    await vi.waitFor(() => {
      expect(exit).toHaveBeenCalledOnce();
    });
    expect(relaunch).not.toHaveBeenCalled();
  });

  it('waits for the last call, and takes no new one meanwhile', async () => {
    vi.useFakeTimers();
    try {
      const { flow, calls, ask, holdNewCalls, stop, relaunch, exit } = setUp({ liveCalls: 2 });
      flow.requestRestart('idle');
      flow.requestRestart('idle');
      expect(holdNewCalls).toHaveBeenCalledExactlyOnceWith(true);
      await vi.advanceTimersByTimeAsync(600_000);
      expect(stop).not.toHaveBeenCalled();
      calls.live = 0;
      await vi.advanceTimersByTimeAsync(1_000);
      expect(stop).toHaveBeenCalledOnce();
      expect(relaunch).toHaveBeenCalledOnce();
      expect(exit).toHaveBeenCalledExactlyOnceWith(0);
      expect(ask).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });

  it('can be called off while it waits', async () => {
    vi.useFakeTimers();
    try {
      const { flow, calls, holdNewCalls, stop } = setUp({ liveCalls: 1 });
      flow.requestRestart('idle');
      flow.cancelRestart();
      expect(holdNewCalls.mock.calls).toEqual([[true], [false]]);
      calls.live = 0;
      await vi.advanceTimersByTimeAsync(10_000);
      expect(stop).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not wait where no call is live', () => {
    const { flow, holdNewCalls, stop } = setUp();
    flow.requestRestart('idle');
    expect(stop).toHaveBeenCalledOnce();
    expect(holdNewCalls).not.toHaveBeenCalled();
  });
});
