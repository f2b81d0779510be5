/** The one file that listens to the window: nothing comes in unchecked. */
import { ipcMain } from 'electron';
import { REQUEST_CHANNEL } from '../contract/channels';
import type { RequestDoor } from './requestDoor';

/** Answers the window's requests. To be called once. */
export function handleRequests(door: RequestDoor): void {
  ipcMain.handle(REQUEST_CHANNEL, ({ senderFrame }, name: unknown, input: unknown) =>
    door(senderFrame, name, input),
  );
}
