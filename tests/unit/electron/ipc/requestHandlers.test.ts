import { describe, expect, it, vi } from 'vitest';
import type { CallControl } from '#main/call/callControl';
import { silentLog } from '#main/observability/log';
import type { HistoryStore, NewAuditEntry } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok } from '#main/util/result';
import { createRequestHandlers, type RequestHandlerParts } from '#shell/ipc/requestHandlers';
import { FakeProfiles } from '#support/fakeProfiles';

vi.mock('electron', () => ({ ipcMain: {} }));

const snapshot = { revision: 7 } as ReturnType<CallControl['snapshot']>;
const sender = { postMessage: () => undefined };

const succeed = () => Promise.resolve(done);

function setUp(changes: Partial<CallControl> = {}, history: HistoryStore | null = null) {
  const order: string[] = [];
  const spies = {
    answerCall: vi.fn(succeed),
    declineCall: vi.fn(succeed),
    endCall: vi.fn(succeed),
    changeVoice: vi.fn(succeed),
    act: vi.fn(succeed),
    placeCall: vi.fn(() => Promise.resolve(ok('p1'))),
    openOperatorAudio: vi.fn(() => fail(cordboardError('invalid-state', 'not here'))),
  };
  const control: CallControl = {
    snapshot: () => {
      order.push('snapshot');
      return snapshot;
    },
    onBatch: () => () => undefined,
    readLevels: () => null,
    ...spies,
    ...changes,
  };
  const opened: unknown[] = [];
  const parts: RequestHandlerParts = {
    control,
    settings: { list: () => [], update: vi.fn(() => Promise.resolve(ok([]))) },
    profiles: new FakeProfiles(),
    events: { begin: () => order.push('begin') },
    levels: { open: (to) => opened.push(to) },
    headset: {
      open: (callId, to) => {
        opened.push(callId, to);
        return done;
      },
    },
    takeOverApplication: () => done,
    appInfo: () => ({
      version: '1',
      electron: '33',
      platform: 'linux',
      apiUrl: 'http://x',
      shutdownCalls: 'fallback',
    }),
    history,
    saveFile: () => Promise.resolve(ok(null)),
    logs: {
      ring: { tail: () => ({ lines: [], newest: 0, missed: 0 }) },
      pack: () => Promise.resolve(ok({ path: '/x', text: '{}' })),
      copy: () => undefined,
    },
    log: silentLog,
  };
  return { handlers: createRequestHandlers(parts), spies, parts, order, opened };
}

describe('the request handlers', () => {
  it('begin the stream of events before the snapshot is taken, so that none falls between', async () => {
    const { handlers, order } = setUp();
    expect(await handlers['app:snapshot'](null, sender)).toEqual({ ok: true, value: snapshot });
    expect(order).toEqual(['begin', 'snapshot']);
  });

  it.each([
    ['calls:answer', 'answerCall'],
    ['calls:decline', 'declineCall'],
    ['calls:end', 'endCall'],
  ] as const)('%s calls %s with the call', async (channel, method) => {
    const { handlers, spies } = setUp();
    expect(await handlers[channel]({ callId: 'a1' }, sender)).toEqual({ ok: true, value: null });
    expect(spies[method]).toHaveBeenCalledExactlyOnceWith('a1');
  });

  it('pass the voice on', async () => {
    const { handlers, spies } = setUp();
    await handlers['calls:changeVoice']({ callId: 'a1', voice: 'Kore' }, sender);
    expect(spies.changeVoice).toHaveBeenCalledExactlyOnceWith('a1', 'Kore');
  });

  it('pass on every action, and keep words and numbers out of the audit', async () => {
    const audited: NewAuditEntry[] = [];
    const audit = (entry: NewAuditEntry) => {
      audited.push(entry);
      return Promise.resolve(done);
    };
    const { handlers, spies } = setUp({}, { audit } as unknown as HistoryStore);
    const say = { kind: 'say', text: 'secret words' } as const;
    await handlers['calls:act']({ callId: 'a1', action: say }, sender);
    await handlers['calls:act']({ callId: 'a1', action: { kind: 'takeOver' } }, sender);
    const call = { number: '+12025550123', profileId: 'default' };
    expect(await handlers['calls:place'](call, sender)).toEqual({ ok: true, value: 'p1' });
    expect(spies.act.mock.calls).toEqual([
      ['a1', say],
      ['a1', { kind: 'takeOver' }],
    ]);
    expect(spies.placeCall).toHaveBeenCalledWith(call);
    expect(audited).toMatchObject([
      { action: 'call.say', callId: 'a1', params: { characters: 12 } },
      { action: 'call.takeOver', callId: 'a1', params: {} },
      { action: 'call.place', callId: 'p1', params: { number: '…123', profileId: 'default' } },
    ]);
  });

  it('open the headset for the frame that asked', async () => {
    const { handlers, opened } = setUp();
    expect(await handlers['calls:listen']({ callId: 'a1' }, sender)).toEqual({
      ok: true,
      value: null,
    });
    expect(opened).toEqual(['a1', sender]);
  });

  it('answer a failure without its cause', async () => {
    const error = cordboardError('not-found', 'There is no such call.', { cause: 'S3CRET' });
    const { handlers } = setUp({ endCall: () => Promise.resolve(fail(error)) });
    expect(await handlers['calls:end']({ callId: 'a1' }, sender)).toEqual({
      ok: false,
      error: { kind: 'not-found', message: 'There is no such call.', retryable: false },
    });
  });

  it('write into the audit what the person at the window did, and what came of it', async () => {
    const audited: NewAuditEntry[] = [];
    const history = {
      audit: (entry: NewAuditEntry) => {
        audited.push(entry);
        return Promise.resolve(done);
      },
    } as unknown as HistoryStore;
    const gone = cordboardError('not-found', 'There is no such call.');
    const { handlers } = setUp({ endCall: () => Promise.resolve(fail(gone)) }, history);
    await handlers['calls:answer']({ callId: 'a1' }, sender);
    await handlers['calls:decline']({ callId: 'a1' }, sender);
    await handlers['calls:changeVoice']({ callId: 'a1', voice: 'Kore' }, sender);
    await handlers['calls:end']({ callId: 'a1' }, sender);
    await handlers['settings:update']({ changes: { GOOGLE_API_KEY: 'S3CRET' } }, sender);
    const entry = { actor: 'console', callId: 'a1', params: {}, result: 'ok' };
    expect(audited).toEqual([
      { ...entry, action: 'call.answer' },
      { ...entry, action: 'call.decline' },
      { ...entry, action: 'call.changeVoice', params: { voice: 'Kore' } },
      { ...entry, action: 'call.end', result: 'not-found: There is no such call.' },
      {
        ...entry,
        action: 'settings.update',
        callId: null,
        params: { settings: ['GOOGLE_API_KEY'] },
      },
    ]);
  });

  it('open the levels for the frame that asked', async () => {
    const { handlers, opened } = setUp();
    await handlers['levels:open'](null, sender);
    expect(opened).toEqual([sender]);
  });

  it('save settings, and tell what the program is', async () => {
    const { handlers, parts } = setUp();
    const changes = { GEMINI_VOICE: 'Kore' };
    expect(await handlers['settings:update']({ changes }, sender)).toEqual({ ok: true, value: [] });
    expect(parts.settings.update).toHaveBeenCalledWith(changes);
    expect(await handlers['settings:list'](null, sender)).toEqual({ ok: true, value: [] });
    expect(await handlers['app:info'](null, sender)).toMatchObject({
      value: { apiUrl: 'http://x' },
    });
  });
});
