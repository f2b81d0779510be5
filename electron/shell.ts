/** The shell puts windows, IPC and the way out around the program that does the work. */
import {
  app,
  clipboard,
  dialog,
  Menu,
  MessageChannelMain,
  nativeTheme,
  powerSaveBlocker,
  safeStorage,
  session,
  shell as system,
} from 'electron';
import { z } from 'zod';
import type { Log } from '#main/observability/log';
import { goFirst } from '#main/program/priority';
import { createProgram, type Program } from '#main/program/program';
import { ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { Drawing } from '#model/drawing';
import { createAbout } from './about';
import type { ShellArguments } from './arguments';
import type { QuitRequest } from './contract/api';
import {
  ABOUT_CHANNEL,
  PROFILES_CHANNEL,
  QUIT_ANSWER_CHANNEL,
  QUIT_CHANNEL,
} from './contract/channels';
import type { AppInfo } from './contract/requests';
import { onDesktop } from './desktop';
import { createEventPublisher, type EventPublisher } from './ipc/eventPublisher';
import { createHeadsetPorts, type HeadsetPorts } from './ipc/headsetPort';
import { createLevelStream, type LevelStream } from './ipc/levelPort';
import { lockedHandlers } from './ipc/lockedHandlers';
import { createRequestDoor } from './ipc/requestDoor';
import type { RequestSender } from './ipc/requestHandler';
import { createRequestHandlers } from './ipc/requestHandlers';
import { handleRequests, onMessage } from './ipc/validatedIpc';
import { keepAwakeDuringCalls } from './keepAwake';
import { createQuitFlow, type QuitFlow } from './quitFlow';
import type { RecordingSource } from './recordingPlayer';
import { createSaveFile } from './saveFile';
import { takeScreenshot } from './screenshot';
import { serveConsole } from './security/consoleProtocol';
import { developmentPolicy } from './security/contentPolicy';
import { CONSOLE_ORIGIN, originOf } from './security/origin';
import { allowMicrophoneOnly } from './security/permissions';
import { createSecretBox } from './security/secretBox';
import type { ShellPaths } from './shellPaths';
import { followStation } from './station';
import { followTheme } from './theme';
import { type ConsoleWindow, openConsoleWindow } from './windows/consoleWindow';
import { ConsoleWindows, type PageLinks } from './windows/consoleWindows';
import { menuTemplate } from './windows/menu';
import { guardNavigation } from './windows/navigationGuards';

/** The running program, as far as the entry point needs it. */
export type Shell = {
  readonly quit: QuitFlow;
  readonly log: Log;
  /** Brings the main window to the front. */
  focus(): void;
};

/**
 * Starts everything. Call it once, when Electron is ready. Fails with `invalid-state` while a
 * program without a window works in the same data folder.
 */
export async function startShell(paths: ShellPaths, args: ShellArguments): Promise<Result<Shell>> {
  const created = await createProgram({
    env: process.env,
    envFile: paths.envFile,
    dataDir: paths.dataDir,
    secretBox: createSecretBox(safeStorage),
    files: paths.program,
    version: app.getVersion(),
  });
  if (!created.ok) {
    return created;
  }
  const program = created.value;
  const { control, desk, log } = program;
  const page = pageOf(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);
  const setTheme = await followTheme(nativeTheme, paths.dataDir);
  const headset = createHeadset(program);
  const windows = createWindows(program, paths, { page, headset }, () => {
    void desktop.closeMain();
  });
  const quit = createQuit(program, windows, headset);
  const desktop = onDesktop({ program, windows, quit, icon: paths.icon });
  secure(paths, page, desk.atStation.desk.history, log);
  showMenu(program, paths, windows);
  answerWindows({ program, windows, headset, quit, setTheme }, paths, page.origin);
  followStation(desk.station, windows, headset);
  await windows.open();
  keepAwakeDuringCalls(control, powerSaveBlocker);
  goFirst(log);
  // Not awaited: a wish to quit must be heard while the program starts.
  void program.start();
  void desktop.start();
  screenshotIfAsked(args, program, windows.main);
  return ok({ quit, log, focus: () => void windows.open() });
}

function screenshotIfAsked(
  { screenshot }: ShellArguments,
  { control, log }: Program,
  window: ConsoleWindow | null,
): void {
  if (screenshot !== null && window !== null) {
    void takeScreenshot({
      file: screenshot,
      control,
      isLoaded: () => window.canAnswer,
      capture: () => window.capture(),
      log,
    });
  }
}

type Page = { readonly url: string; readonly origin: string; readonly development: boolean };

/** What flows between the program and the page of one window apart from requests. */
type Links = PageLinks & { readonly events: EventPublisher; readonly levels: LevelStream };

type Windows = ConsoleWindows<Links>;

/** The one headset, and the page it is open on. */
type Headset = Pick<HeadsetPorts, 'close'> & {
  open(...opening: [callId: CallId, sender: RequestSender]): ReturnType<HeadsetPorts['open']>;
  closeOn(page: number): void;
};

/** The page of a window: our own files, or the development server that reloads them. */
function pageOf(developmentUrl: string | undefined, isPackaged: boolean): Page {
  const origin = developmentUrl === undefined || isPackaged ? null : originOf(developmentUrl);
  return origin === null || developmentUrl === undefined
    ? { url: `${CONSOLE_ORIGIN}/index.html`, origin: CONSOLE_ORIGIN, development: false }
    : { url: developmentUrl, origin, development: true };
}

function createHeadset({ desk, log }: Program): Headset {
  const createChannel = () => new MessageChannelMain();
  const ports = createHeadsetPorts({ calls: desk.atStation.desk.calls, createChannel, log });
  let page = -1;
  return {
    open: (callId, sender) => {
      page = sender.frameTreeNodeId;
      return ports.open(callId, sender);
    },
    close: () => {
      ports.close();
    },
    closeOn: (gone) => {
      if (gone === page) {
        ports.close();
      }
    },
  };
}

function createWindows(
  { desk, log }: Program,
  { preload, dataDir }: ShellPaths,
  { page, headset }: { readonly page: Page; readonly headset: Headset },
  onMainCloseRequested: () => void,
): Windows {
  const { desk: own, follow } = desk.atStation;
  const windows = new ConsoleWindows<Links>({
    ...{ url: page.url, preload, dataDir, log, onMainCloseRequested },
    devTools: !app.isPackaged,
    openWindow: openConsoleWindow,
    onPageGone: (gone) => {
      headset.closeOn(gone);
    },
    linkPage: (window) => {
      const createChannel = () => new MessageChannelMain();
      const drawing = drawingNow;
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

function createQuit(program: Program, windows: Windows, headset: Headset): QuitFlow {
  const { settings, log } = program;
  return createQuitFlow({
    liveCalls: () => program.liveCalls,
    ask: () => {
      const { main } = windows;
      if (main?.canAnswer !== true) {
        return false;
      }
      const { shutdownCalls } = settings.current;
      const question: QuitRequest = { liveCalls: program.liveCalls, shutdownCalls };
      main.focus();
      main.send(QUIT_CHANNEL, question);
      return true;
    },
    stop: () => {
      windows.hideAll();
      headset.close();
      program.desk.station.close();
      return program.stop();
    },
    exit: (code) => {
      windows.destroyAll();
      app.exit(code);
    },
    log,
  });
}

type AnswerParts = {
  readonly program: Program;
  readonly windows: Windows;
  readonly headset: Headset;
  readonly quit: QuitFlow;
  readonly setTheme: Awaited<ReturnType<typeof followTheme>>;
};

function answerWindows(parts: AnswerParts, paths: ShellPaths, origin: string): void {
  const { program, windows, headset, quit, setTheme } = parts;
  const { desk, settings, api, log } = program;
  const { station, atStation } = desk;
  const appInfo = (): AppInfo => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
    drawing: drawingNow(),
    apiUrl: api.url,
    shutdownCalls: settings.current.shutdownCalls,
  });
  const linksOf = (sender: RequestSender) => windows.linksOf(sender.frameTreeNodeId);
  const handlers = createRequestHandlers({
    desk: atStation.desk,
    ...{ headset, station, appInfo, setTheme },
    events: { begin: (sender) => linksOf(sender)?.events.begin() },
    levels: { open: (sender) => linksOf(sender)?.levels.open(sender) },
    about: aboutOf(paths),
    openWindow: (screen) => windows.open(screen),
    saveFile: createSaveFile(dialog),
    copy: (text) => {
      // Electron 33 gives nothing back, later ones a promise.
      void clipboard.writeText(text);
    },
  });
  handleRequests(createRequestDoor(lockedHandlers(handlers, station), origin, log));
  onMessage(QUIT_ANSWER_CHANNEL, z.boolean(), { origin, log }, (answer) => {
    quit.answer(answer);
  });
}

function aboutOf({ licences, docs }: ShellPaths) {
  return createAbout({ licencesFile: licences, docsFolder: docs, system });
}

/** Chromium composes the page's pictures on the graphics card, unless it has none it trusts. */
function drawingNow(): Drawing {
  return app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled') ? 'gpu' : 'processor';
}

/** Must be called before the first page is loaded. */
function secure(paths: ShellPaths, page: Page, recordings: RecordingSource, log: Log): void {
  allowMicrophoneOnly(session.defaultSession, page.origin, log);
  guardNavigation(app, page.origin, log);
  serveConsole(session.defaultSession, paths.rendererRoot, recordings);
  if (page.development) {
    const policy = [developmentPolicy(page.origin)];
    session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders }, answer) => {
      answer({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': policy } });
    });
  }
}

function showMenu({ desk }: Program, paths: ShellPaths, windows: Windows): void {
  const template = menuTemplate(process.platform, !app.isPackaged, {
    lock: () => {
      desk.station.lock();
    },
    openDocs: () => {
      void aboutOf(paths).openDocs();
    },
    about: () => {
      windows.main?.focus();
      windows.main?.send(ABOUT_CHANNEL, null);
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
