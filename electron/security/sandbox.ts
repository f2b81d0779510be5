/** Whether Chromium's sandbox protects the window, and what Cordboard says where it does not. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';

/**
 * `off`: switched off on the command line. `taken-away`: the same, but perhaps nobody wanted it:
 * the start script of an AppImage adds the switch where user namespaces are forbidden
 * (electron-builder, "generateAppRunScript").
 */
type SandboxState = 'on' | 'off' | 'taken-away';

/** Start script of an AppImage, beside the program. */
const APPIMAGE_SCRIPT = 'AppRun';

/** Warning of a packed program that runs without it. */
export const WITHOUT_SANDBOX =
  'RUNNING WITHOUT THE SANDBOX (--no-sandbox): a fault in the window could reach this whole machine. Start Cordboard as an ordinary user and without this switch.';

/** Why an AppImage does not start, and what to do about it. */
export const SANDBOX_TAKEN_AWAY = {
  message: 'Cordboard does not start without the sandbox around its window.',
  detail: `An AppImage switches it off by itself (--no-sandbox) where ordinary programs may not make user namespaces, that is, where the command "unshare -Ur true" fails or is missing. Do one of these:

- Install Cordboard's Debian package instead. It brings the rights that the sandbox needs.
- Allow user namespaces, for all programs of this machine:
  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0   (Ubuntu 24.04 and later)
  sudo sysctl -w kernel.unprivileged_userns_clone=1   (Debian)
- Install the package util-linux if the command is missing.

Then start it again, as an ordinary user and without --no-sandbox.`,
} as const;

/** How the program was started. `executable`: path of the running program. */
export function sandboxState(
  commandLine: Pick<App['commandLine'], 'hasSwitch'>,
  executable: string,
): SandboxState {
  if (!commandLine.hasSwitch('no-sandbox')) {
    return 'on';
  }
  return existsSync(join(dirname(executable), APPIMAGE_SCRIPT)) ? 'taken-away' : 'off';
}
