import { beforeEach, describe, expect, it } from 'vitest';
import { useRecordEngine } from '#support/store/engineBench';
import { recordedCall } from '#support/store/recordedCalls';

const bench = useRecordEngine();

beforeEach(() => {
  const call = recordedCall(1, { callerNumber: '+34600111222', callerName: 'Ana Ruiz' });
  bench().engine.write({ rows: [{ kind: 'call', call }] });
  const entry = {
    actor: 'window:ann',
    action: 'call.end',
    callId: null,
    params: '{}',
    result: 'ok',
  };
  for (const change of [
    { callId: 'call-1' },
    { actor: 'api:crm', action: 'call.say', callId: 'gone', result: 'refused: held' },
    { action: 'settings.update', params: '{"settings":["LOG_LEVEL"]}' },
  ] as const) {
    bench().engine.audit({ ...entry, action: 'call.end', ...change });
  }
});

const found = (query: object) =>
  bench()
    .engine.listAudit(query)
    .map(({ seq }) => seq);

describe('searching the audit', () => {
  it('finds all entries, newest first, with the call where the record has it', () => {
    expect(
      bench()
        .engine.listAudit({})
        .map(({ call }) => call),
    ).toEqual([
      null,
      null,
      {
        callerNumber: '+34600111222',
        callerName: 'Ana Ruiz',
        startedAt: recordedCall(1).startedAt,
      },
    ]);
  });

  it.each([
    [{ actor: 'api:crm' }, [2]],
    [{ action: 'call.end' }, [1]],
    [{ callId: 'gone' }, [2]],
    [{ result: 'failed' }, [2]],
    [{ result: 'ok' }, [3, 1]],
    [{ actor: 'window:ann', action: 'settings.update' }, [3]],
    [{ before: 3, result: 'ok' }, [1]],
    [{ limit: 1 }, [3]],
    [{ text: 'log_level' }, [3]],
    [{ text: 'HELD' }, [2]],
    [{ text: 'ruiz' }, [1]],
    [{ text: '600111' }, [1]],
    [{ text: 'nothing of that kind' }, []],
    [{ from: 0, to: 1 }, []],
    [{ from: 1 }, [3, 2, 1]],
  ])('by %j', (query, seqs) => {
    expect(found(query)).toEqual(seqs);
  });

  it('can be by the actors and actions that there are', () => {
    expect(bench().engine.auditFacets({})).toEqual({
      actors: ['api:crm', 'window:ann'],
      actions: ['call.end', 'call.say', 'settings.update'],
    });
  });
});
