import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FallbackFactory, type TransportCandidate } from '#main/media/transport/fallbackFactory';
import { silentLog } from '#main/observability/log';
import { cordboardError, type ErrorKind } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FakeTransport } from '#support/call/fakes';
import { saying } from '#support/phrases';

type Fate = 'works' | 'no-request' | 'no-open';

let fates: Record<string, Fate>;
let used: { name: string; failed: string | null }[];
let cancelled: string[];
let factory: FallbackFactory;

function candidate(name: string): TransportCandidate {
  const refused = cordboardError('config', saying(`${name} cannot`));
  return {
    name,
    factory: {
      hasAlternative: false,
      expect: () => ({
        request: () =>
          Promise.resolve(
            fates[name] === 'no-request' ? fail(refused) : ok({ params: { transport: name } }),
          ),
        open: () =>
          Promise.resolve(
            fates[name] === 'no-open'
              ? fail(cordboardError('timeout', saying(`${name} did not open`)))
              : ok(new FakeTransport()),
          ),
        cancel: () => cancelled.push(name),
      }),
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(1_000);
  fates = {};
  used = [];
  cancelled = [];
  const candidates = ['first', 'second'].map(candidate);
  factory = new FallbackFactory({
    candidates: () => Promise.resolve(candidates),
    whyNone: () => saying('there is none'),
    onChange: ({ name }, failed) => used.push({ name, failed: failed?.message ?? null }),
    log: silentLog,
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/**
 * One attempt of a call: the transport it requested, and whether it opened. `refusal`: Asterisk did
 * not create the channel.
 */
async function attempt(refusal?: ErrorKind): Promise<string> {
  const expected = factory.expect('chan');
  const request = await expected.request();
  if (!request.ok) {
    return request.error.message;
  }
  const name = request.value.params['transport'] ?? '';
  if (refusal !== undefined) {
    expected.cancel(cordboardError(refusal, saying('no channel')));
    return `${name} refused`;
  }
  const opened: Result<unknown> = await expected.open({}, 1_000);
  expected.cancel();
  return opened.ok ? name : `${name} failed`;
}

describe('FallbackFactory', () => {
  it('uses the best transport as long as it works', async () => {
    expect(await attempt()).toBe('first');
    expect(await attempt()).toBe('first');
    expect(used).toEqual([{ name: 'first', failed: null }]);
  });

  it('uses the next transport at the next attempt when one does not open, and says why', async () => {
    fates['first'] = 'no-open';
    expect(await attempt()).toBe('first failed');
    expect(await attempt()).toBe('second');
    expect(used).toEqual([{ name: 'second', failed: 'first did not open' }]);
  });

  it('uses the next transport in the same attempt when one is not ready', async () => {
    fates['first'] = 'no-request';
    expect(await attempt()).toBe('second');
    expect(cancelled).toEqual(['first', 'second']);
  });

  it('uses the next transport when Asterisk refuses the channel, but not when it cannot be reached', async () => {
    expect(await attempt('network')).toBe('first refused');
    expect(await attempt('refused')).toBe('first refused');
    expect(await attempt()).toBe('second');
  });

  it('returns to the better transport after a minute, or when Asterisk came back', async () => {
    fates['first'] = 'no-open';
    await attempt();
    fates['first'] = 'works';
    vi.advanceTimersByTime(59_000);
    expect(await attempt()).toBe('second');
    vi.advanceTimersByTime(1_000);
    expect(await attempt()).toBe('first');
    fates['first'] = 'no-open';
    await attempt();
    fates['first'] = 'works';
    factory.forgive();
    expect(await attempt()).toBe('first');
    expect(used.map(({ name }) => name)).toEqual(['second', 'first']);
  });

  it('tries the best transport again when all have failed', async () => {
    fates = { first: 'no-open', second: 'no-open' };
    expect(await attempt()).toBe('first failed');
    expect(factory.hasAlternative).toBe(true);
    expect(await attempt()).toBe('second failed');
    expect(factory.hasAlternative).toBe(false);
    expect(await attempt()).toBe('first failed');
  });

  it('says what is wrong when there is no transport', async () => {
    factory = new FallbackFactory({
      candidates: () => Promise.resolve([]),
      whyNone: () => saying('there is none'),
      onChange: () => undefined,
      log: silentLog,
    });
    expect(await attempt()).toBe('there is none');
  });
});
