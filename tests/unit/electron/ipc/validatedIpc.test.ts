import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { REQUEST_CHANNELS } from '#contract/channels';
import type { Log } from '#main/observability/log';
import { handleRequests, onMessage, type RequestHandlers } from '#shell/ipc/validatedIpc';

type Invoke = (event: IpcMainInvokeEvent, payload: unknown) => Promise<unknown>;
type Receive = (event: IpcMainEvent, payload: unknown) => void;

const ipc = vi.hoisted(() => ({
  handlers: new Map<string, unknown>(),
  listeners: new Map<string, unknown>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: unknown) => ipc.handlers.set(channel, handler),
    removeHandler: (channel: string) => ipc.handlers.delete(channel),
    on: (channel: string, listener: unknown) => ipc.listeners.set(channel, listener),
    off: (channel: string) => ipc.listeners.delete(channel),
  },
}));

const ORIGIN = 'console://app';
let warnings: { fields: object; message: string }[] = [];
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => warnings.push({ fields, message }),
  error: (fields, message) => warnings.push({ fields, message }),
  child: () => log,
};

const ok = { ok: true, value: null } as const;
const called = vi.fn();
const handlers = Object.fromEntries(
  REQUEST_CHANNELS.map((channel) => [
    channel,
    (input: unknown) => {
      called(channel, input);
      return Promise.resolve(ok);
    },
  ]),
) as unknown as RequestHandlers;

function eventFrom(frame: object | null): IpcMainInvokeEvent & IpcMainEvent {
  return { senderFrame: frame } as unknown as IpcMainInvokeEvent & IpcMainEvent;
}
const ourPage = { url: `${ORIGIN}/index.html`, parent: null };

function invoke(
  channel: string,
  payload: unknown,
  frame: object | null = ourPage,
): Promise<unknown> {
  return (ipc.handlers.get(channel) as Invoke)(eventFrom(frame), payload);
}

beforeEach(() => {
  warnings = [];
  called.mockClear();
  handleRequests(handlers, { origin: ORIGIN, log });
});

describe('who may make requests', () => {
  it.each([
    ['a page that is gone', null],
    ['a frame inside the page', { url: `${ORIGIN}/index.html`, parent: {} }],
    ['another site', { url: 'https://evil.example/', parent: null }],
    ['a host that only begins like ours', { url: 'console://app.evil/', parent: null }],
    ['a file', { url: 'file:///tmp/index.html', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['no address at all', { url: '', parent: null }],
  ])('not %s', async (_name, frame) => {
    for (const channel of REQUEST_CHANNELS) {
      expect(await invoke(channel, null, frame)).toMatchObject({
        ok: false,
        error: { kind: 'refused' },
      });
    }
    expect(called).not.toHaveBeenCalled();
    expect(warnings).toHaveLength(REQUEST_CHANNELS.length);
  });

  it('our own main frame', async () => {
    expect(await invoke('app:snapshot', null)).toEqual(ok);
    expect(called).toHaveBeenCalledWith('app:snapshot', null);
  });
});

describe('what a request must look like', () => {
  const junk = [
    undefined,
    0,
    '',
    'x',
    [],
    {},
    { callId: '' },
    { callId: 5 },
    { callId: 'x'.repeat(151) },
    { callId: 'a', extra: 1 },
    { callId: 'a', command: { kind: 'jump' } },
    { callId: 'a', command: { kind: 'changeVoice', voice: 'Bob' } },
    { callId: 'a', command: { kind: 'end', extra: 1 } },
    { callId: 'a', command: { kind: 'end' }, extra: 1 },
    { changes: null },
    { changes: { A: 1 } },
    { changes: { A: 'x'.repeat(20_001) } },
    {
      changes: Object.fromEntries(Array.from({ length: 101 }, (_item, index) => [`N${index}`, ''])),
    },
    new Map(),
    NaN,
  ];

  it.each(REQUEST_CHANNELS)('%s refuses junk with an answer and a log line', async (channel) => {
    for (const payload of junk) {
      expect(await invoke(channel, payload)).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input', retryable: false },
      });
    }
    expect(called).not.toHaveBeenCalled();
    expect(warnings).toHaveLength(junk.length);
  });

  it.each([
    ['calls:command', { callId: '1700000000.7', command: { kind: 'end' } }],
    [
      'calls:command',
      { callId: '1700000000.7', command: { kind: 'changeVoice', voice: 'Zubenelgenubi' } },
    ],
    ['settings:update', { changes: { GEMINI_VOICE: 'Kore', LOG_FILE: '' } }],
    ['profiles:save', { profile: { id: 'sales', name: 5 } }],
    ['profiles:remove', { id: 'sales' }],
    ['levels:open', null],
    ['history:search', { query: {} }],
    ['history:search', { query: { text: 'refund', endReason: 'declined', limit: 200 } }],
    ['history:addNote', { callId: 'a1', text: 'Called back.' }],
    ['history:setTags', { callId: 'a1', tags: [] }],
    ['history:deleteCaller', { callerNumber: '+34 600' }],
    ['history:export', { callId: 'a1', format: 'text' }],
    ['audit:list', { before: null, limit: 200 }],
  ])('%s takes its own form', async (channel, payload) => {
    expect(await invoke(channel, payload)).toEqual(ok);
    expect(called).toHaveBeenCalledWith(channel, payload);
  });

  it.each([
    ['history:search', { query: { limit: 201 } }],
    ['history:search', { query: { text: 'x'.repeat(501) } }],
    ['history:search', { query: { text: undefined } }],
    ['history:search', { query: { endReason: 'bored' } }],
    ['history:search', { query: { where: '1=1' } }],
    ['history:addNote', { callId: 'a1', text: '   ' }],
    ['history:addNote', { callId: 'a1', text: 'x'.repeat(4001) }],
    ['history:setTags', { callId: 'a1', tags: [''] }],
    ['history:setTags', { callId: 'a1', tags: Array.from({ length: 21 }, () => 'a') }],
    ['history:deleteCaller', { callerNumber: '' }],
    ['history:export', { callId: 'a1', format: '../x' }],
    ['profiles:save', { profile: 'sales' }],
    ['profiles:remove', { id: '' }],
    ['audit:list', { before: -1, limit: 50 }],
    ['audit:list', { before: null, limit: 0 }],
  ])('%s refuses %j', async (channel, payload) => {
    expect(await invoke(channel, payload)).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(called).not.toHaveBeenCalled();
  });

  it('never logs the payload', async () => {
    await invoke('settings:update', { changes: { GOOGLE_API_KEY: 5, x: 'S3CRET' } });
    expect(JSON.stringify(warnings)).not.toContain('S3CRET');
  });
});

describe('a handler that throws', () => {
  it('is answered as an internal error without its text', async () => {
    const broken = {
      ...handlers,
      'app:info': () => Promise.reject(new Error('inner detail')),
    } as RequestHandlers;
    handleRequests(broken, { origin: ORIGIN, log });
    const answer = await invoke('app:info', null);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('inner detail');
    expect(warnings).toHaveLength(1);
  });
});

describe('handleRequests', () => {
  it('stops answering', () => {
    handleRequests(handlers, { origin: ORIGIN, log })();
    expect(ipc.handlers.size).toBe(0);
  });
});

describe('onMessage', () => {
  it('passes on what has the right form from our page only', () => {
    const heard: boolean[] = [];
    const stop = onMessage('app:quitAnswer', z.boolean(), { origin: ORIGIN, log }, (quit) =>
      heard.push(quit),
    );
    const receive = ipc.listeners.get('app:quitAnswer') as Receive;
    receive(eventFrom(ourPage), true);
    receive(eventFrom(ourPage), 'yes');
    receive(eventFrom(null), true);
    receive(eventFrom({ url: 'https://evil.example', parent: null }), true);
    expect(heard).toEqual([true]);
    expect(warnings).toHaveLength(3);
    stop();
    expect(ipc.listeners.size).toBe(0);
  });
});
