import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ok } from '#main/util/result';
import { handleRequests, onMessage } from '#shell/ipc/validatedIpc';
import { recordingLog } from '#support/log';

const ipc = vi.hoisted(() => ({
  handlers: new Map<string, unknown>(),
  listeners: new Map<string, unknown>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: unknown) => ipc.handlers.set(channel, handler),
    on: (channel: string, listener: unknown) => ipc.listeners.set(channel, listener),
  },
}));

const ORIGIN = 'console://app';
const ourPage = { url: `${ORIGIN}/index.html`, parent: null };

type Invoke = (event: IpcMainInvokeEvent, name: unknown, input: unknown) => Promise<unknown>;
type Receive = (event: IpcMainEvent, payload: unknown) => void;

function eventFrom(senderFrame: object | null): IpcMainInvokeEvent & IpcMainEvent {
  return { senderFrame } as unknown as IpcMainInvokeEvent & IpcMainEvent;
}

it('a request comes to the door with the frame it came from, and the answer goes back', async () => {
  const door = vi.fn(() => Promise.resolve(ok('answer')));
  handleRequests(door);
  expect([...ipc.handlers.keys()]).toEqual(['console:request']);
  const invoke = ipc.handlers.get('console:request') as Invoke;
  expect(await invoke(eventFrom(ourPage), 'app:info', null)).toEqual(ok('answer'));
  expect(door).toHaveBeenCalledExactlyOnceWith(ourPage, 'app:info', null);
});

it('a message is heard in the right form and from our page only', () => {
  const heard: boolean[] = [];
  const log = recordingLog();
  onMessage('app:quitAnswer', z.boolean(), { origin: ORIGIN, log }, (quit) => heard.push(quit));
  const receive = ipc.listeners.get('app:quitAnswer') as Receive;
  receive(eventFrom(ourPage), true);
  receive(eventFrom(ourPage), 'yes');
  receive(eventFrom(null), true);
  receive(eventFrom({ url: 'https://evil.example', parent: null }), true);
  expect(heard).toEqual([true]);
  expect(log.lines).toHaveLength(3);
});
