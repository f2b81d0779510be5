/**
 * Gives the window its few functions. Runs sandboxed: it may import `electron` and the channel
 * names, nothing else. No event object reaches the page, and no channel name comes from it.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { CallId } from '#model/call';
import type { ConsoleEventBatch } from '#model/events';
import type { StationView } from '#model/operators';
import type { CordboardApi, QuitRequest } from '../contract/api';
import {
  ABOUT_CHANNEL,
  COMMAND_CHANNEL,
  EVENT_CHANNEL,
  PROFILES_CHANNEL,
  QUIT_ANSWER_CHANNEL,
  QUIT_CHANNEL,
  SHOW_CALL_CHANNEL,
  STATION_CHANNEL,
} from '../contract/channels';
import { openHeadset, openTestCall } from './headset';
import { openLevels } from './levels';
import { request } from './request';

type Pushed = {
  [EVENT_CHANNEL]: ConsoleEventBatch;
  [PROFILES_CHANNEL]: null;
  [COMMAND_CHANNEL]: string;
  [SHOW_CALL_CHANNEL]: CallId;
  [QUIT_CHANNEL]: QuitRequest;
  [STATION_CHANNEL]: StationView;
  [ABOUT_CHANNEL]: null;
};

function listen<Channel extends keyof Pushed>(
  channel: Channel,
  listener: (payload: Pushed[Channel]) => void,
): () => void {
  const receive = (_event: IpcRendererEvent, payload: Pushed[Channel]) => {
    listener(payload);
  };
  ipcRenderer.on(channel, receive);
  return () => {
    ipcRenderer.off(channel, receive);
  };
}

const api: CordboardApi = {
  request,
  openHeadset,
  openTestCall,
  openLevels,
  onEvents: (listener) => listen(EVENT_CHANNEL, listener),
  onProfilesChanged: (listener) => listen(PROFILES_CHANNEL, listener),
  onCommand: (listener) => listen(COMMAND_CHANNEL, listener),
  onShowCall: (listener) => listen(SHOW_CALL_CHANNEL, listener),
  onStationChanged: (listener) => listen(STATION_CHANNEL, listener),
  onAboutRequested: (listener) => listen(ABOUT_CHANNEL, listener),
  onQuitRequested: (listener) => listen(QUIT_CHANNEL, listener),
  answerQuit: (quit) => {
    ipcRenderer.send(QUIT_ANSWER_CHANNEL, quit);
  },
};

contextBridge.exposeInMainWorld('cordboard', api);
