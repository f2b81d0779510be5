import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogRing } from '#main/observability/logRing';
import { type EndingParts, endInOrder, LIMITS_MS } from '#main/program/shutdown';

const LATER_MS = 100;

/**
 * Parts that each take 100 ms to end, but where a test says otherwise; `told` is what happened, in
 * order.
 */
function parts(others: Partial<Record<'pipeline' | 'api' | 'history', () => Promise<void>>> = {}) {
  const told: string[] = [];
  const work = (name: string, other?: () => Promise<void>) => async () => {
    told.push(`${name} ends`);
    await (other?.() ?? new Promise((resolve) => setTimeout(resolve, LATER_MS)));
    told.push(`${name} ended`);
  };
  const note = (fields: object, message: string) => {
    told.push(`${message} ${JSON.stringify(fields)}`);
  };
  const ending: EndingParts = {
    pipeline: { stop: work('calls', others.pipeline) },
    summaries: { close: () => undefined },
    webhooks: { close: work('webhooks') },
    api: { stop: work('api', others.api) },
    metrics: { close: () => told.push('metrics ended') },
    history: { close: work('history', others.history) },
    lock: { release: work('lock') },
    log: {
      debug: note,
      info: note,
      warn: note,
      error: note,
      child: () => ending.log,
      ring: new LogRing(),
      close: work('log'),
    },
  };
  return { told, ending };
}

const never = () => new Promise<void>(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the end of the program', () => {
  it('ends the calls first, then the doors, then the record, then the log', async () => {
    const { told, ending } = parts();
    const ended = endInOrder(ending);
    await vi.runAllTimersAsync();
    expect(await ended).toEqual({ ok: true, value: undefined });
    expect(told).toEqual([
      'calls ends',
      'calls ended',
      'webhooks ends',
      'api ends',
      'webhooks ended',
      'api ended',
      'metrics ended',
      'history ends',
      'history ended',
      'lock ends',
      'lock ended',
      'Cordboard ended {}',
      'log ends',
      'log ended',
    ]);
  });

  it('goes on without calls that cannot be ended in time, and says so', async () => {
    const { told, ending } = parts({ pipeline: never });
    const ended = endInOrder(ending);
    await vi.advanceTimersByTimeAsync(LIMITS_MS.calls - 1);
    expect(told).toEqual(['calls ends']);
    await vi.runAllTimersAsync();
    expect(await ended).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(told).toContain(
      `could not be ended in time {"step":"calls","limitMs":${String(LIMITS_MS.calls)}}`,
    );
    expect(told).toContain('history ended');
    expect(told.at(-1)).toBe('log ended');
  });

  it('waits for no other step longer than its time; the calls were ended all the same', async () => {
    const { told, ending } = parts({ api: never, history: never });
    const startedAt = Date.now();
    const ended = endInOrder(ending).then((outcome) => ({ outcome, at: Date.now() }));
    await vi.runAllTimersAsync();
    const { outcome, at } = await ended;
    expect(outcome.ok).toBe(true);
    expect(at - startedAt).toBe(LIMITS_MS.api + LIMITS_MS.history + 3 * LATER_MS);
    expect(told).toContain('lock ended');
  });

  it('takes every step though one breaks', async () => {
    const { told, ending } = parts({ pipeline: () => Promise.reject(new Error('a defect')) });
    const ended = endInOrder(ending);
    await vi.runAllTimersAsync();
    expect(await ended).toMatchObject({ ok: false });
    expect(told).toContain('could not be ended {"step":"calls","error":{}}');
    expect(told).toContain('webhooks ended');
    expect(told).toContain('history ended');
  });

  it('leaves no timer behind that would keep the process', async () => {
    const { ending } = parts();
    const ended = endInOrder(ending);
    await vi.advanceTimersByTimeAsync(5 * LATER_MS);
    await ended;
    expect(vi.getTimerCount()).toBe(0);
  });
});
