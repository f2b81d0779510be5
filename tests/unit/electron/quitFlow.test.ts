import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { createQuitFlow } from '#shell/quitFlow';
import { saying } from '#support/phrases';

function setUp(
  options: { liveCalls?: number; windowAnswers?: boolean; stop?: () => Promise<Result<void>> } = {},
) {
  const ask = vi.fn(() => options.windowAnswers ?? true);
  const stop = vi.fn(options.stop ?? (() => Promise.resolve(done)));
  const exit = vi.fn();
  const flow = createQuitFlow({
    liveCalls: () => options.liveCalls ?? 0,
    ask,
    stop,
    exit,
    log: silentLog,
  });
  return { flow, ask, stop, exit };
}

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
    flow.requestByUser();
    expect(ask).toHaveBeenCalledOnce();
    expect(stop).not.toHaveBeenCalled();
    flow.answer(false);
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
