/**
 * Gives the window its few functions. Runs sandboxed: it may import `electron` and the channel
 * names, nothing else. No event object reaches the page, and no channel name comes from it.
 */
import { contextBridge } from 'electron';
import type { CordboardApi } from '../contract/api';
import {
  ABOUT_CHANNEL,
  ALERTS_MUTED_CHANNEL,
  COMMAND_CHANNEL,
  EVENT_CHANNEL,
  LANGUAGE_CHANNEL,
  LINES_CHANNEL,
  PROFILES_CHANNEL,
  QUIT_CHANNEL,
  SHOW_CALL_CHANNEL,
  STATION_CHANNEL,
} from '../contract/channels';
import { openHeadset, openTestCall } from './headset';
import { openLevels } from './levels';
import { listen } from './listen';
import { request } from './request';

const api: CordboardApi = {
  request,
  openHeadset,
  openTestCall,
  openLevels,
  onEvents: (listener) => listen(EVENT_CHANNEL, listener),
  onProfilesChanged: (listener) => listen(PROFILES_CHANNEL, listener),
  onCommand: (listener) => listen(COMMAND_CHANNEL, listener),
  onLinesElsewhere: (listener) => listen(LINES_CHANNEL, listener),
  onShowCall: (listener) => listen(SHOW_CALL_CHANNEL, listener),
  onStationChanged: (listener) => listen(STATION_CHANNEL, listener),
  onLanguageChanged: (listener) => listen(LANGUAGE_CHANNEL, listener),
  onAlertsMuted: (listener) => listen(ALERTS_MUTED_CHANNEL, listener),
  onAboutRequested: (listener) => listen(ABOUT_CHANNEL, listener),
  onQuitRequested: (listener) => listen(QUIT_CHANNEL, listener),
};

contextBridge.exposeInMainWorld('cordboard', api);
