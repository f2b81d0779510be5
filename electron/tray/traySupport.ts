import { execFile } from 'node:child_process';

/** Time in which the desktop's bus has to answer, ms. */
const LIMIT_MS = 2_000;

/** Who shows tray icons on a Linux desktop (StatusNotifierItem, as Electron uses it). */
const WATCHER = 'org.kde.StatusNotifierWatcher';

/**
 * Whether the desktop shows tray icons. On Linux many do not, and Electron cannot say so: a window
 * that hides in a tray that nobody sees is gone.
 */
export function hasTray(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') {
    return Promise.resolve(true);
  }
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${WATCHER}`,
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: LIMIT_MS }, (error, answer) => {
      resolve(error === null && answer.includes('boolean true'));
    });
  });
}
