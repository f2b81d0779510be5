import { describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { ok } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { DeskBench } from '#support/desk/deskBench';
import { WindowDoor } from '#support/desk/windowDoor';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

const NUMBER = '+34600111222';
const disk = cordboardError('refused', phrase('history.disk-full'), { cause: 'S3CRET' });

function setUp(bench = new DeskBench()) {
  bench.history.put({ call: recordedCallWith({ id: 'rec-1', callerNumber: NUMBER }) });
  const door = new WindowDoor(bench.desk.as({ kind: 'window', name: 'ann' }));
  return { bench, door, handlers: door.handlers, sender: door.sender };
}

describe('the handlers of the history', () => {
  it('pass questions on to the record', async () => {
    const { bench, handlers, sender } = setUp();
    const query = { text: 'refund', limit: 20 };
    await handlers['history:search']({ query }, sender);
    expect(bench.history.queries).toEqual([query]);
    expect(await handlers['history:health'](null, sender)).toEqual(ok(bench.history.health));
    expect(await handlers['history:call']({ callId: 'rec-1' }, sender)).toEqual(
      ok(bench.history.records.get('rec-1')),
    );
    expect(await handlers['audit:verify'](null, sender)).toEqual(ok(null));
    const page = await handlers['audit:list']({ before: 2, limit: 10 }, sender);
    expect(page).toMatchObject({ ok: true, value: [{ seq: 1, action: 'history.read' }] });
  });

  it('write notes and tags in the name of the person at the window', async () => {
    const { bench, handlers, sender } = setUp();
    await handlers['history:addNote']({ callId: 'rec-1', text: 'Mrs Ruiz' }, sender);
    await handlers['history:setTags']({ callId: 'rec-1', tags: ['vip'] }, sender);
    expect(bench.history.records.get('rec-1')).toMatchObject({
      call: { tags: ['vip'] },
      notes: [{ actor: 'window:ann', text: 'Mrs Ruiz' }],
    });
  });

  it('delete a caller, and answer a refusal without its cause', async () => {
    const { bench, handlers, sender } = setUp();
    expect(await handlers['history:deleteCaller']({ callerNumber: NUMBER }, sender)).toEqual(ok(1));
    bench.history.failure = disk;
    expect(await handlers['history:deleteCaller']({ callerNumber: NUMBER }, sender)).toEqual({
      ok: false,
      error: {
        kind: 'refused',
        phrase: disk.phrase,
        message: disk.message,
        retryable: false,
      },
    });
  });

  it('export a call where the person wants it', async () => {
    const { bench, door, handlers, sender } = setUp();
    const answer = await handlers['history:export']({ callId: 'rec-1', format: 'json' }, sender);
    expect(answer).toEqual(ok('/saved/call-2026-01-31-rec-1.json'));
    expect(door.saved[0]?.content).toContain(NUMBER);
    expect(bench.audited).toMatchObject([
      { action: 'history.export', params: { format: 'json' }, result: 'ok' },
    ]);
  });

  it('write nothing down when the person thought better of an export', async () => {
    const { bench, door, handlers, sender } = setUp();
    door.cancelsDialog = true;
    const answer = await handlers['history:export']({ callId: 'rec-1', format: 'text' }, sender);
    expect(answer).toEqual(ok(null));
    expect(bench.audited).toEqual([]);
  });

  it('ask for no file when the call cannot be read', async () => {
    const { door, handlers, sender } = setUp();
    const answer = await handlers['history:export']({ callId: 'x', format: 'text' }, sender);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(door.saved).toEqual([]);
  });

  it('answer every question without a record of calls, by saying so', async () => {
    const { handlers, sender } = setUp(new DeskBench({ history: null }));
    expect(await handlers['history:health'](null, sender)).toMatchObject({
      ok: true,
      value: { state: 'off' },
    });
    const answers = await Promise.all([
      handlers['history:search']({ query: {} }, sender),
      handlers['history:call']({ callId: 'a' }, sender),
      handlers['history:addNote']({ callId: 'a', text: 'x' }, sender),
      handlers['history:setTags']({ callId: 'a', tags: [] }, sender),
      handlers['history:deleteCaller']({ callerNumber: '1' }, sender),
      handlers['history:export']({ callId: 'a', format: 'text' }, sender),
      handlers['audit:list']({ before: null, limit: 1 }, sender),
      handlers['audit:verify'](null, sender),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    }
  });
});
