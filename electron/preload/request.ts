import { ipcRenderer } from 'electron';
import type { CordboardApi } from '../contract/api';
import { REQUEST_CHANNEL } from '../contract/channels';

/** The main process checks name and input: see ipc/requestDoor.ts. */
export const request: CordboardApi['request'] = (name, input) =>
  ipcRenderer.invoke(REQUEST_CHANNEL, name, input);
