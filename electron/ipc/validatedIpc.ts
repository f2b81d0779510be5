/** The one file that listens to the window: nothing comes in unchecked. */
import { ipcMain, type IpcMainEvent } from 'electron';
import type { z } from 'zod';
import type { Log } from '#main/observability/log';
import { REQUEST_CHANNEL } from '../contract/channels';
import { addressOf, trustedFrame } from './pageTrust';
import type { RequestDoor } from './requestDoor';

/** Answers the window's requests. To be called once. */
export function handleRequests(door: RequestDoor): void {
  ipcMain.handle(REQUEST_CHANNEL, ({ senderFrame }, name: unknown, input: unknown) =>
    door(senderFrame, name, input),
  );
}

/**
 * Listens to a one-way message of the window. One that comes from elsewhere, or has another form,
 * is logged and dropped.
 */
export function onMessage<T>(
  channel: string,
  schema: z.ZodType<T>,
  trust: { readonly origin: string; readonly log: Log },
  listener: (payload: T) => void,
): void {
  ipcMain.on(channel, ({ senderFrame }: IpcMainEvent, payload: unknown) => {
    const parsed = schema.safeParse(payload);
    if (trustedFrame(senderFrame, trust.origin) === null || !parsed.success) {
      trust.log.warn({ channel, from: addressOf(senderFrame) }, 'message of the window refused');
      return;
    }
    listener(parsed.data);
  });
}
