import { describe, expect, it } from 'vitest';
import type { HistoryDesk } from '#main/desk/historyDesk';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { DeskBench } from '#support/desk/deskBench';
import { recordedCallWith } from '#support/store/fakeHistoryStore';
import { aSummary } from '#support/summaries';
import { aMessage } from '#support/window/historyFixtures';

const NUMBER = '+34600111222';

function setUp(bench = new DeskBench()) {
  bench.history.put({ call: recordedCallWith({ id: 'c1', callerNumber: NUMBER }) });
  return { bench, history: bench.desk.as({ kind: 'plugin', name: 'crm' }).history };
}

describe('the record on the desk', () => {
  it('is searched as it is asked for', async () => {
    const { bench, history } = setUp();
    expect(await history.health()).toBe(bench.history.health);
    await history.search({ tag: 'refund', limit: 20 });
    expect(bench.history.queries).toEqual([{ tag: 'refund', limit: 20 }]);
  });

  it('takes notes in the name of the actor, and the audit has only their length', async () => {
    const { bench, history } = setUp();
    expect(await history.addNote('c1', 'Mrs Ruiz')).toEqual(done);
    expect(bench.history.records.get('c1')?.notes).toMatchObject([
      { actor: 'plugin:crm', text: 'Mrs Ruiz' },
    ]);
    expect(bench.audited).toEqual([
      {
        actor: 'plugin:crm',
        action: 'history.addNote',
        callId: 'c1',
        params: { characters: 8 },
        result: 'ok',
      },
    ]);
  });

  it('takes each tag once, and the audit has only their number', async () => {
    const { bench, history } = setUp();
    expect(await history.setTags('c1', ['vip', 'Ruiz', 'vip'])).toEqual(ok(['vip', 'Ruiz']));
    expect(bench.history.records.get('c1')?.call.tags).toEqual(['vip', 'Ruiz']);
    expect(bench.audited).toMatchObject([{ action: 'history.setTags', params: { tags: 2 } }]);
  });

  it('makes a summary anew, and writes down who did and what came of it', async () => {
    const { bench, history } = setUp();
    expect(await history.redoSummary('c1')).toEqual(ok(aSummary()));
    bench.summaries.outcome = fail(cordboardError('invalid-state', phrase('summary.off')));
    expect(await history.redoSummary('c1')).toEqual(bench.summaries.outcome);
    expect(bench.audited).toMatchObject([
      {
        actor: 'plugin:crm',
        action: 'history.redoSummary',
        callId: 'c1',
        params: {},
        result: 'ok',
      },
      {
        action: 'history.redoSummary',
        result: expect.stringContaining('invalid-state: ') as string,
      },
    ]);
  });

  it('forgets a caller, with one audit entry that has nothing of the number', async () => {
    const { bench, history } = setUp();
    expect(await history.deleteCaller(NUMBER)).toEqual(ok(1));
    const online = cordboardError('invalid-state', phrase('history.caller-on-line'));
    bench.history.failure = online;
    expect(await history.deleteCaller(NUMBER)).toEqual(fail(online));
    expect(bench.audited).toMatchObject([
      { action: 'history.deleteCaller', callId: null, params: { calls: 1 }, result: 'ok' },
      { params: {}, result: expect.stringMatching(/^invalid-state: /) as string },
    ]);
    expect(bench.audited[1]?.params).toEqual({});
  });

  it('is searched for words with one audit entry, which has none of them', async () => {
    const { bench, history } = setUp();
    await history.search({ caller: '600' });
    await history.search({ text: 'Ruiz' });
    await history.search({ text: 'Ruiz owes' });
    expect(bench.audited).toMatchObject([{ action: 'history.search', callId: null, result: 'ok' }]);
    expect(bench.audited[0]?.params).toEqual({});
  });

  it('has messages, marked in the name of the actor, and the audit has only their number', async () => {
    const { bench, history } = setUp();
    bench.history.inbox = [aMessage({ id: 7, callId: 'c1', text: 'Mrs Ruiz' })];
    expect(await history.messages({ state: 'open' })).toMatchObject({ value: { open: 1 } });
    await history.messages({ state: 'done' });
    expect(bench.history.inboxQueries).toEqual([{ state: 'open' }, { state: 'done' }]);
    expect(await history.markMessage(7, true)).toMatchObject({
      value: { done: { by: 'plugin:crm' } },
    });
    expect(await history.markMessage(8, true)).toMatchObject({ error: { kind: 'not-found' } });
    const mark = { actor: 'plugin:crm', action: 'message.mark' };
    expect(bench.audited).toMatchObject([
      { action: 'messages.read', callId: null, params: {} },
      { ...mark, callId: 'c1', params: { message: 7, done: true }, result: 'ok' },
      { ...mark, callId: null, params: { message: 8, done: true } },
    ]);
  });

  it('is read, with one audit entry while the same reader goes on with a call', async () => {
    const { bench, history } = setUp();
    await history.read('c1');
    await history.read('c1');
    await history.read('nobody');
    await bench.desk.as({ kind: 'window', name: 'ann' }).history.read('c1');
    expect(bench.audited.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'plugin:crm history.read',
      'window:ann history.read',
    ]);
  });

  it('is exported, with an audit entry each time, but none for the file name alone', async () => {
    const { bench, history } = setUp();
    const name = await history.exportName('c1', 'json');
    expect(name).toEqual(ok('call-2026-01-31-c1.json'));
    expect(bench.audited).toEqual([]);
    const file = await history.exportCall('c1', 'json');
    expect(file).toMatchObject({ ok: true, value: { name: name.ok ? name.value : '' } });
    await history.exportCall('c1', 'text');
    await history.exportCall('nobody', 'text');
    expect(bench.audited).toMatchObject([
      { action: 'history.export', params: { format: 'json' }, result: 'ok' },
      { action: 'history.export', params: { format: 'text' }, result: 'ok' },
      { action: 'history.export', callId: 'nobody', result: 'not-found: …' },
    ]);
  });
});

const QUESTIONS: readonly ((history: HistoryDesk) => Promise<unknown>)[] = [
  (history) => history.search({}),
  (history) => history.read('c1'),
  (history) => history.addNote('c1', 'x'),
  (history) => history.setTags('c1', []),
  (history) => history.redoSummary('c1'),
  (history) => history.deleteCaller('1'),
  (history) => history.deleteCall('c1'),
  (history) => history.spellings('1'),
  (history) => history.exportName('c1', 'text'),
  (history) => history.exportCall('c1', 'text'),
  (history) => history.openRecording('c1', 0),
];

describe('where no record is kept', () => {
  it.each([
    ['there is none', new DeskBench({ history: null })],
    ['it is off', new DeskBench()],
  ])('because %s, every question says so', async (_why, bench) => {
    const { history } = setUp(bench);
    const off = {
      state: 'off',
      phrase: phrase('history.off'),
      queuedRows: 0,
      droppedRows: 0,
    } as const;
    bench.history.health = off;
    expect(await history.health()).toEqual(off);
    for (const question of QUESTIONS) {
      expect(await question(history)).toMatchObject({
        ok: false,
        error: { kind: 'invalid-state', phrase: { code: 'history.off' } },
      });
    }
  });
});
