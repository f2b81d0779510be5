/** Each deed, done by every door that has it: the audit has the same entry, but for the actor. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import type { CallCommandKind, CommandOf } from '#model/commands';
import { phrase } from '#model/phrases/phrase';
import { answerRecordingRequest } from '#shell/recordingPlayer';
import { FakeCallControl } from '#support/desk/fakeCallControl';
import { aProfile } from '#support/profiles';
import { recordedCall, turn } from '#support/store/recordedCalls';
import { allEntries, type Door, type Doors, openDoors, writeRecording } from './doors';

const CALL = 'call-1';
/** The call that is going on. */
const LIVE = 'told';
const NUMBER = '+34600111222';
/** The whole number of somebody in the house. */
const EXTENSION = '2001';
const WORDS = 'Mrs Ruiz owes 4711';

/** What must stand in no entry. */
const TELLTALES = /600111222|600 111 222|Ruiz|4711|S3CRET/;

/** One command of each kind, with all that may be personal in it. */
const COMMANDS: { readonly [Kind in CallCommandKind]: CommandOf<Kind> } = {
  answer: { kind: 'answer' },
  decline: { kind: 'decline' },
  end: { kind: 'end' },
  changeVoice: { kind: 'changeVoice', voice: 'Kore' },
  changeModel: { kind: 'changeModel', model: 'gemini-3.8-live-extended-thinking' },
  repromptAgent: { kind: 'repromptAgent' },
  reconnectAgent: { kind: 'reconnectAgent' },
  hold: { kind: 'hold' },
  resume: { kind: 'resume' },
  muteCaller: { kind: 'muteCaller', on: true },
  muteAgent: { kind: 'muteAgent', on: false },
  pauseAgent: { kind: 'pauseAgent', on: true },
  cutAgent: { kind: 'cutAgent' },
  holdSentence: { kind: 'holdSentence' },
  releaseSentence: { kind: 'releaseSentence' },
  say: { kind: 'say', text: WORDS },
  whisper: { kind: 'whisper', text: WORDS },
  changeInstruction: { kind: 'changeInstruction', text: WORDS },
  setBargeIn: { kind: 'setBargeIn', mode: 'confirm' },
  sendDtmf: { kind: 'sendDtmf', digits: '4711#' },
  transfer: { kind: 'transfer', target: NUMBER },
  consult: { kind: 'consult', target: NUMBER },
  completeTransfer: { kind: 'completeTransfer' },
  cancelTransfer: { kind: 'cancelTransfer' },
  takeOver: { kind: 'takeOver' },
  handBack: { kind: 'handBack', brief: WORDS, firstSentence: WORDS },
  answerQuestion: { kind: 'answerQuestion', questionId: 'q1', text: WORDS },
  approveTool: { kind: 'approveTool', questionId: 'q1', args: { words: WORDS, number: NUMBER } },
  rejectTool: { kind: 'rejectTool', questionId: 'q1', reason: WORDS },
  acknowledgeAlert: { kind: 'acknowledgeAlert', alertId: `nudge@17:${WORDS}` },
  startRecording: { kind: 'startRecording' },
  stopRecording: { kind: 'stopRecording' },
  pauseRecording: { kind: 'pauseRecording' },
  resumeRecording: { kind: 'resumeRecording' },
};

const ACTORS: Readonly<Record<Door, string>> = {
  window: 'window:ann',
  api: 'api:robot',
  plugin: 'plugin:obedient',
};

/** One deed; a door that does not have it has no way to do it. */
type Way = {
  readonly name: string;
  readonly by: Partial<Record<Door, (doors: Doors) => Promise<unknown>>>;
};

const commands: readonly Way[] = Object.values(COMMANDS).map((command) => ({
  name: `call.${command.kind}`,
  by: {
    window: (doors) => doors.command('window', CALL, command),
    api: (doors) => doors.command('api', CALL, command),
    plugin: (doors) => doors.command('plugin', CALL, command),
  },
}));

const call = { number: NUMBER, profileId: 'sales' };
const profile = aProfile({ name: WORDS, numbers: [NUMBER] });
const ofRecord = `/history/${CALL}`;
const pathOf = (end: string) => `${ofRecord}${end}`;

const others: readonly Way[] = [
  {
    name: 'call.place',
    by: {
      window: ({ window }) => window.request('calls:place', call),
      api: ({ api }) => api.ask('POST', '/calls', call),
    },
  },
  {
    name: 'call.listen',
    by: {
      window: async ({ window }) => {
        await window.request('calls:listen', {
          callId: CALL,
          listening: { sides: 'both', behindMs: 0 },
          scan: false,
        });
        window.headsetPorts.at(-1)?.emit('close');
      },
      api: ({ api }) => api.listen(CALL),
    },
  },
  {
    name: 'application.takeOver',
    by: {
      window: ({ window }) => window.request('app:takeOver', null),
      api: ({ api }) => api.ask('POST', '/application/take-over'),
    },
  },
  {
    name: 'call.test',
    by: {
      window: async ({ window }) => {
        await window.request('calls:test', { kind: 'saved', profileId: 'default' });
        window.headsetPorts.at(-1)?.emit('close');
      },
    },
  },
  {
    name: 'history.search',
    by: {
      window: ({ window }) => window.request('history:search', { query: { text: 'Ruiz' } }),
      api: ({ api }) => api.ask('GET', '/history?text=Ruiz'),
    },
  },
  {
    name: 'history.read',
    by: {
      window: ({ window }) => window.request('history:call', { callId: CALL }),
      api: ({ api }) => api.ask('GET', ofRecord),
    },
  },
  {
    name: 'recording.read',
    by: {
      window: async ({ bench }) => {
        const { history } = bench.desk.as({ kind: 'window', name: 'ann' });
        const url = `console://app/recordings/${CALL}/0`;
        const request = { method: 'GET', url, headers: { get: () => null } };
        await (await answerRecordingRequest(request, history)).text();
      },
      api: ({ api }) => api.ask('GET', `${ofRecord}/recording`),
    },
  },
  {
    name: 'history.export',
    by: {
      window: ({ window }) => window.request('history:export', { callId: CALL, format: 'json' }),
      api: ({ api }) => api.ask('GET', `${ofRecord}/transcript.json`),
    },
  },
  {
    name: 'statistics.export',
    by: {
      window: ({ window }) => window.request('statistics:export', { query: { from: 0, to: 1 } }),
      api: ({ api }) => api.ask('GET', '/statistics/export.csv?from=0&to=1'),
    },
  },
  {
    name: 'audit.export',
    by: {
      window: ({ window }) =>
        window.request('audit:export', { query: { text: 'Ruiz' }, format: 'csv' }),
      api: ({ api }) => api.ask('GET', '/audit/export.csv?text=Ruiz'),
    },
  },
  {
    name: 'history.addNote',
    by: {
      window: ({ window }) => window.request('history:addNote', { callId: CALL, text: WORDS }),
      api: ({ api }) => api.ask('POST', `${ofRecord}/notes`, { text: WORDS }),
    },
  },
  {
    name: 'history.setTags',
    by: {
      window: ({ window }) =>
        window.request('history:setTags', { callId: CALL, tags: ['Ruiz', 'vip', 'vip'] }),
      api: ({ api }) => api.ask('PUT', `${ofRecord}/tags`, { tags: ['Ruiz', 'vip', 'vip'] }),
    },
  },
  {
    name: 'messages.read',
    by: {
      window: ({ window }) => window.request('messages:list', { query: {} }),
      api: ({ api }) => api.ask('GET', '/messages'),
    },
  },
  {
    name: 'message.mark',
    by: {
      window: ({ window }) => window.request('messages:mark', { id: 1, done: true }),
      api: ({ api }) => api.ask('PUT', '/messages/1', { done: true }),
    },
  },
  {
    name: 'profile.save',
    by: {
      window: ({ window }) => window.request('profiles:save', { profile }),
      api: ({ api }) => api.ask('PUT', '/profiles/sales', profile),
    },
  },
  {
    name: 'profile.remove',
    by: {
      window: ({ window }) => window.request('profiles:remove', { id: 'sales' }),
      api: ({ api }) => api.ask('DELETE', '/profiles/sales'),
    },
  },
  {
    name: 'voice.sample',
    by: {
      window: ({ window }) =>
        window.request('voices:sample', { voice: 'Kore', model: '', text: WORDS }),
    },
  },
  {
    name: 'settings.update',
    by: {
      window: ({ window }) =>
        window.request('settings:update', { changes: { GOOGLE_API_KEY: 'S3CRET' } }),
    },
  },
  {
    name: 'webhooks.send',
    by: {
      window: ({ window }) => window.request('webhooks:send', { receiver: '0123456789abcdef' }),
      api: ({ api }) => api.ask('POST', '/webhooks/0123456789abcdef/send'),
    },
  },
  {
    name: 'diagnostics.pack',
    by: {
      window: ({ window }) => window.request('app:diagnostics', null),
    },
  },
];

/** Removes all calls of NUMBER: the last deed of its door. */
const deletion: Way = {
  name: 'history.deleteCaller',
  by: {
    window: ({ window }) =>
      window.request('history:deleteCaller', { callerNumber: NUMBER, spellings: [] }),
    api: ({ api }) => api.ask('DELETE', `/history/callers/${encodeURIComponent(NUMBER)}`),
  },
};

const WAYS = [...commands, ...others, deletion];

/** The names of what a door can do. */
const namesOf = (door: Door) =>
  WAYS.filter(({ by }) => by[door] !== undefined).map(({ name }) => name);

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors(new FakeCallControl());
  await writeRecording(doors.dataDir, 'recordings/a.wav');
  // A record of its own for each door: the last deed of a door removes it.
  doors.history.putCall(recordedCall(1, { id: CALL, callerNumber: '+34911000000' }));
  doors.history.putTurn(CALL, turn(0, WORDS));
  doors.history.putMessage(CALL, { at: 1, from: WORDS, callBack: NUMBER, text: WORDS });
  doors.history.putRecording(CALL, {
    path: 'recordings/a.wav',
    startMs: 0,
    durationMs: 1,
    bytes: 14,
  });
}, 60_000);
afterAll(() => doors.close());

/** Does everything that a door can, one after the other. */
async function doAll(door: Door): Promise<void> {
  doors.history.putCall(recordedCall(2, { id: `gone-${door}`, callerNumber: NUMBER }));
  for (const { by } of WAYS) {
    await by[door]?.(doors);
  }
}

/** The entries of a door, oldest first, without the actor, once all have come. */
async function entriesOf(door: Door) {
  await expect
    .poll(async () => (await doors.entriesOf(ACTORS[door])).length)
    .toBeGreaterThanOrEqual(namesOf(door).length);
  return (await doors.entriesOf(ACTORS[door])).map(({ actor: _actor, ...entry }) => entry);
}

describe('the audit', () => {
  it('has one entry for each deed, the same whichever door it was done by', async () => {
    for (const door of ['window', 'api', 'plugin'] as const) {
      await doAll(door);
    }
    const byWindow = await entriesOf('window');
    expect(byWindow.map(({ action }) => action)).toEqual(namesOf('window'));
    expect(byWindow.filter(({ result }) => result !== 'ok')).toEqual([]);
    for (const door of ['api', 'plugin'] as const) {
      const names = namesOf(door);
      expect(await entriesOf(door)).toEqual(
        byWindow.filter(({ action }) => names.includes(action)),
      );
    }
  });

  it('has nobody else in it, and nothing personal', async () => {
    const entries = await allEntries(doors.history);
    expect([...new Set(entries.map(({ actor }) => actor))].toSorted()).toEqual(
      Object.values(ACTORS).toSorted(),
    );
    for (const entry of entries) {
      // Time and hash are made here, and may have any four digits in them by chance.
      const said = { ...entry, at: 0, hash: '' };
      expect(JSON.stringify(said)).not.toMatch(TELLTALES);
    }
    expect(await doors.history.verifyAudit()).toEqual({ ok: true, value: null });
  });

  it('has who reads or follows live calls from elsewhere, and not that the window shows them', async () => {
    const entries = async () => (await doors.entriesOf(ACTORS.api)).length;
    const before = await entries();
    await doors.window.request('app:snapshot', null);
    await doors.api.ask('GET', '/calls');
    await doors.api.ask('GET', `/calls/${LIVE}`);
    await doors.api.ask('GET', `/calls/${LIVE}/transcript`);
    await doors.api.follow();
    await doors.api.follow();
    await expect.poll(entries).toBe(before + 2);
    expect((await doors.entriesOf(ACTORS.api)).slice(before)).toMatchObject([
      { action: 'call.read', callId: LIVE, params: {} },
      { action: 'calls.follow', callId: null, params: {} },
    ]);
    const byWindow = (await doors.entriesOf(ACTORS.window)).map(({ action }) => action);
    expect(byWindow).not.toContain('calls.follow');
  });

  it('has no entry for a HEAD request', async () => {
    const before = (await allEntries(doors.history)).length;
    const exported = ['txt', 'json', 'vtt', 'srt'].map((end) => `/transcript.${end}`);
    const paths = ['', ...exported, '/recording'];
    for (const address of [`/calls/${LIVE}`, '/history?text=Ruiz', ...paths.map(pathOf)]) {
      await doors.api.ask('HEAD', address);
    }
    // Entries come in the order of the requests: this one is the first.
    await doors.api.ask('PUT', `${ofRecord}/tags`, { tags: [] });
    await expect.poll(async () => (await allEntries(doors.history)).length).toBe(before + 1);
  });

  it('has nothing left of a caller who was forgotten, however short their number', async () => {
    const forget: Way['by'] = {
      window: ({ window }) =>
        window.request('history:deleteCaller', { callerNumber: EXTENSION, spellings: [] }),
      api: ({ api }) => api.ask('DELETE', `/history/callers/${EXTENSION}`),
    };
    for (const door of ['window', 'api'] as const) {
      doors.history.putCall(recordedCall(3, { id: `short-${door}`, callerNumber: EXTENSION }));
      await doors.command(door, CALL, { kind: 'transfer', target: EXTENSION });
      await forget[door]?.(doors);
      await expect
        .poll(async () => (await doors.entriesOf(ACTORS[door])).slice(-2))
        .toMatchObject([
          { action: 'call.transfer', params: { target: '…01' } },
          { action: 'history.deleteCaller', params: { calls: 1 } },
        ]);
    }
    const params = (await allEntries(doors.history)).map((entry) => entry.params);
    expect(params.join('\n')).not.toContain(EXTENSION);
  });

  it('has a call that was removed, whichever door it was removed by', async () => {
    const remove: Record<'window' | 'api', (callId: string) => Promise<unknown>> = {
      window: (callId) => doors.window.request('history:deleteCall', { callId }),
      api: (callId) => doors.api.ask('DELETE', `/history/${callId}`),
    };
    for (const door of ['window', 'api'] as const) {
      const callId = `withheld-${door}`;
      doors.history.putCall(recordedCall(4, { id: callId, callerNumber: '' }));
      await remove[door](callId);
      await expect
        .poll(async () => (await doors.entriesOf(ACTORS[door])).at(-1))
        .toMatchObject({ action: 'history.deleteCall', callId, params: {}, result: 'ok' });
    }
  });

  it('has the same entry for a deed that failed, without what its reason quotes', async () => {
    const { bench } = doors;
    const said = phrase('transfer.no-extension', { extension: NUMBER, context: WORDS });
    const refused = fail(cordboardError('refused', said));
    bench.control.outcome = refused;
    bench.takenOver = refused;
    const before = new Map(
      await Promise.all(
        (['window', 'api', 'plugin'] as const).map(
          async (door) => [door, (await entriesOf(door)).length] as const,
        ),
      ),
    );
    const failing = [...commands, ...others.slice(0, 3)];
    for (const door of ['window', 'api', 'plugin'] as const) {
      for (const { by } of failing) {
        await by[door]?.(doors);
      }
    }
    bench.control.outcome = done;
    const failed = async (door: Door) => {
      const names = failing.filter(({ by }) => by[door] !== undefined).map(({ name }) => name);
      await expect
        .poll(async () =>
          (await entriesOf(door)).slice(before.get(door)).map((each) => each.action),
        )
        .toEqual(names);
      return (await entriesOf(door)).slice(before.get(door));
    };
    const byWindow = await failed('window');
    for (const { result } of byWindow) {
      expect(result).toBe('refused: The dialplan has no extension … in … (TRANSFER_CONTEXT).');
    }
    expect(await failed('api')).toEqual(byWindow);
    expect(await failed('plugin')).toEqual(byWindow.slice(0, commands.length));
    expect(JSON.stringify(byWindow)).not.toMatch(TELLTALES);
  });
});
