import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CordboardApi } from '#contract/api';
import { LIVE } from '#model/headset';

type Receive = (event: unknown, payload?: unknown) => void;

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  listeners: new Map<string, Receive>(),
  invoked: [] as unknown[][],
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
  it('gives the window these functions and nothing else', () => {
    expect([...electron.exposed.keys()]).toEqual(['cordboard']);
    expect(Object.keys(api).toSorted()).toEqual([
      'onAboutRequested',
      'onAlertsMuted',
      'onCommand',
      'onEvents',
      'onLanguageChanged',
      'onLinesElsewhere',
      'onProfilesChanged',
      'onQuitRequested',
      'onShowCall',
      'onStationChanged',
      'openHeadset',
      'openLevels',
      'openTestCall',
      'request',
    ]);
  });

  it('sends every request on the one channel', async () => {
    const input = { callId: 'a1', command: { kind: 'changeVoice', voice: 'Kore' } } as const;
    expect(await api.request('calls:command', input)).toEqual({ ok: true, value: null });
    expect(electron.invoked).toEqual([['console:request', 'calls:command', input]]);
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
    expect(electron.invoked).toEqual([['console:request', 'levels:open', null]]);
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
    const skipped = vi.fn();
    const opening = api.openHeadset('a1', LIVE, {
      onFrame: (frame) => heard.push(frame),
      onSkip: skipped,
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
    expect(electron.invoked).toEqual([
      ['console:request', 'calls:listen', { callId: 'a1', listening: LIVE, scan: false }],
    ]);
    const frame = new ArrayBuffer(640);
    port.onmessage?.({ data: frame });
    expect(heard).toEqual([frame]);
    if (opened.ok) {
      opened.value.send(frame);
    }
    expect(port.postMessage).toHaveBeenCalledExactlyOnceWith(frame);
    if (opened.ok) {
      opened.value.hear('line');
    }
    expect(port.postMessage).toHaveBeenLastCalledWith({ sides: 'line' });
    port.onmessage?.({ data: { behindMs: 1_200 } });
    expect(skipped).toHaveBeenCalledExactlyOnceWith({ behindMs: 1_200 });
    if (opened.ok) {
      opened.value.goLive();
    }
    expect(port.postMessage).toHaveBeenLastCalledWith({ live: true });
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
    expect(source.split('\n').length).toBeLessThanOrEqual(60);
  });
});
