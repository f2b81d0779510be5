import { ipcRenderer, type IpcRendererEvent } from 'electron';
import type { CallId } from '#model/call';
import type { ConsoleEventBatch } from '#model/events';
import type { Language } from '#model/language';
import type { StationView } from '#model/operators';
import type { QuitRequest } from '../contract/api';
import type {
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
import type { OpenLine } from '../contract/openLine';

/** What the main process sends without being asked. */
type Pushed = {
  [EVENT_CHANNEL]: ConsoleEventBatch;
  [PROFILES_CHANNEL]: null;
  [COMMAND_CHANNEL]: string;
  [SHOW_CALL_CHANNEL]: CallId;
  [QUIT_CHANNEL]: QuitRequest;
  [STATION_CHANNEL]: StationView;
  [LANGUAGE_CHANNEL]: Language;
  [LINES_CHANNEL]: readonly OpenLine[];
  [ALERTS_MUTED_CHANNEL]: boolean;
  [ABOUT_CHANNEL]: null;
};

/** Passes on the payload alone. The result stops. */
export function listen<Channel extends keyof Pushed>(
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
