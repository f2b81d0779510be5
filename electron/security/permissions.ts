import type { Session } from 'electron';
import type { Log } from '../../src-main/observability/log';

/** The part of a session that hands out permissions. */
export type PermissionSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/** Refuses the window every permission. Without this, Electron grants them all. */
export function denyPermissions(session: PermissionSession, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn({ permission }, 'permission refused to the window');
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
