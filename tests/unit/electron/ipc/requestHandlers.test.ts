import { describe, expect, it, vi } from 'vitest';
import { REQUEST_SCHEMAS } from '#contract/schemas';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { DeskBench } from '#support/desk/deskBench';
import { WindowDoor } from '#support/desk/windowDoor';
import { saying } from '#support/phrases';
import { aProfile } from '#support/profiles';

function setUp() {
  const bench = new DeskBench();
  const door = new WindowDoor(bench.desk.as({ kind: 'window', name: 'ann' }));
  return { bench, door, handlers: door.handlers, sender: door.sender };
}

const granted = { ok: true, value: null };

describe('the request handlers', () => {
  it('begin the stream of events before the snapshot is taken, so that none falls between', async () => {
    const { bench, door, handlers, sender } = setUp();
    vi.spyOn(bench.control.store, 'snapshot').mockImplementation(() => {
      door.order.push('snapshot');
      return { revision: 7 } as never;
    });
    expect(await handlers['app:snapshot'](null, sender)).toEqual({
      ok: true,
      value: { revision: 7 },
    });
    expect(door.order).toEqual(['begin', 'snapshot']);
  });

  it('pass on commands and outgoing calls', async () => {
    const { bench, handlers, sender } = setUp();
    const command = { kind: 'say', text: 'One moment.' } as const;
    expect(await handlers['calls:command']({ callId: 'a1', command }, sender)).toEqual(granted);
    expect(bench.control.commands).toEqual([['a1', command]]);
    const call = { number: '204', profileId: 'default' };
    expect(await handlers['calls:place'](call, sender)).toEqual({ ok: true, value: 'placed-1' });
    expect(bench.control.placed).toEqual([call]);
  });

  it('open headset and levels for the frame that asked', async () => {
    const { bench, door, handlers, sender } = setUp();
    expect(await handlers['calls:listen']({ callId: 'a1' }, sender)).toEqual(granted);
    expect(await handlers['levels:open'](null, sender)).toEqual(granted);
    expect(bench.control.headsets).toMatchObject([{ callId: 'a1', closed: false }]);
    expect(door.order).toEqual(['headset:port', 'levels']);
  });

  it('answer a failure without its cause', async () => {
    const { bench, handlers, sender } = setUp();
    const cause = 'S3CRET';
    const said = phrase('call.unknown');
    bench.control.outcome = fail(cordboardError('not-found', said, { cause }));
    const end = { callId: 'a1', command: { kind: 'end' } } as const;
    expect(await handlers['calls:command'](end, sender)).toEqual({
      ok: false,
      error: { kind: 'not-found', phrase: said, message: wordsOf(said), retryable: false },
    });
  });

  it('act in the name of the person at the window', async () => {
    const { bench, handlers, sender } = setUp();
    const end = { callId: 'a1', command: { kind: 'end' } } as const;
    await handlers['calls:command'](end, sender);
    await handlers['settings:update']({ changes: { GOOGLE_API_KEY: 'S3CRET' } }, sender);
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
    const { bench, handlers, sender } = setUp();
    const changes = { GEMINI_VOICE: 'Kore' };
    expect(await handlers['settings:update']({ changes }, sender)).toEqual({ ok: true, value: [] });
    expect(bench.settings.updates).toEqual([changes]);
    expect(await handlers['settings:list'](null, sender)).toEqual({ ok: true, value: [] });
    expect(await handlers['app:info'](null, sender)).toMatchObject({
      value: { apiUrl: 'http://x' },
    });
  });
});

describe('the requests about profiles', () => {
  it('list, save and remove', async () => {
    const { bench, handlers, sender } = setUp();
    const profile = aProfile();
    expect(await handlers['profiles:save']({ profile }, sender)).toEqual({
      ok: true,
      value: { state: 'saved', profile },
    });
    expect(await handlers['profiles:list'](null, sender)).toEqual({
      ok: true,
      value: bench.profiles.list,
    });
    expect(await handlers['profiles:remove']({ id: 'sales' }, sender)).toEqual(granted);
    expect(bench.profiles.find('sales')).toBeNull();
  });

  it('answer what must be mended place by place', async () => {
    const { bench, handlers, sender } = setUp();
    const problems = [{ path: 'name', phrase: saying('must be a text.') }];
    bench.profiles.refusal = {
      ...cordboardError('invalid-input', saying('name must be a text.')),
      problems,
    };
    expect(await handlers['profiles:save']({ profile: {} }, sender)).toEqual({
      ok: true,
      value: { state: 'invalid', problems },
    });
  });

  it('pass on why a change failed', async () => {
    const { bench, handlers, sender } = setUp();
    bench.profiles.refusal = {
      ...cordboardError('config', saying('The disk is full.')),
      problems: [],
    };
    const refused = { ok: false, error: { kind: 'config', message: 'The disk is full.' } };
    expect(await handlers['profiles:save']({ profile: aProfile() }, sender)).toMatchObject(refused);
    expect(await handlers['profiles:remove']({ id: 'sales' }, sender)).toMatchObject(refused);
  });
});

describe('the requests of the log view', () => {
  const query = { after: 0, level: 'info', call: '', limit: 10 } as const;

  it('give the lines that fit', async () => {
    const { handlers, sender } = setUp();
    expect(await handlers['logs:tail'](query, sender)).toEqual({
      ok: true,
      value: { lines: [], newest: 0, missed: 0 },
    });
  });

  it('copy a bundle and give its path, or say why there is none', async () => {
    const { door, handlers, sender } = setUp();
    const packed = await handlers['app:diagnostics'](null, sender);
    expect(packed).toMatchObject({ ok: true, value: expect.stringMatching(/\.json$/) as string });
    expect(door.copied).toEqual([expect.stringContaining('"cordboard": "9.9.9"')]);
    const nowhere = new DeskBench({ diagnostics: { dataDir: '/dev/null' } as never });
    const other = new WindowDoor(nowhere.desk.as({ kind: 'window', name: 'ann' }));
    expect(await other.handlers['app:diagnostics'](null, sender)).toMatchObject({
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
  ])('are refused in another form: %j', (input) => {
    expect(REQUEST_SCHEMAS['logs:tail'].safeParse(input).success).toBe(false);
    expect(REQUEST_SCHEMAS['logs:tail'].safeParse(query).success).toBe(true);
  });
});
