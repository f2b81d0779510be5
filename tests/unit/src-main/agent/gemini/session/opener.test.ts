import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSession } from '#main/agent/gemini/session/opener';
import type { GatePlace, SessionGate } from '#main/agent/gemini/session/sessionGate';
import type { ConnectionFailure } from '#main/agent/gemini/wire/closePolicy';
import { fail, ok, type Result } from '#main/util/result';

const POLICY = {
  handleTries: 3,
  freshTries: 3,
  budgetMs: 30_000,
  connectTimeoutMs: 10_000,
  backoff: { firstMs: 500, maxMs: 4_000, factor: 2, jitter: 0 },
};
const LOST: ConnectionFailure = { kind: 'closed', code: 1011, reason: '' };
const INVALID: ConnectionFailure = { kind: 'closed', code: 1007, reason: 'invalid argument' };
const UNREACHABLE: ConnectionFailure = { kind: 'unreachable', reason: 'ENETUNREACH' };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets every try begin at once. */
const OPEN_GATE: Pick<SessionGate, 'enter'> = {
  enter: () => Promise.resolve({ leave: () => undefined }),
};

/** Opens with scripted answers; the last one is repeated. Notes each try as `handle@ms`. */
function open(
  handle: string | null,
  script: readonly (ConnectionFailure | 'ok')[],
  ms = 0,
  policy = POLICY,
  gate = OPEN_GATE,
  place: GatePlace | null = null,
) {
  const tries: string[] = [];
  const abort = new AbortController();
  const startMs = performance.now();
  const result = openSession<string>({
    handle,
    firstDelayMs: 0,
    policy,
    signal: abort.signal,
    gate,
    place,
    urgency: () => 'other',
    connect: async (tryHandle): Promise<Result<string, ConnectionFailure>> => {
      tries.push(`${tryHandle ?? 'fresh'}@${performance.now() - startMs}`);
      const answer = script[Math.min(tries.length, script.length) - 1];
      if (ms > 0) {
        await new Promise((resolve) => setTimeout(resolve, ms));
      }
      return answer === 'ok' || answer === undefined ? ok('connection') : fail(answer);
    },
    onFailedTry: () => undefined,
  });
  return { tries, result, abort };
}

describe('openSession', () => {
  it('resumes at once', async () => {
    const { tries, result } = open('h', ['ok']);
    expect(await result).toEqual({
      ok: true,
      value: { connection: 'connection', outcome: 'resumed' },
    });
    expect(tries).toEqual(['h@0']);
  });

  it('begins a fresh session without a wait when the handle is refused', async () => {
    const { tries, result } = open('h', [INVALID, 'ok']);
    expect(await result).toMatchObject({ value: { outcome: 're-seeded' } });
    expect(tries).toEqual(['h@0', 'fresh@0']);
  });

  it('gives up when a fresh session is refused', async () => {
    const { tries, result } = open('h', [INVALID, INVALID]);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(tries).toHaveLength(2);
  });

  it('tries three times with the handle and three times without, with growing waits', async () => {
    const { tries, result } = open('h', [LOST]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(tries).toEqual(['h@0', 'h@500', 'h@1500', 'fresh@3500', 'fresh@7500', 'fresh@11500']);
  });

  it('goes on until the time is used up where the policy says so, and succeeds when the service is back', async () => {
    const script = [...Array.from({ length: 9 }, () => LOST), 'ok' as const];
    const { tries, result } = open('h', script, 0, { ...POLICY, freshTries: Infinity });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await result).toMatchObject({ ok: true, value: { outcome: 're-seeded' } });
    expect(tries).toHaveLength(10);
  });

  it('keeps the handle for as long as the service cannot be reached, within the budget', async () => {
    const { tries, result } = open('h', [UNREACHABLE]);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(tries.every((attempt) => attempt.startsWith('h@'))).toBe(true);
    expect(tries.length).toBeGreaterThan(6);
    expect(tries.at(-1)).toBe('h@27500');
  });

  it('fails with cancelled at once when the signal aborts', async () => {
    const { tries, result, abort } = open('h', [UNREACHABLE]);
    await vi.advanceTimersByTimeAsync(600);
    abort.abort();
    expect(await result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(tries).toEqual(['h@0', 'h@500']);
  });

  it('asks the gate before every try, tells it how the try went, and leaves waits for the quota to it', async () => {
    const quota: ConnectionFailure = { kind: 'closed', code: 1011, reason: 'Quota exceeded.' };
    const left: (ConnectionFailure | null)[] = [];
    const gate: typeof OPEN_GATE = {
      enter: () => Promise.resolve({ leave: (failure) => left.push(failure) }),
    };
    const script = [quota, quota, quota, quota, LOST, 'ok'] as const;
    const { tries, result } = open('h', script, 0, POLICY, gate);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await result).toMatchObject({ ok: true, value: { outcome: 'resumed' } });
    expect(tries.map((each) => each.split('@')[0])).toEqual(Array(6).fill('h'));
    expect(left).toEqual([quota, quota, quota, quota, LOST, null]);
  });

  it('fails when the gate does not open within the budget', async () => {
    const gate: typeof OPEN_GATE = {
      enter: ({ limitMs }) =>
        new Promise((resolve) => {
          setTimeout(resolve, limitMs, null);
        }),
    };
    const { tries, result } = open('h', ['ok'], 0, POLICY, gate);
    await vi.advanceTimersByTimeAsync(POLICY.budgetMs);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(tries).toEqual([]);
  });

  it('asks the gate for no place that it has been given, but for those after it', async () => {
    const left: (ConnectionFailure | null)[] = [];
    const place: GatePlace = { leave: (failure) => left.push(failure) };
    let asked = 0;
    const gate: typeof OPEN_GATE = {
      enter: (request) => {
        asked += 1;
        return OPEN_GATE.enter(request);
      },
    };
    const { tries, result } = open('h', [LOST, 'ok'], 0, POLICY, gate, place);
    expect(left).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(await result).toMatchObject({ ok: true });
    expect(tries).toHaveLength(2);
    expect(left).toEqual([LOST]);
    expect(asked).toBe(1);
  });

  it('does not begin a try after the budget', async () => {
    const { tries, result } = open(null, [{ kind: 'no-setup', waitedMs: 10_000 }], 16_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(tries).toEqual(['fresh@0', 'fresh@16500']);
  });
});
