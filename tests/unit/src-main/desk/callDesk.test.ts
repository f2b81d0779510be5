import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH_MS } from '#main/call/callStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok } from '#main/util/result';
import { LIVE } from '#model/headset';
import { LEVEL_BATCH_MS } from '#model/levels';
import { phrase } from '#model/phrases/phrase';
import { callWith } from '#support/calls';
import { DeskBench } from '#support/desk/deskBench';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const bench = new DeskBench({ control: new FakeCallControl([callWith()]) });
  const calls = bench.desk.as({ kind: 'api', name: 'crm' }).calls;
  return { bench, calls, other: bench.desk.as({ kind: 'window', name: 'ann' }).calls };
}

const refused = fail(cordboardError('invalid-state', phrase('refused.held-already')));

describe('the calls on the desk', () => {
  it('are seen at one revision, and followed from there', async () => {
    const { bench, calls } = setUp();
    // Nobody gets twice what waited before.
    await calls.snapshot();
    const revisions: number[] = [];
    const stop = bench.desk.follow(({ baseRevision }) => revisions.push(baseRevision));
    const { revision, calls: seen } = await calls.snapshot();
    expect(seen).toEqual([callWith()]);
    bench.control.store.putCall(callWith({ voice: 'Kore' }));
    vi.advanceTimersByTime(BATCH_MS);
    stop();
    bench.control.store.putCall(callWith({ voice: 'Puck' }));
    vi.advanceTimersByTime(BATCH_MS);
    expect(revisions).toEqual([revision]);
  });

  it('are listed without anybody being noted, and read one by one with an audit entry', async () => {
    const { bench, calls } = setUp();
    expect(await calls.list()).toEqual([callWith()]);
    expect(await calls.read('call-1')).toEqual(ok({ call: callWith(), transcript: [] }));
    await calls.read('call-1');
    expect(await calls.read('gone')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(bench.audited).toEqual([
      { actor: 'api:crm', action: 'call.read', callId: 'call-1', params: {}, result: 'ok' },
    ]);
  });

  it('are followed by others with an audit entry, and by the window without', async () => {
    const { bench, calls, other } = setUp();
    await other.snapshot();
    await calls.snapshot();
    await calls.snapshot();
    expect(bench.audited).toEqual([
      { actor: 'api:crm', action: 'calls.follow', callId: null, params: {}, result: 'ok' },
    ]);
  });

  it('carry out commands, and pass on why one fails', async () => {
    const { bench, calls } = setUp();
    expect(await calls.command('call-1', { kind: 'hold' })).toEqual(done);
    bench.control.outcome = refused;
    expect(await calls.command('call-1', { kind: 'hold' })).toEqual(refused);
    expect(bench.control.commands).toHaveLength(2);
    expect(
      bench.audited.map(({ actor, action, result }) => `${actor} ${action} ${result}`),
    ).toEqual([
      'api:crm call.hold ok',
      'api:crm call.hold invalid-state: The call is on hold already.',
    ]);
  });

  it('are placed, and the audit has the end of the number and the id of a call that began', async () => {
    const { bench, calls } = setUp();
    const call = { number: '+34600111222', profileId: 'sales' };
    expect(await calls.place(call)).toEqual(ok('placed-1'));
    bench.control.outcome = refused;
    expect(await calls.place(call)).toEqual(refused);
    const params = { number: '…222', profileId: 'sales' };
    expect(bench.audited).toMatchObject([
      { action: 'call.place', callId: 'placed-1', params, result: 'ok' },
      { action: 'call.place', callId: null, params },
    ]);
  });

  it('are listened to, with one audit entry for each headset, however long it is open', async () => {
    const { bench, calls } = setUp();
    const frames: number[] = [];
    const opened = await calls.openHeadset('call-1', LIVE, {
      onFrame: (frame) => frames.push(frame.readInt16LE(0)),
      onClose: () => undefined,
    });
    const [headset] = bench.control.headsets;
    headset?.handlers.onFrame(Buffer.alloc(640, 1));
    headset?.handlers.onFrame(Buffer.alloc(640, 2));
    if (opened.ok) {
      opened.value.close();
    }
    expect([frames, headset?.closed]).toEqual([[0x0101, 0x0202], true]);
    expect(bench.audited).toMatchObject([{ action: 'call.listen', callId: 'call-1' }]);
  });

  it('have their levels followed by all who look, though a column is read once', () => {
    const { bench, calls, other } = setUp();
    bench.control.levels = new ArrayBuffer(8);
    const [first, second] = [vi.fn(), vi.fn()];
    calls.followLevels({ onBatch: first }, LEVEL_BATCH_MS);
    other.followLevels({ onBatch: second }, LEVEL_BATCH_MS);
    vi.advanceTimersByTime(LEVEL_BATCH_MS);
    expect(first).toHaveBeenCalledWith(bench.control.levels);
    expect(second).toHaveBeenCalledWith(bench.control.levels);
  });

  it('have what was done to them, and by whom, on their time line', async () => {
    const { bench, calls, other } = setUp();
    bench.history.put({ call: recordedCallWith({ id: 'call-1' }) });
    const place = { bucket: 0, event: 0, act: 0, sample: 0 };
    const acts = async (from = place) => {
      const line = await calls.timeline('call-1', from);
      return line.ok ? line.value.acts.map(({ atMs: _at, ...what }) => what) : line;
    };
    await calls.read('call-1');
    expect(await acts()).toEqual([]);
    await other.command('call-1', { kind: 'muteCaller', on: false });
    await calls.command('call-1', { kind: 'whisper', text: 'Be kind.' });
    await bench.desk.as({ kind: 'window', name: 'bob' }).history.addNote('call-1', 'Kind.');
    bench.control.outcome = refused;
    await other.command('call-1', { kind: 'hold' });
    bench.control.outcome = done;
    expect(await acts()).toEqual([
      { actor: 'window:ann', action: 'call.muteCaller', on: false },
      { actor: 'api:crm', action: 'call.whisper' },
      { actor: 'window:bob', action: 'history.addNote' },
    ]);
    expect(await acts({ ...place, act: 2 })).toMatchObject([{ action: 'history.addNote' }]);
  });

  it('come here after a take-over of the application, which is audited', async () => {
    const { bench, calls } = setUp();
    expect(await calls.takeOverApplication()).toEqual(done);
    bench.takenOver = refused;
    expect(await calls.takeOverApplication()).toEqual(refused);
    expect(bench.audited).toMatchObject([
      { action: 'application.takeOver', callId: null, result: 'ok' },
      { action: 'application.takeOver', result: 'invalid-state: The call is on hold already.' },
    ]);
  });
});
