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
  return { bench, door };
}

describe('the handlers of the history', () => {
  it('pass questions on to the record', async () => {
    const { bench, door } = setUp();
    const query = { text: 'refund', limit: 20 };
    await door.request('history:search', { query });
    expect(bench.history.queries).toEqual([query]);
    expect(await door.request('history:health', null)).toEqual(ok(bench.history.health));
    expect(await door.request('history:call', { callId: 'rec-1' })).toEqual(
      ok(bench.history.records.get('rec-1')),
    );
    expect(await door.request('audit:verify', null)).toMatchObject({ value: { firstWrong: null } });
    const page = await door.request('audit:list', { query: { before: 3, limit: 10 } });
    expect(page).toMatchObject({
      ok: true,
      value: [
        { seq: 2, action: 'history.read' },
        { seq: 1, action: 'history.search' },
      ],
    });
  });

  it('write notes and tags in the name of the person at the window', async () => {
    const { bench, door } = setUp();
    await door.request('history:addNote', { callId: 'rec-1', text: 'Mrs Ruiz' });
    await door.request('history:setTags', { callId: 'rec-1', tags: ['vip'] });
    expect(bench.history.records.get('rec-1')).toMatchObject({
      call: { tags: ['vip'] },
      notes: [{ actor: 'window:ann', text: 'Mrs Ruiz' }],
    });
  });

  it('delete a caller, and answer a refusal without its cause', async () => {
    const { bench, door } = setUp();
    expect(
      await door.request('history:deleteCaller', { callerNumber: NUMBER, spellings: [] }),
    ).toEqual(ok(1));
    bench.history.failure = disk;
    expect(
      await door.request('history:deleteCaller', { callerNumber: NUMBER, spellings: [] }),
    ).toEqual({
      ok: false,
      error: {
        kind: 'refused',
        phrase: disk.phrase,
        message: disk.message,
        retryable: false,
      },
    });
  });

  it('show the spellings of a number, and delete a single call', async () => {
    const { bench, door } = setUp();
    expect(await door.request('history:spellings', { callerNumber: NUMBER })).toMatchObject({
      value: [{ number: NUMBER, calls: 1 }],
    });
    expect(await door.request('history:deleteCall', { callId: 'rec-1' })).toMatchObject({
      ok: true,
    });
    expect(bench.history.records.size).toBe(0);
    expect(bench.audited).toMatchObject([
      { action: 'history.deleteCall', callId: 'rec-1', params: {}, result: 'ok' },
    ]);
  });

  it('export a call where the person wants it', async () => {
    const { bench, door } = setUp();
    const answer = await door.request('history:export', { callId: 'rec-1', format: 'json' });
    expect(answer).toEqual(ok('/saved/call-2026-01-31-rec-1.json'));
    expect(door.saved[0]?.content).toContain(NUMBER);
    expect(bench.audited).toMatchObject([
      { action: 'history.export', params: { format: 'json' }, result: 'ok' },
    ]);
  });

  it('write nothing down when the person thought better of an export', async () => {
    const { bench, door } = setUp();
    door.cancelsDialog = true;
    const answer = await door.request('history:export', { callId: 'rec-1', format: 'text' });
    expect(answer).toEqual(ok(null));
    expect(bench.audited).toEqual([]);
  });

  it('ask for no file when the call cannot be read', async () => {
    const { door } = setUp();
    const answer = await door.request('history:export', { callId: 'x', format: 'text' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(door.saved).toEqual([]);
  });

  it('answer every question without a record of calls, by saying so', async () => {
    const { door } = setUp(new DeskBench({ history: null }));
    expect(await door.request('history:health', null)).toMatchObject({
      ok: true,
      value: { state: 'off' },
    });
    const answers = await Promise.all([
      door.request('history:search', { query: {} }),
      door.request('history:call', { callId: 'a' }),
      door.request('history:addNote', { callId: 'a', text: 'x' }),
      door.request('history:setTags', { callId: 'a', tags: [] }),
      door.request('history:deleteCaller', { callerNumber: '1', spellings: [] }),
      door.request('history:deleteCall', { callId: 'a' }),
      door.request('history:spellings', { callerNumber: '1' }),
      door.request('history:export', { callId: 'a', format: 'text' }),
      door.request('audit:list', { query: { limit: 1 } }),
      door.request('audit:verify', null),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    }
  });
});
