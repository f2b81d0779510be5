import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { useRecordEngine } from '#support/store/engineBench';
import { recordedCall } from '#support/store/recordedCalls';

const bench = useRecordEngine();

/** Monday 5 January 2026, local time. */
const at = (day: number, hour: number, minute = 0) =>
  new Date(2026, 0, day, hour, minute).getTime();
const JANUARY = { from: at(1, 0), to: at(32, 0) };

let made = 0;

/** A call that began then, answered after 5 s, and talked for `minutes`. */
function put(startedAt: number, minutes: number, change: Partial<Call> = {}): string {
  made += 1;
  const call = recordedCall(made, {
    startedAt,
    answeredAt: startedAt + 5_000,
    endedAt: startedAt + 5_000 + minutes * 60_000,
    ...change,
  });
  bench().engine.write({ rows: [{ kind: 'call', call }] });
  return call.id;
}

const measured = (waitMs: number | null, bargeIns = 0, costEstimateUsd = 0) => ({
  metrics: { ...EMPTY_METRICS, medianTimeToFirstAudioMs: waitMs, bargeIns, costEstimateUsd },
});

const act = (
  callId: string,
  action: 'call.takeOver' | 'call.listen' | 'call.say',
  actor: string,
) => {
  bench().engine.audit({ actor, action, callId, params: '{}', result: 'ok' });
};

describe('statistics of the record', () => {
  it('count calls, talk, interruptions and cost, and the same before', () => {
    put(at(5, 9), 2, measured(600, 3, 0.5));
    put(at(5, 9, 30), 4, measured(800, 1, 0.25));
    put(at(5, 10), 0, { answeredAt: null, endReason: 'declined' });
    put(at(4, 9), 1, measured(400, 2, 0.1));
    const { total, before, beforeFrom, beforeTo } = bench().engine.statistics({
      from: at(5, 0),
      to: at(5, 12),
    });
    expect(total).toEqual({
      calls: 3,
      answered: 2,
      talkMs: 360_000,
      meanTalkMs: 180_000,
      waitP50Ms: 600,
      waitP95Ms: 800,
      bargeIns: 4,
      intervened: 0,
      alerted: 0,
      costUsd: 0.75,
    });
    expect(before).toMatchObject({ calls: 1, bargeIns: 2, costUsd: 0.1, waitP50Ms: 400 });
    expect([beforeFrom, beforeTo]).toEqual([at(4, 0), at(4, 12)]);
  });

  it('have no lengths and no waits where there was no call', () => {
    const { total, byDay, endReasons } = bench().engine.statistics(JANUARY);
    expect(total).toMatchObject({ calls: 0, meanTalkMs: null, waitP50Ms: null, waitP95Ms: null });
    expect([byDay, endReasons]).toEqual([[], []]);
  });

  it('take the nearest rank of the waits: a value that did occur', () => {
    for (let n = 1; n <= 100; n += 1) {
      put(at(5, 9, n % 60), 1, measured(n * 10));
    }
    put(at(5, 11), 1, measured(null));
    const { total } = bench().engine.statistics(JANUARY);
    expect(total).toMatchObject({ calls: 101, waitP50Ms: 500, waitP95Ms: 950 });
  });

  it('are by day, hour, weekday and profile of the local clock', () => {
    put(at(5, 9), 1);
    put(at(5, 23, 59), 1);
    put(at(6, 0), 1, { profileId: 'sales', profileName: 'Sales' });
    put(at(11, 9), 1);
    const { byDay, byHour, byWeekday, byProfile } = bench().engine.statistics(JANUARY);
    const counts = (groups: readonly { key: number; figures: { calls: number } }[]) =>
      groups.map(({ key, figures }) => [key, figures.calls]);
    expect(counts(byDay)).toEqual([
      [at(5, 0), 2],
      [at(6, 0), 1],
      [at(11, 0), 1],
    ]);
    expect(counts(byHour)).toEqual([
      [0, 1],
      [9, 2],
      [23, 1],
    ]);
    expect(counts(byWeekday)).toEqual([
      [1, 2],
      [2, 1],
      [7, 1],
    ]);
    expect(byProfile.map(({ key, name, figures }) => [key, name, figures.calls])).toEqual([
      ['default', 'Default', 3],
      ['sales', 'Sales', 1],
    ]);
  });

  it('leave demo and test calls out unless they are wanted', () => {
    put(at(5, 9), 1);
    put(at(5, 9), 1, { demo: true });
    put(at(5, 9), 1, { trial: { kind: 'test' } });
    expect(bench().engine.statistics(JANUARY).total.calls).toBe(1);
    expect(bench().engine.statistics({ ...JANUARY, trials: true }).total.calls).toBe(3);
  });

  it('are of one profile, one direction, and the time from its first to before its last', () => {
    put(at(5, 9), 1, { profileId: 'sales' });
    put(at(5, 9), 1, { direction: 'outbound' });
    put(at(6, 9), 1);
    const calls = (change: object) =>
      bench().engine.statistics({ ...JANUARY, ...change }).total.calls;
    expect(calls({ profileId: 'sales' })).toBe(1);
    expect(calls({ direction: 'outbound' })).toBe(1);
    expect(calls({ direction: 'inbound', profileId: 'default' })).toBe(1);
    expect(calls({ from: at(5, 9), to: at(6, 9) })).toBe(2);
  });

  it('count the calls of each end, outcome, command and alert, each call once', () => {
    const first = put(at(5, 9), 1, { endReason: 'agent-ended' });
    const second = put(at(5, 10), 1);
    put(at(5, 11), 1);
    act(first, 'call.takeOver', 'window:ann');
    act(first, 'call.takeOver', 'window:ben');
    act(second, 'call.say', 'rule:refund');
    act(second, 'call.listen', 'window:ann');
    const summary = {
      state: 'done',
      at: 1,
      model: 'm',
      text: 'x',
      outcome: 'sold',
      followUps: [],
      fields: {},
    } as const;
    bench().engine.write({ rows: [{ kind: 'summary', callId: first, summary }] });
    put(at(5, 12), 1, {
      alerts: [1, 2].map((n) => ({
        id: `slow-answer@${n}`,
        signal: 'slow-answer',
        topic: '',
        severity: 'warn',
        phrase: phrase('text', { text: 'slow' }),
        message: 'slow',
        since: n,
        at: n,
        turnId: null,
        over: null,
        acknowledged: null,
        sound: false,
      })),
    });
    const found = bench().engine.statistics(JANUARY);
    expect(found.total).toMatchObject({ calls: 4, intervened: 1, alerted: 1 });
    expect(found.endReasons).toEqual([
      { name: 'caller-hung-up', calls: 3 },
      { name: 'agent-ended', calls: 1 },
    ]);
    expect(found.outcomes).toEqual([{ name: 'sold', calls: 1 }]);
    expect(found.interventions).toEqual([{ name: 'call.takeOver', calls: 1 }]);
    expect(found.alerts).toEqual([{ name: 'slow-answer', calls: 1 }]);
  });
});
