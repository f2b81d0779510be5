/**
 * Gives the window its few verbs. Runs sandboxed: it may import `electron` and the channel names,
 * nothing else. No event object reaches the page, and no channel name comes from it.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { ConsoleEventBatch } from '#model/events';
import type { CordboardApi, QuitRequest } from '../contract/api';
import {
  EVENT_CHANNEL,
  PROFILES_CHANNEL,
  QUIT_ANSWER_CHANNEL,
  QUIT_CHANNEL,
} from '../contract/channels';
import { openHeadset } from './headset';
import { openLevels } from './levels';
import { request } from './request';

type Pushed = {
  [EVENT_CHANNEL]: ConsoleEventBatch;
  [PROFILES_CHANNEL]: null;
  [QUIT_CHANNEL]: QuitRequest;
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
  snapshot: () => request('app:snapshot', null),
  appInfo: () => request('app:info', null),
  takeOverApplication: () => request('app:takeOver', null),
  command: (callId, command) => request('calls:command', { callId, command }),
  placeCall: (call) => request('calls:place', call),
  openHeadset,
  listSettings: () => request('settings:list', null),
  updateSettings: (changes) => request('settings:update', { changes }),
  listProfiles: () => request('profiles:list', null),
  saveProfile: (profile) => request('profiles:save', { profile }),
  removeProfile: (id) => request('profiles:remove', { id }),
  onProfilesChanged: (listener) => listen(PROFILES_CHANNEL, listener),
  storeHealth: () => request('history:health', null),
  searchHistory: (query) => request('history:search', { query }),
  readRecord: (callId) => request('history:call', { callId }),
  addNote: (callId, text) => request('history:addNote', { callId, text }),
  setTags: (callId, tags) => request('history:setTags', { callId, tags }),
  deleteCaller: (callerNumber) => request('history:deleteCaller', { callerNumber }),
  exportCall: (callId, format) => request('history:export', { callId, format }),
  listAudit: (page) => request('audit:list', page),
  verifyAudit: () => request('audit:verify', null),
  readLog: (query) => request('logs:tail', query),
  packDiagnostics: () => request('app:diagnostics', null),
  onEvents: (listener) => listen(EVENT_CHANNEL, listener),
  openLevels,
  onQuitRequested: (listener) => listen(QUIT_CHANNEL, listener),
  answerQuit: (quit) => {
    ipcRenderer.send(QUIT_ANSWER_CHANNEL, quit);
  },
};

contextBridge.exposeInMainWorld('cordboard', api);
