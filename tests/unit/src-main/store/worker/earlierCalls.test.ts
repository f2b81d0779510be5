import { expect, it } from 'vitest';
import { useRecordEngine } from '#support/store/engineBench';
import { recordedCall } from '#support/store/recordedCalls';

const bench = useRecordEngine();
const NUMBER = '+493012345678';

function put(n: number, callerNumber: string): void {
  bench().engine.write({ rows: [{ kind: 'call', call: recordedCall(n, { callerNumber }) }] });
}

const ask = (callId: string, callerNumber: string | null = NUMBER, dayStart = 0) =>
  bench().engine.earlierCalls({ callerNumber, callId, dayStart, country: 'DE' });

it('are those of the caller before the call, however the number is spelled', () => {
  put(1, NUMBER);
  put(2, '030 12345678');
  put(3, '+493099999999');
  put(4, NUMBER);
  put(5, NUMBER);
  const dayStart = recordedCall(2).startedAt;
  expect(ask('call-4', NUMBER, dayStart)).toMatchObject({
    ...{ total: 2, sameDay: 1 },
    last: { id: 'call-2' },
  });
});

it('are all of them while the call itself is not written yet', () => {
  put(1, NUMBER);
  expect(ask('call-9')).toMatchObject({ total: 1, last: { id: 'call-1' } });
});

it('are found by the number in the record where none is told', () => {
  put(1, NUMBER);
  put(2, '030 12345678');
  expect(ask('call-2', null)).toMatchObject({ total: 1, last: { id: 'call-1' } });
  expect(ask('call-9', null)).toMatchObject({ total: 0 });
});

it('are none of a withheld number, and of a first call', () => {
  put(1, '');
  put(2, 'anonymous');
  put(3, NUMBER);
  const none = { total: 0, sameDay: 0, last: null };
  expect(ask('call-9', 'anonymous')).toEqual(none);
  expect(ask('call-3')).toEqual(none);
});

it('are no calls that were made at the desk, though one played again has the number', () => {
  put(1, NUMBER);
  const replay = recordedCall(2, {
    callerNumber: NUMBER,
    trial: { kind: 'replay', callId: 'call-1', turnId: 0 },
  });
  bench().engine.write({ rows: [{ kind: 'call', call: replay }] });
  expect(ask('call-9')).toMatchObject({ total: 1, last: { id: 'call-1' } });
});
