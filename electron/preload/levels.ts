import { ipcRenderer, type IpcRendererEvent } from 'electron';
import { LEVEL_PORT_CHANNEL } from '../contract/channels';
import { request } from './request';

/** Opens the level stream; the returned function closes it. */
export function openLevels(listener: (batch: ArrayBuffer) => void): () => void {
  let port: MessagePort | null = null;
  const receive = (event: IpcRendererEvent) => {
    port?.close();
    const newest = event.ports[0];
    if (newest === undefined) {
      return;
    }
    port = newest;
    newest.onmessage = (message: MessageEvent<ArrayBuffer>) => {
      listener(message.data);
      // The answer is what allows the next batch: see ipc/levelPort.ts.
      newest.postMessage(null);
    };
  };
  ipcRenderer.on(LEVEL_PORT_CHANNEL, receive);
  void request('levels:open', null);
  return () => {
    ipcRenderer.off(LEVEL_PORT_CHANNEL, receive);
    port?.close();
  };
}
