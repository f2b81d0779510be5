import { describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok } from '#main/util/result';
import { LIVE } from '#model/headset';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { DeskBench } from '#support/desk/deskBench';
import { WindowDoor } from '#support/desk/windowDoor';
import { saying } from '#support/phrases';
import { aProfile } from '#support/profiles';

function setUp() {
  const bench = new DeskBench();
  const door = new WindowDoor(bench.desk.as({ kind: 'window', name: 'ann' }));
  return { bench, door };
}

describe('the request handlers', () => {
  it('begin the stream of events before the snapshot is taken, so that none falls between', async () => {
    const { bench, door } = setUp();
    vi.spyOn(bench.control.store, 'snapshot').mockImplementation(() => {
      door.order.push('snapshot');
      return { revision: 7 } as never;
    });
    expect(await door.request('app:snapshot', null)).toEqual({
      ok: true,
      value: { revision: 7 },
    });
    expect(door.order).toEqual(['begin', 'snapshot']);
  });

  it('pass on commands and outgoing calls', async () => {
    const { bench, door } = setUp();
    const command = { kind: 'say', text: 'One moment.' } as const;
    expect(await door.request('calls:command', { callId: 'a1', command })).toEqual(done);
    expect(bench.control.commands).toEqual([['a1', command]]);
    const call = { number: '204', profileId: 'default' };
    expect(await door.request('calls:place', call)).toEqual({ ok: true, value: 'placed-1' });
    expect(bench.control.placed).toEqual([call]);
  });

  it('open headset and levels for the frame that asked', async () => {
    const { bench, door } = setUp();
    expect(
      await door.request('calls:listen', { callId: 'a1', listening: LIVE, scan: false }),
    ).toEqual(ok({ behindMs: 0, keepsPast: true, panicKey: true }));
    expect(await door.request('levels:open', null)).toEqual(done);
    expect(bench.control.headsets).toMatchObject([{ callId: 'a1', closed: false }]);
    expect(door.order).toEqual(['headset:port', 'levels']);
  });

  it('give the time line of a call from a place on', async () => {
    const { door } = setUp();
    const from = { bucket: 7, event: 0, act: 0, sample: 0 };
    expect(await door.request('calls:timeline', { callId: 'a1', from })).toMatchObject({
      ok: true,
      value: { firstBucket: 7, acts: [] },
    });
  });

  it('answer a failure without its cause', async () => {
    const { bench, door } = setUp();
    const cause = 'S3CRET';
    const said = phrase('call.unknown');
    bench.control.outcome = fail(cordboardError('not-found', said, { cause }));
    const end = { callId: 'a1', command: { kind: 'end' } } as const;
    expect(await door.request('calls:command', end)).toEqual({
      ok: false,
      error: { kind: 'not-found', phrase: said, message: wordsOf(said), retryable: false },
    });
  });

  it('act in the name of the person at the window', async () => {
    const { bench, door } = setUp();
    const end = { callId: 'a1', command: { kind: 'end' } } as const;
    await door.request('calls:command', end);
    await door.request('settings:update', { changes: { GOOGLE_API_KEY: 'S3CRET' } });
    expect(bench.audited).toEqual([
      { actor: 'window:ann', action: 'call.end', callId: 'a1', params: {}, result: 'ok' },
      {
        actor: 'window:ann',
        action: 'settings.update',
        callId: null,
        params: { settings: ['GOOGLE_API_KEY'] },
        result: 'ok',
      },
    ]);
  });

  it('save settings, and tell what the program is', async () => {
    const { bench, door } = setUp();
    const changes = { GEMINI_VOICE: 'Kore' };
    expect(await door.request('settings:update', { changes })).toEqual({ ok: true, value: [] });
    expect(bench.settings.updates).toEqual([changes]);
    expect(await door.request('settings:list', null)).toEqual({ ok: true, value: [] });
    expect(await door.request('app:info', null)).toMatchObject({
      value: { apiUrl: 'http://x' },
    });
  });
});

describe('the requests about profiles', () => {
  it('list, save and remove', async () => {
    const { bench, door } = setUp();
    const profile = aProfile();
    expect(await door.request('profiles:save', { profile })).toEqual({
      ok: true,
      value: { state: 'saved', profile },
    });
    expect(await door.request('profiles:list', null)).toEqual({
      ok: true,
      value: bench.profiles.list,
    });
    expect(await door.request('profiles:remove', { id: 'sales' })).toEqual(done);
    expect(bench.profiles.find('sales')).toBeNull();
  });

  it('answer what must be mended place by place', async () => {
    const { bench, door } = setUp();
    const problems = [{ path: 'name', phrase: saying('must be a text.') }];
    bench.profiles.refusal = {
      ...cordboardError('invalid-input', saying('name must be a text.')),
      problems,
    };
    expect(await door.request('profiles:save', { profile: {} })).toEqual({
      ok: true,
      value: { state: 'invalid', problems },
    });
  });

  it('pass on why a change failed', async () => {
    const { bench, door } = setUp();
    bench.profiles.refusal = {
      ...cordboardError('config', saying('The disk is full.')),
      problems: [],
    };
    const refused = { ok: false, error: { kind: 'config', message: 'The disk is full.' } };
    expect(await door.request('profiles:save', { profile: aProfile() })).toMatchObject(refused);
    expect(await door.request('profiles:remove', { id: 'sales' })).toMatchObject(refused);
  });
});

describe('the requests about how voices sound', () => {
  const sample = { voice: 'Kore', model: 'gemini-3.8-live', text: 'Good morning.' } as const;

  it('give a sample and its cost, and note who asked for which voice', async () => {
    const { bench, door } = setUp();
    expect(await door.request('voices:estimate', { samples: [sample] })).toEqual(ok(0.001));
    expect(await door.request('voices:sample', sample)).toEqual(
      ok({ pcm: new Int16Array(80), sampleRateHz: 8_000 }),
    );
    expect(bench.samples.asked).toEqual([sample]);
    expect(bench.audited).toMatchObject([
      { actor: 'window:ann', action: 'voice.sample', params: { voice: 'Kore', characters: 13 } },
    ]);
  });

  it('are refused without a text, or with one that is too long', async () => {
    const { door } = setUp();
    for (const text of [' ', 'x'.repeat(601)]) {
      expect(await door.request('voices:sample', { ...sample, text })).toMatchObject({ ok: false });
    }
  });
});

describe('the requests of the log view', () => {
  const query = { after: 0, level: 'info', call: '', limit: 10 } as const;

  it('give the lines that fit', async () => {
    const { door } = setUp();
    expect(await door.request('logs:tail', query)).toEqual({
      ok: true,
      value: { lines: [], newest: 0, missed: 0 },
    });
  });

  it('copy a bundle and give its path, or say why there is none', async () => {
    const { door } = setUp();
    const packed = await door.request('app:diagnostics', null);
    expect(packed).toMatchObject({ ok: true, value: expect.stringMatching(/\.json$/) as string });
    expect(door.copied).toEqual([expect.stringContaining('"cordboard": "9.9.9"')]);
    const nowhere = new DeskBench({ diagnostics: { dataDir: '/dev/null' } as never });
    const other = new WindowDoor(nowhere.desk.as({ kind: 'window', name: 'ann' }));
    expect(await other.request('app:diagnostics', null)).toMatchObject({
      ok: false,
    });
    expect(other.copied).toEqual([]);
  });

  it.each([
    [{ ...query, limit: 2_001 }],
    [{ ...query, after: -1 }],
    [{ ...query, level: 'all' }],
    [{ ...query, call: 'x'.repeat(151) }],
    [{ ...query, path: '/etc/passwd' }],
    [null],
  ])('are refused in another form: %j', async (input) => {
    const { door } = setUp();
    expect(await door.request('logs:tail', input as never)).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });
});

describe('the rules for alerts', () => {
  it('are checked field by field without being saved, and are saved when nothing is wrong', async () => {
    const { bench, door } = setUp();
    const wrong = { signals: { 'slow-answer': { warnAt: 4, dangerAt: 2 } } };
    const problems = [
      { path: 'signals.slow-answer.dangerAt', phrase: phrase('alert-rules.danger-below') },
    ];
    expect(await door.request('alertRules:check', { rules: wrong })).toEqual(ok(problems));
    expect(await door.request('alertRules:save', { rules: wrong })).toEqual(
      ok({ state: 'invalid', problems }),
    );
    const right = { signals: { 'slow-answer': { warnAt: 1 } } };
    expect(await door.request('alertRules:check', { rules: right })).toEqual(ok([]));
    expect(bench.history.entries).toEqual([]);
    await door.request('alertRules:save', { rules: right });
    expect(await door.request('alertRules:read', null)).toMatchObject({
      value: { rules: { signals: { 'slow-answer': { warnAt: 1, dangerAt: 4 } } }, problem: null },
    });
    expect(bench.history.entries).toMatchObject([
      { actor: 'window:ann', action: 'alertRules.save', result: 'ok' },
    ]);
  });

  it('are tried on the days that were asked for', async () => {
    const { door } = setUp();
    expect(await door.request('alertRules:try', { rules: {}, days: 30 })).toMatchObject({
      value: { state: 'tried', trial: { days: 30 } },
    });
  });
});
