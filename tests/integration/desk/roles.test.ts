/** What each role may do at the window, where the page is not asked: its requests come anyway. */
import { describe, expect, it } from 'vitest';
import type { SupervisorDeskParts } from '#main/desk/supervisorDesk';
import { done } from '#main/util/result';
import type { CallCommand } from '#model/commands';
import { LIVE } from '#model/headset';
import { leastRole, reaches, type Role, type RoleAction, ROLES } from '#model/roles';
import { answerRecordingRequest } from '#shell/recordingPlayer';
import { callWith, turnWith } from '#support/calls';
import { DeskBench } from '#support/desk/deskBench';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { WindowDoor } from '#support/desk/windowDoor';
import { aProfile } from '#support/profiles';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

type Rules = Partial<ReturnType<SupervisorDeskParts['stationRules']>>;

/** A window where somebody of this role has signed in. */
async function windowOf(role: Role, rules: Rules = {}) {
  const stationRules = () => ({
    ...{ autoLockTimeoutMs: 0, viewersMayListen: false, viewersSeeNumbers: true },
    ...rules,
  });
  const bench = new DeskBench({ control: new FakeCallControl([callWith()]), stationRules });
  bench.control.store.putTurn('call-1', turnWith());
  bench.operators.become([{ name: 'Ann', role }]);
  const { station, atStation } = bench.desk;
  const window = new WindowDoor(atStation.desk, station);
  await window.request('station:signIn', { name: 'Ann', pin: '1234' });
  return { bench, window, station, atStation };
}

type Window = Awaited<ReturnType<typeof windowOf>>;

const call = { callId: 'call-1' };
const command = (given: CallCommand) => (window: WindowDoor) =>
  window.request('calls:command', { ...call, command: given });

const listening = { ...call, listening: LIVE, scan: false } as const;

/** A way at the window to what needs a role. */
const WAYS: Readonly<Partial<Record<RoleAction, (window: WindowDoor) => Promise<unknown>>>> = {
  'call.end': command({ kind: 'end' }),
  'call.whisper': command({ kind: 'whisper', text: 'Be brief.' }),
  'call.takeOver': command({ kind: 'takeOver' }),
  'call.transfer': command({ kind: 'transfer', target: '200' }),
  'call.place': (window) => window.request('calls:place', { number: '200', profileId: 'default' }),
  'call.listen': (window) => window.request('calls:listen', listening),
  'application.takeOver': (window) => window.request('app:takeOver', null),
  'history.search': (window) => window.request('history:search', { query: { text: 'x' } }),
  'history.read': (window) => window.request('history:call', call),
  'history.addNote': (window) => window.request('history:addNote', { ...call, text: 'x' }),
  'history.setTags': (window) => window.request('history:setTags', { ...call, tags: [] }),
  'history.export': (window) => window.request('history:export', { ...call, format: 'text' }),
  'history.deleteCall': (window) => window.request('history:deleteCall', call),
  'history.deleteCaller': (window) =>
    window.request('history:deleteCaller', { callerNumber: '1', spellings: [] }),
  'history.redoSummary': (window) => window.request('history:redoSummary', call),
  'messages.read': (window) => window.request('messages:list', { query: {} }),
  'message.mark': (window) => window.request('messages:mark', { id: 1, done: true }),
  'profile.save': (window) => window.request('profiles:save', { profile: aProfile() }),
  'profile.remove': (window) => window.request('profiles:remove', { id: 'sales' }),
  'profile.rehearse': (window) => window.request('rehearsals:stop', null),
  'audit.read': (window) => window.request('audit:verify', null),
  'webhooks.send': (window) => window.request('webhooks:send', { receiver: '0123456789abcdef' }),
  'diagnostics.pack': (window) => window.request('app:diagnostics', null),
  'settings.update': (window) => window.request('settings:update', { changes: {} }),
  'program.quit': (window) => window.request('app:answerQuit', { quit: true }),
  'operator.save': (window) =>
    window.request('operators:save', { operator: { name: 'Eve', role: 'admin', pin: '1234' } }),
  'operator.remove': (window) => window.request('operators:remove', { name: 'Eve' }),
};

const REFUSED = { error: { phrase: { code: 'operator.needs-role' } } };

describe.each(ROLES)('a window with a %s', (role) => {
  it.each(Object.entries(WAYS))('answers %s as the table of roles says', async (action, ask) => {
    const { bench, window } = await windowOf(role);
    const answer = await ask(window);
    const refusals = bench.audited.filter((entry) => entry.action === 'operator.refused');
    if (reaches(role, leastRole(action as RoleAction, false))) {
      expect(answer).not.toMatchObject(REFUSED);
      expect(refusals).toEqual([]);
    } else {
      expect(answer).toMatchObject({ ok: false, ...REFUSED });
      expect(refusals).toMatchObject([{ actor: 'window:Ann', params: { action } }]);
      expect(bench.control.commands).toEqual([]);
    }
  });
});

describe('a viewer', () => {
  it('listens only where the settings allow it', async () => {
    const listen = ({ window }: Window) => window.request('calls:listen', listening);
    expect(await listen(await windowOf('viewer'))).toMatchObject(REFUSED);
    const allowed = await windowOf('viewer', { viewersMayListen: true });
    expect(await listen(allowed)).toEqual({
      ok: true,
      value: { behindMs: 0, keepsPast: true, panicKey: true },
    });
  });

  it('sees the end of numbers where the settings hide them, in calls and their changes', async () => {
    const { bench, window, atStation } = await windowOf('viewer', { viewersSeeNumbers: false });
    const snapshot = await window.request('app:snapshot', null);
    expect(snapshot).toMatchObject({
      value: { calls: [{ callerNumber: '…100', callerName: 'Ana' }] },
    });
    const changes: string[] = [];
    atStation.follow((batch) => changes.push(JSON.stringify(batch)));
    bench.control.store.putCall(callWith({ callerNumber: '+12025550177' }));
    await expect.poll(() => changes.join('')).toContain('…177');
    expect(changes.join('')).not.toContain('5550177');
  });

  it('learns of the earlier calls of a caller whose number is hidden, with theirs hidden, too', async () => {
    const rules = { viewersSeeNumbers: false };
    const { bench, window } = await windowOf('viewer', rules);
    const callerNumber = callWith().callerNumber;
    bench.history.put({ call: recordedCallWith({ id: 'before', callerNumber }) });
    const question = { callId: 'call-1', dayStart: 0 };
    expect(await window.request('history:earlierCalls', question)).toMatchObject({
      value: { total: 1, last: { id: 'before', callerNumber: '…100' } },
    });
  });
});

describe('the language of the window', () => {
  const choose = ({ window }: Window) => window.request('app:chooseLanguage', { choice: 'de' });

  it.each(['viewer', 'admin'] as const)(
    'is for a %s to choose, which the audit has',
    async (role) => {
      const opened = await windowOf(role);
      expect(await choose(opened)).toEqual(done);
      expect(opened.bench.audited.at(-1)).toMatchObject({
        actor: 'window:Ann',
        action: 'settings.update',
        params: { settings: ['WINDOW_LANGUAGE'] },
      });
    },
  );

  it('can be chosen while the window is locked, by somebody who cannot read it', async () => {
    const opened = await windowOf('viewer');
    opened.station.lock();
    expect(await choose(opened)).toEqual(done);
    const key = await opened.window.request('app:panicKey', { accelerator: null });
    expect(key).toMatchObject({ ok: false, error: { phrase: { code: 'operator.locked' } } });
  });
});

describe('the question before quitting with live calls', () => {
  const answer = (window: WindowDoor, quit: boolean) => window.request('app:answerQuit', { quit });

  it('is answered with yes by an admin, which the audit has', async () => {
    const { bench, window } = await windowOf('admin');
    expect(await answer(window, true)).toEqual(done);
    expect(window.order).toContain('quit');
    expect(bench.audited.at(-1)).toMatchObject({
      actor: 'window:Ann',
      action: 'program.quit',
      params: { calls: 2 },
    });
  });

  it('is answered with no by everybody, at a locked window too', async () => {
    const { window, station } = await windowOf('viewer');
    expect(await answer(window, true)).toMatchObject(REFUSED);
    expect(await answer(window, false)).toEqual(done);
    station.lock();
    expect(await answer(window, true)).toMatchObject({ ok: false });
    expect(await answer(window, false)).toEqual(done);
    expect(window.order.filter((each) => each === 'keep running')).toHaveLength(2);
    expect(window.order).not.toContain('quit');
  });
});

describe('a locked window', () => {
  it('is told of the calls without numbers, names and words', async () => {
    const { window, station, atStation, bench } = await windowOf('admin');
    expect(JSON.stringify(await window.request('app:snapshot', null))).toContain('Good morning.');
    station.lock();
    const snapshot = await window.request('app:snapshot', null);
    expect(snapshot).toMatchObject({
      ok: true,
      value: { calls: [{ id: 'call-1', callerName: '' }] },
    });
    expect(JSON.stringify(snapshot)).not.toMatch(/Good morning|Ana|5550100/);
    const changes: string[] = [];
    atStation.follow((batch) => changes.push(JSON.stringify(batch)));
    const tool = {
      name: 'pay',
      state: 'done',
      args: '{"card":"4929"}',
      result: '{}',
      tookMs: 90,
    } as const;
    bench.control.store.putTurn('call-1', turnWith({ id: 1, text: 'My card is', tool }));
    await expect.poll(() => changes.length).toBe(1);
    expect(changes.join('')).not.toMatch(/My card is|4929/);
  });

  it('does nothing for a page that asks all the same', async () => {
    const { bench, window, station, atStation } = await windowOf('admin');
    station.lock();
    const locked = { ok: false, error: { phrase: { code: 'operator.locked' } } };
    for (const ask of Object.values(WAYS)) {
      expect(await ask(window)).toMatchObject(locked);
    }
    expect(await window.request('settings:list', null)).toMatchObject(locked);
    expect(bench.control.commands).toEqual([]);
    const recording = { method: 'GET', url: 'console://app/recordings/call-1/0' };
    const request = { ...recording, headers: { get: () => null } };
    expect((await answerRecordingRequest(request, atStation.desk.history)).status).toBe(404);
  });

  it('takes commands in the name of the next operator', async () => {
    const { bench, window, station } = await windowOf('admin');
    bench.operators.become([
      { name: 'Ann', role: 'admin' },
      { name: 'Bob', role: 'supervisor' },
    ]);
    station.lock();
    await window.request('station:signIn', { name: 'Bob', pin: '1234' });
    await command({ kind: 'hold' })(window);
    expect(bench.audited.at(-1)).toMatchObject({ actor: 'window:Bob', action: 'call.hold' });
  });
});

describe('the other doors', () => {
  it('keep the rights of their tokens, whoever works at the window', async () => {
    const { bench, station } = await windowOf('viewer');
    station.lock();
    const { calls } = bench.desk.as({ kind: 'api', name: 'crm' });
    expect(await calls.command('call-1', { kind: 'hold' })).toMatchObject({ ok: true });
  });
});
