import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CordboardApi } from '#contract/api';

type Receive = (event: unknown, payload?: unknown) => void;

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  listeners: new Map<string, Receive>(),
  invoked: [] as unknown[][],
  sent: [] as unknown[][],
}));
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: unknown) => electron.exposed.set(name, api),
  },
  ipcRenderer: {
    invoke: (...args: unknown[]) => {
      electron.invoked.push(args);
      return Promise.resolve({ ok: true, value: null });
    },
    send: (...args: unknown[]) => electron.sent.push(args),
    on: (channel: string, listener: Receive) => electron.listeners.set(channel, listener),
    off: (channel: string) => electron.listeners.delete(channel),
  },
}));

let api: CordboardApi;
beforeAll(async () => {
  await import('#shell/preload/preload');
  api = electron.exposed.get('cordboard') as CordboardApi;
});
beforeEach(() => {
  electron.invoked.length = 0;
  electron.listeners.clear();
});

describe('the preload script', () => {
  it('gives the window these verbs and nothing else', () => {
    expect([...electron.exposed.keys()]).toEqual(['cordboard']);
    expect(Object.keys(api).toSorted()).toEqual([
      'addNote',
      'answerQuit',
      'appInfo',
      'command',
      'deleteCaller',
      'exportCall',
      'listAudit',
      'listProfiles',
      'listSettings',
      'onEvents',
      'onProfilesChanged',
      'onQuitRequested',
      'openHeadset',
      'openLevels',
      'packDiagnostics',
      'placeCall',
      'readLog',
      'readRecord',
      'removeProfile',
      'saveProfile',
      'searchHistory',
      'setTags',
      'snapshot',
      'storeHealth',
      'takeOverApplication',
      'updateSettings',
      'verifyAudit',
    ]);
  });

  it('turns each verb into its request', async () => {
    await api.snapshot();
    await api.command('a1', { kind: 'changeVoice', voice: 'Kore' });
    await api.placeCall({ number: '204', profileId: 'default' });
    await api.updateSettings({ GEMINI_VOICE: 'Kore' });
    await api.listProfiles();
    await api.saveProfile({ id: 'sales' });
    await api.removeProfile('sales');
    api.answerQuit(true);
    expect(electron.invoked).toEqual([
      ['app:snapshot', null],
      ['calls:command', { callId: 'a1', command: { kind: 'changeVoice', voice: 'Kore' } }],
      ['calls:place', { number: '204', profileId: 'default' }],
      ['settings:update', { changes: { GEMINI_VOICE: 'Kore' } }],
      ['profiles:list', null],
      ['profiles:save', { profile: { id: 'sales' } }],
      ['profiles:remove', { id: 'sales' }],
    ]);
    expect(electron.sent).toEqual([['app:quitAnswer', true]]);
  });

  it('turns the verbs of the history and the audit into their requests', async () => {
    await api.storeHealth();
    await api.searchHistory({ text: 'refund' });
    await api.readRecord('a1');
    await api.addNote('a1', 'Called back.');
    await api.setTags('a1', ['vip']);
    await api.deleteCaller('600');
    await api.exportCall('a1', 'json');
    await api.listAudit({ before: 7, limit: 50 });
    await api.verifyAudit();
    expect(electron.invoked).toEqual([
      ['history:health', null],
      ['history:search', { query: { text: 'refund' } }],
      ['history:call', { callId: 'a1' }],
      ['history:addNote', { callId: 'a1', text: 'Called back.' }],
      ['history:setTags', { callId: 'a1', tags: ['vip'] }],
      ['history:deleteCaller', { callerNumber: '600' }],
      ['history:export', { callId: 'a1', format: 'json' }],
      ['audit:list', { before: 7, limit: 50 }],
      ['audit:verify', null],
    ]);
  });

  it('keeps the event object from the page, and lets it stop listening', () => {
    const heard = vi.fn();
    const stop = api.onEvents(heard);
    electron.listeners.get('console:events')?.({ sender: 'secret' }, { revision: 1 });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ revision: 1 });
    stop();
    expect(electron.listeners.size).toBe(0);
  });

  it('answers each batch of levels, which is what allows the next one', () => {
    const batches: unknown[] = [];
    const stop = api.openLevels((batch) => batches.push(batch));
    expect(electron.invoked).toEqual([['levels:open', null]]);
    const port = {
      onmessage: null as ((message: { data: unknown }) => void) | null,
      postMessage: vi.fn(),
      close: vi.fn(),
    };
    electron.listeners.get('levels:port')?.({ ports: [port] });
    const data = new ArrayBuffer(4);
    port.onmessage?.({ data });
    expect(batches).toEqual([data]);
    expect(port.postMessage).toHaveBeenCalledOnce();
    stop();
    expect(port.close).toHaveBeenCalledOnce();
    expect(electron.listeners.size).toBe(0);
  });

  it('opens the headset on a call, whose port comes apart from the answer', async () => {
    const heard: unknown[] = [];
    const closed = vi.fn();
    const opening = api.openHeadset('a1', {
      onFrame: (frame) => heard.push(frame),
      onClose: closed,
    });
    const port = {
      onmessage: null as ((message: { data: unknown }) => void) | null,
      postMessage: vi.fn(),
      close: vi.fn(),
    };
    electron.listeners.get('headset:port')?.({ ports: [{}] }, 'another call');
    electron.listeners.get('headset:port')?.({ ports: [port] }, 'a1');
    const opened = await opening;
    expect(electron.invoked).toEqual([['calls:listen', { callId: 'a1' }]]);
    const frame = new ArrayBuffer(640);
    port.onmessage?.({ data: frame });
    expect(heard).toEqual([frame]);
    if (opened.ok) {
      opened.value.send(frame);
    }
    expect(port.postMessage).toHaveBeenCalledExactlyOnceWith(frame);
    port.onmessage?.({ data: null });
    expect(closed).toHaveBeenCalledOnce();
    expect(port.close).toHaveBeenCalledOnce();
    expect(electron.listeners.size).toBe(0);
  });

  it('stays small enough to be read at a glance', async () => {
    const source = await readFile(
      join(import.meta.dirname, '../../../../electron/preload/preload.ts'),
      'utf8',
    );
    expect(source.split('\n').length).toBeLessThanOrEqual(92);
  });
});
