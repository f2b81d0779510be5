import type { IpcMainInvokeEvent } from 'electron';
import { expect, it, vi } from 'vitest';
import { ok } from '#main/util/result';
import { handleRequests } from '#shell/ipc/validatedIpc';

const ipc = vi.hoisted(() => ({
  handlers: new Map<string, unknown>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: unknown) => ipc.handlers.set(channel, handler),
  },
}));

const ORIGIN = 'console://app';
const ourPage = { url: `${ORIGIN}/index.html`, parent: null };

type Invoke = (event: IpcMainInvokeEvent, name: unknown, input: unknown) => Promise<unknown>;

function eventFrom(senderFrame: object | null): IpcMainInvokeEvent {
  return { senderFrame } as unknown as IpcMainInvokeEvent;
}

it('a request comes to the door with the frame it came from, and the answer goes back', async () => {
  const door = vi.fn(() => Promise.resolve(ok('answer')));
  handleRequests(door);
  expect([...ipc.handlers.keys()]).toEqual(['console:request']);
  const invoke = ipc.handlers.get('console:request') as Invoke;
  expect(await invoke(eventFrom(ourPage), 'app:info', null)).toEqual(ok('answer'));
  expect(door).toHaveBeenCalledExactlyOnceWith(ourPage, 'app:info', null);
});
