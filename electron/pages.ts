/** The windows of the program, and what flows between it and their pages apart from requests. */
import { app, globalShortcut, Menu, MessageChannelMain } from 'electron';
import type { Program } from '#main/program/program';
import type { Drawing } from '#model/drawing';
import type { TriedProfile } from '#model/profile';
import { COMMAND_CHANNEL, LANGUAGE_CHANNEL, PROFILES_CHANNEL } from './contract/channels';
import type { RequestInput, RequestOutput } from './contract/requests';
import { createEventPublisher, type EventPublisher } from './ipc/eventPublisher';
import { createHeadsetPorts } from './ipc/headsetPort';
import { createLevelStream, type LevelStream } from './ipc/levelPort';
import { type OnOnePage, onOnePage } from './ipc/onOnePage';
import { createTestCallPorts } from './ipc/testCallPort';
import type { ShellLanguage } from './language';
import { createPanicKey, PANIC_COMMAND, type PanicKey } from './panicKey';
import type { ShellPaths } from './shellPaths';
import { type ConsoleWindow, openConsoleWindow } from './windows/consoleWindow';
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
  readonly headset: OnOnePage<RequestInput<'calls:listen'>, RequestOutput<'calls:listen'>>;
  readonly panicKey: PanicKey;
  readonly testCalls: OnOnePage<TriedProfile, RequestOutput<'calls:test'>>;
  /** All lines on which somebody at the window hears or speaks. */
  readonly lines: { close(): void };
  readonly menu: WindowMenu;
};

export function createPages(options: PagesOptions): Pages {
  const { program, language, menu: actions } = options;
  const { headset, testCalls, panicKey } = createLines(program, (page) => windows.windowOf(page));
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
      headset.closeOn(gone);
      testCalls.closeOn(gone);
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
  const lines = {
    close: () => {
      headset.close();
      testCalls.close();
    },
  };
  return { windows, headset, panicKey, testCalls, lines, menu };
}

const createChannel = () => new MessageChannelMain();

/** The lines that the page of a window has, and the key that closes them from anywhere. */
function createLines(
  { desk, log }: Program,
  windowOf: (page: number) => ConsoleWindow | undefined,
): Pick<Pages, 'headset' | 'testCalls' | 'panicKey'> {
  const leave = (page: number): void => {
    const window = windowOf(page);
    if (window?.canAnswer === true) {
      window.send(COMMAND_CHANNEL, PANIC_COMMAND);
    } else {
      headset.closeOn(page);
      testCalls.closeOn(page);
    }
  };
  const onPanic = (): void => {
    const pages = new Set([headset.page, testCalls.page]);
    for (const page of pages) {
      if (page !== null) {
        leave(page);
      }
    }
  };
  const panicKey = createPanicKey(globalShortcut, onPanic, log);
  const { calls, trials } = desk.atStation.desk;
  const headsets = createHeadsetPorts({
    ...{ calls, createChannel, log },
    onOpen: (isOpen) => panicKey.watch('headset', isOpen),
  });
  const headset = onOnePage(headsets, () => headsets.elsewhere);
  const testCalls = onOnePage(
    createTestCallPorts({
      ...{ trials, createChannel, log },
      onOpen: (isOpen) => panicKey.watch('testCall', isOpen),
    }),
  );
  return { headset, testCalls, panicKey };
}

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
