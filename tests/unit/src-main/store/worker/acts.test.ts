/** Calls are found by what was done to them, by whom, and by what was shown on them. */
import { describe, expect, it } from 'vitest';
import type { AlertSignal } from '#model/alert';
import type { AuditAction } from '#model/audit';
import { useRecordEngine } from '#support/store/engineBench';
import { recordedCall } from '#support/store/recordedCalls';
import { anAlert } from '#support/window/callFixtures';

const bench = useRecordEngine();

function act(call: number, action: AuditAction, actor: string, result = 'ok', params = '{}'): void {
  bench().engine.audit({ callId: `call-${call}`, action, actor, result, params });
}

function put(...calls: readonly number[]): void {
  bench().engine.write({ rows: calls.map((n) => ({ kind: 'call', call: recordedCall(n) })) });
}

function alertOn(n: number, signal: AlertSignal): void {
  const call = { ...recordedCall(n), alerts: [anAlert({ signal, at: 1 })] };
  bench().engine.write({ rows: [{ kind: 'call', call }] });
}

describe('acts of a call', () => {
  it('find it by the command and by who gave it', () => {
    put(1, 2, 3);
    act(1, 'call.takeOver', 'window:ann');
    act(2, 'call.whisper', 'api:crm');
    act(3, 'call.takeOver', 'window:bob', 'refused: no');
    expect(bench().idsOf({ intervention: 'takeOver' })).toEqual(['call-1']);
    expect(bench().idsOf({ intervention: 'any' })).toEqual(['call-2', 'call-1']);
    expect(bench().idsOf({ actor: 'api:crm' })).toEqual(['call-2']);
    expect(bench().idsOf({ actor: 'window:bob' })).toEqual([]);
  });

  it('find it by what this one did, where both are asked for', () => {
    put(1, 2);
    act(1, 'call.listen', 'window:ann');
    act(1, 'call.takeOver', 'window:bob');
    act(2, 'call.takeOver', 'window:ann');
    expect(bench().idsOf({ intervention: 'takeOver', actor: 'window:ann' })).toEqual(['call-2']);
    expect(bench().idsOf({ intervention: 'any', actor: 'window:ann' })).toEqual(['call-2']);
    expect(bench().idsOf({ intervention: 'any', actor: 'window:bob' })).toEqual(['call-1']);
  });

  it('count as no intervention where somebody only listened or read, or a rule acted', () => {
    put(1, 2, 3);
    act(1, 'call.listen', 'window:ann');
    act(2, 'call.read', 'window:ann');
    act(3, 'call.whisper', 'rule:Asks for a refund');
    expect(bench().idsOf({ intervention: 'any' })).toEqual([]);
    expect(bench().idsOf({ actor: 'window:ann' })).toEqual(['call-1']);
    expect(bench().idsOf({ intervention: 'whisper' })).toEqual(['call-3']);
  });

  it('are found where they were audited before the call was written', () => {
    act(1, 'call.place', 'window:ann');
    put(1);
    expect(bench().idsOf({ actor: 'window:ann' })).toEqual(['call-1']);
  });

  it('stand in the record of the call with their moment, and go with it', () => {
    put(1);
    act(1, 'call.whisper', 'window:ann');
    const { acts } = bench().engine.call({ callId: 'call-1' });
    expect(acts).toMatchObject([{ actor: 'window:ann', action: 'call.whisper' }]);
    expect(Math.round((acts[0]?.atMs ?? 0) + recordedCall(1).startedAt)).toBeCloseTo(
      Date.now(),
      -5,
    );
    bench().engine.beginErasure({ kind: 'call', callId: 'call-1' });
    expect(bench().engine.facets({}).actors).toEqual([]);
  });
});

describe('the acts in the record of a call', () => {
  const actsOf = (n: number) =>
    bench()
      .engine.call({ callId: `call-${n}` })
      .acts.map(({ atMs: _at, ...what }) => what);

  it('say whether something was switched on or off', () => {
    put(1);
    act(1, 'call.muteCaller', 'window:ann', 'ok', '{"on":true}');
    act(1, 'call.muteCaller', 'window:bob', 'ok', '{"on":false}');
    expect(actsOf(1)).toEqual([
      { actor: 'window:ann', action: 'call.muteCaller', on: true },
      { actor: 'window:bob', action: 'call.muteCaller', on: false },
    ]);
  });

  it('have what was written on it while it went on, and nothing that came later', () => {
    const going = { ...recordedCall(1), endedAt: null, startedAt: Date.now() };
    bench().engine.write({ rows: [{ kind: 'call', call: going }] });
    put(2);
    act(1, 'history.addNote', 'window:ann');
    act(1, 'history.setTags', 'window:ann');
    act(1, 'history.read', 'window:ann');
    act(2, 'history.addNote', 'window:ann');
    expect(actsOf(1)).toMatchObject([{ action: 'history.addNote' }, { action: 'history.setTags' }]);
    expect(actsOf(2)).toEqual([]);
  });
});

describe('alerts of a call', () => {
  it('find it by what they are about, or by any', () => {
    put(1);
    alertOn(2, 'agent-mute');
    expect(bench().idsOf({ alert: 'any' })).toEqual(['call-2']);
    expect(bench().idsOf({ alert: 'agent-mute' })).toEqual(['call-2']);
    expect(bench().idsOf({ alert: 'media' })).toEqual([]);
    expect(
      bench()
        .engine.search({})
        .hits.map(({ call }) => call.alerts),
    ).toEqual([['agent-mute'], []]);
  });
});

describe('tags', () => {
  it('find the calls that have all of them', () => {
    put(1, 2);
    bench().engine.setTags({ callId: 'call-1', tags: ['vip', 'refund'] });
    bench().engine.setTags({ callId: 'call-2', tags: ['vip'] });
    expect(bench().idsOf({ tag: ['VIP', 'refund'] })).toEqual(['call-1']);
    expect(bench().idsOf({ tag: 'vip' })).toEqual(['call-2', 'call-1']);
    expect(bench().engine.facets({})).toEqual({ tags: ['refund', 'vip'], alerts: [], actors: [] });
  });
});
