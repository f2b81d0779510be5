import type { Session } from 'electron';
import type { Log } from '#main/observability/log';
import { originOf } from './origin';

/** The part of a session that hands out permissions. */
export type PermissionSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/**
 * Lets the window's own page use the microphone, so that the supervisor can speak to a caller.
 * Refuses everything else (camera, screen, notifications, devices), and everything to foreign
 * pages. Without this, Electron grants it all.
 * @param origin Origin of the window's pages.
 */
export function allowMicrophoneOnly(session: PermissionSession, origin: string, log: Log): void {
  const isOurs = (address: string | undefined) =>
    address !== undefined && originOf(address) === origin;
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isMicrophone = permission === 'media' && types.join() === 'audio';
    const granted = isMicrophone && details.isMainFrame && isOurs(details.requestingUrl);
    if (!granted) {
      log.warn({ permission, types }, 'permission refused to the window');
    }
    answer(granted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, { mediaType }) =>
      permission === 'media' && mediaType === 'audio' && isOurs(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
