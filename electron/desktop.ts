/** The program on the desktop of its user: tray, and its start at login. */
import { join } from 'node:path';
import { app, Menu, Tray } from 'electron';
import type { Program } from '#main/program/program';
import type { AlertSound } from './alertSound';
import { appImageFile } from './appImage';
import { setAutostart } from './autostart';
import type { ShellLanguage } from './language';
import type { QuitFlow } from './quitFlow';
import { showInTray, staysInTray } from './tray/tray';
import { hasTray } from './tray/traySupport';
import type { ConsoleWindow } from './windows/consoleWindow';

type DesktopOptions = {
  readonly program: Program;
  readonly windows: { readonly main: ConsoleWindow | null; open(): Promise<void> };
  readonly quit: QuitFlow;
  readonly language: ShellLanguage;
  readonly alertSound: AlertSound;
  /** File of the program's picture. */
  readonly icon: string;
};

export type Desktop = {
  /** Puts the program in the tray, where there is one, and follows START_AT_LOGIN. */
  start(): Promise<void>;
  /** A person closed the main window: it hides in the tray, or the program ends. */
  closeMain(): Promise<void>;
};

export function onDesktop(options: DesktopOptions): Desktop {
  const { program, windows, quit, language, alertSound, icon } = options;
  const { settings, control, log } = program;
  const trayThere = hasTray(process.platform);
  let autostart: boolean | null = null;
  const followAutostart = async () => {
    const { startAtLogin } = settings.current;
    const isNew = startAtLogin !== autostart;
    // Nothing is written for somebody who never asked for it.
    const matters = isNew && (startAtLogin || autostart !== null);
    autostart = startAtLogin;
    const set = matters ? await setAutostart(autostartParts(), startAtLogin) : null;
    if (set?.ok === false) {
      log.warn({ error: set.error }, 'start at login could not be changed');
    }
  };
  return {
    async start() {
      settings.on('changed', () => void followAutostart());
      await followAutostart();
      if (await trayThere) {
        showInTray({
          ...{ control, language, alertSound },
          icon: trayIcon(icon, () => void windows.open()),
          open: () => void windows.open(),
          quit: () => {
            quit.requestByUser();
          },
        });
      }
    },
    async closeMain() {
      if (staysInTray(settings.current.keepInTray, await trayThere, program.liveCalls)) {
        windows.main?.hide();
      } else {
        quit.requestByUser();
      }
    },
  };
}

function autostartParts() {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(app.getPath('home'), '.config');
  const { isPackaged } = app;
  const file = appImageFile({ isPackaged, env: process.env }) ?? process.execPath;
  const command = isPackaged ? [file] : [file, app.getAppPath()];
  return { app, platform: process.platform, configDir: config, command };
}

function trayIcon(picture: string, onClick: () => void) {
  const tray = new Tray(picture);
  tray.on('click', onClick);
  return {
    setToolTip: (text: string) => {
      tray.setToolTip(text);
    },
    setMenu: (template: Parameters<typeof Menu.buildFromTemplate>[0]) => {
      tray.setContextMenu(Menu.buildFromTemplate(template));
    },
  };
}
