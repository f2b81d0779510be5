/** The page's ends of the lines for sound: see ipc/headsetPort.ts and ipc/testCallPort.ts. */
import { ipcRenderer, type IpcRendererEvent } from 'electron';
import type { HeadsetSides } from '#model/headset';
import type { CordboardApi, HeadsetSkip, LineHandlers, TestCallLine } from '../contract/api';
import { HEADSET_PORT_CHANNEL, TEST_CALL_PORT_CHANNEL } from '../contract/channels';
import { request } from './request';

type ComingPort = { readonly port: Promise<MessagePort>; stop(): void };

/** The port comes as a message of its own, before or after the answer to the request. */
function nextPort(channel: string, isIt: (callId: string) => boolean): ComingPort {
  let stop = (): void => undefined;
  const port = new Promise<MessagePort>((resolve) => {
    const receive = (event: IpcRendererEvent, callId: string) => {
      const [opened] = event.ports;
      if (isIt(callId) && opened !== undefined) {
        stop();
        resolve(opened);
      }
    };
    stop = () => {
      ipcRenderer.off(channel, receive);
    };
    ipcRenderer.on(channel, receive);
  });
  return { port, stop };
}

export const openHeadset: CordboardApi['openHeadset'] = async (
  callId,
  listening,
  handlers,
  scan = false,
) => {
  const coming = nextPort(HEADSET_PORT_CHANNEL, (of) => of === callId);
  const opened = await request('calls:listen', { callId, listening, scan });
  if (!opened.ok) {
    coming.stop();
    return opened;
  }
  const port = await coming.port;
  const hear = (sides: HeadsetSides) => {
    port.postMessage({ sides });
  };
  const goLive = () => {
    port.postMessage({ live: true });
  };
  const line = lineOver(port, handlers, handlers.onSkip);
  return { ok: true, value: { ...line, ...opened.value, hear, goLive } };
};

export const openTestCall: CordboardApi['openTestCall'] = async (tried, handlers) => {
  // The id is not known before; there is one test call at a time.
  const coming = nextPort(TEST_CALL_PORT_CHANNEL, () => true);
  const opened = await request('calls:test', tried);
  if (!opened.ok) {
    coming.stop();
    return opened;
  }
  return { ok: true, value: { ...lineOver(await coming.port, handlers), ...opened.value } };
};

function lineOver(
  port: MessagePort,
  handlers: LineHandlers,
  onSkip: (skip: HeadsetSkip) => void = () => undefined,
): Pick<TestCallLine, 'send' | 'close'> {
  let open = true;
  const end = () => {
    const was = open;
    open = false;
    port.close();
    return was;
  };
  port.onmessage = ({ data }: MessageEvent<ArrayBuffer | HeadsetSkip | null>) => {
    if (data === null || !open) {
      if (end()) {
        handlers.onClose();
      }
    } else if (data instanceof ArrayBuffer) {
      handlers.onFrame(data);
    } else {
      onSkip(data);
    }
  };
  const send = (frame: ArrayBuffer) => {
    port.postMessage(frame);
  };
  return { send, close: end };
}
