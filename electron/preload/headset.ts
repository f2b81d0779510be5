/** The page's end of the supervisor's headset: see ipc/headsetPort.ts for the other one. */
import { ipcRenderer, type IpcRendererEvent } from 'electron';
import type { HeadsetSides, Listening } from '#model/headset';
import type { Headset, HeadsetHandlers } from '../contract/api';
import { HEADSET_PORT_CHANNEL } from '../contract/channels';
import type { RequestResult } from '../contract/requests';
import { request } from './request';

/** The port comes as a message of its own, before or after the answer to the request. */
function nextHeadsetPort(callId: string): { readonly port: Promise<MessagePort>; stop(): void } {
  let stop = (): void => undefined;
  const port = new Promise<MessagePort>((resolve) => {
    const receive = (event: IpcRendererEvent, of: string) => {
      const [opened] = event.ports;
      if (of === callId && opened !== undefined) {
        stop();
        resolve(opened);
      }
    };
    stop = () => {
      ipcRenderer.off(HEADSET_PORT_CHANNEL, receive);
    };
    ipcRenderer.on(HEADSET_PORT_CHANNEL, receive);
  });
  return { port, stop };
}

export async function openHeadset(
  callId: string,
  listening: Listening,
  handlers: HeadsetHandlers,
  scan = false,
): Promise<RequestResult<Headset>> {
  const coming = nextHeadsetPort(callId);
  const opened = await request('calls:listen', { callId, listening, scan });
  if (!opened.ok) {
    coming.stop();
    return opened;
  }
  const port = await coming.port;
  let open = true;
  const end = () => {
    const was = open;
    open = false;
    port.close();
    return was;
  };
  port.onmessage = (message: MessageEvent<ArrayBuffer | null>) => {
    if (message.data !== null && open) {
      handlers.onFrame(message.data);
    } else if (end()) {
      handlers.onClose();
    }
  };
  const send = (frame: ArrayBuffer) => {
    port.postMessage(frame);
  };
  const hear = (sides: HeadsetSides) => {
    port.postMessage({ sides });
  };
  return { ok: true, value: { behindMs: opened.value, send, hear, close: end } };
}
