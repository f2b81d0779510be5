/** The windows of the program, and what flows between it and their pages apart from requests. */
import { app, globalShortcut, Menu, MessageChannelMain } from 'electron';
import type { Program } from '#main/program/program';
import type { Drawing } from '#model/drawing';
import { LANGUAGE_CHANNEL, PROFILES_CHANNEL } from './contract/channels';
import { createEventPublisher, type EventPublisher } from './ipc/eventPublisher';
import { createLevelStream, type LevelStream } from './ipc/levelPort';
import type { ShellLanguage } from './language';
import { createLines, type Lines } from './lines';
import type { ShellPaths } from './shellPaths';
import { openConsoleWindow } from './windows/consoleWindow';
import { ConsoleWindows, type PageLinks } from './windows/consoleWindows';
import { type MenuActions, menuTemplate } from './windows/menu';
import { createWindowMenu, type WindowMenu } from './windows/windowMenu';

type PagesOptions = {
  readonly program: Program;
  readonly paths: ShellPaths;
  readonly url: string;
  readonly language: ShellLanguage;
  readonly drawing: () => Drawing;
  readonly menu: MenuActions;
  readonly onMainCloseRequested: () => void;
};

/** What flows to the page of one window. */
type Links = PageLinks & { readonly events: EventPublisher; readonly levels: LevelStream };

type Windows = ConsoleWindows<Links>;

export type Pages = {
  readonly windows: Windows;
  readonly lines: Lines;
  readonly menu: WindowMenu;
};

export function createPages(options: PagesOptions): Pages {
  const { program, language, menu: actions } = options;
  const { calls, trials } = program.desk.atStation.desk;
  const lines = createLines({
    ...{ calls, trials, createChannel, shortcuts: globalShortcut, log: program.log },
    windows: {
      windowOf: (page) => windows.windowOf(page),
      sendEach: (...sent) => {
        windows.sendEach(...sent);
      },
    },
  });
  const menu = createWindowMenu({
    front: () => windows.front?.page ?? null,
    show: (groups) => {
      const { platform } = process;
      const template = menuTemplate({
        ...{ platform, groups, actions, language: language.current },
        developer: !app.isPackaged,
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
  });
  const windows = createWindows(options, {
    onPageGone: (gone) => {
      lines.closeOn(gone);
      menu.forget(gone);
    },
    onFrontChanged: () => {
      menu.refresh();
    },
  });
  menu.refresh();
  language.onChanged((now) => {
    windows.send(LANGUAGE_CHANNEL, now);
    menu.refresh();
  });
  return { windows, lines, menu };
}

const createChannel = () => new MessageChannelMain();

function createWindows(
  { program, paths, url, drawing, onMainCloseRequested }: PagesOptions,
  handlers: { onPageGone(page: number): void; onFrontChanged(): void },
): Windows {
  const { desk, log } = program;
  const { preload, dataDir } = paths;
  const { desk: own, follow } = desk.atStation;
  const windows = new ConsoleWindows<Links>({
    ...{ url, preload, dataDir, log, onMainCloseRequested, ...handlers },
    devTools: !app.isPackaged,
    openWindow: openConsoleWindow,
    linkPage: (window) => {
      const events = createEventPublisher({ desk: { follow }, place: { window }, drawing });
      const levels = createLevelStream({ calls: own.calls, drawing, createChannel });
      return {
        ...{ events, levels },
        pause: () => {
          events.pause();
          levels.close();
        },
        setVisible: (visible) => {
          levels.setVisible(visible);
        },
        close: () => {
          events.close();
          levels.close();
        },
      };
    },
  });
  own.profiles.onChanged(() => {
    windows.send(PROFILES_CHANNEL, null);
  });
  return windows;
}
