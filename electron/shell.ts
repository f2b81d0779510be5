/** The shell puts window, IPC and the way out around the program that does the work. */
import {
  app,
  clipboard,
  dialog,
  globalShortcut,
  Menu,
  MessageChannelMain,
  Notification,
  powerSaveBlocker,
  safeStorage,
  session,
} from 'electron';
import { z } from 'zod';
import { userName } from '#main/config/installation/userName';
import type { ActorDesk } from '#main/desk/supervisorDesk';
import type { Log } from '#main/observability/log';
import { goFirst } from '#main/program/priority';
import { createProgram, type Program } from '#main/program/program';
import { ok, type Result } from '#main/util/result';
import type { Drawing } from '#model/drawing';
import type { ShellArguments } from './arguments';
import { callForAttention } from './callForAttention';
import type { QuitRequest } from './contract/api';
import {
  COMMAND_CHANNEL,
  PROFILES_CHANNEL,
  QUIT_ANSWER_CHANNEL,
  QUIT_CHANNEL,
  SHOW_CALL_CHANNEL,
} from './contract/channels';
import type { AppInfo, MenuGroup } from './contract/requests';
import { createEventPublisher, type EventPublisher } from './ipc/eventPublisher';
import { createHeadsetPorts, type HeadsetPorts } from './ipc/headsetPort';
import { createLevelStream, type LevelStream } from './ipc/levelPort';
import { createRequestDoor } from './ipc/requestDoor';
import { createRequestHandlers } from './ipc/requestHandlers';
import { createTestCallPorts, type TestCallPorts } from './ipc/testCallPort';
import { handleRequests, onMessage } from './ipc/validatedIpc';
import { keepAwakeDuringCalls } from './keepAwake';
import { createPanicKey, PANIC_COMMAND } from './panicKey';
import { createPickFolder } from './pickFolder';
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
import { type ConsoleWindow, openConsoleWindow } from './windows/consoleWindow';
import { menuTemplate } from './windows/menu';
import { guardNavigation } from './windows/navigationGuards';

/** The running program, as far as the entry point needs it. */
export type Shell = {
  readonly quit: QuitFlow;
  readonly log: Log;
  /** Brings the window to the front. */
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
  const { control, log } = program;
  const page = pageOf(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);
  const place: WindowPlace = { window: null };
  const desk = program.desk.as({ kind: 'window', name: userName() });
  const links = createLinks(program, desk, place);
  secure(paths, page, desk.history, log);
  const quit = createQuit(program, links, place);
  const showMenu = menuOf(place);
  showMenu([]);
  answerWindow(program, desk, links, { quit, showMenu, origin: page.origin });
  place.window = await openConsoleWindow({
    url: page.url,
    preload: paths.preload,
    dataDir: paths.dataDir,
    devTools: !app.isPackaged,
    log,
    onPageGone: () => {
      links.events.pause();
      links.levels.close();
      links.headset.close();
      links.testCalls.close();
    },
    onVisible: (visible) => {
      links.levels.setVisible(visible);
    },
    onCloseRequested: () => {
      quit.requestByUser();
    },
  });
  keepAwakeDuringCalls(control, powerSaveBlocker);
  callFromOutside(program, place);
  goFirst(log);
  // Not awaited: a wish to quit must be heard while the program starts.
  void program.start();
  screenshotIfAsked(args, program, place.window);
  return ok({ quit, log, focus: () => place.window?.focus() });
}

function screenshotIfAsked(
  { screenshot }: ShellArguments,
  { control, log }: Program,
  window: ConsoleWindow,
): void {
  if (screenshot !== null) {
    void takeScreenshot({
      file: screenshot,
      control,
      isLoaded: () => window.canAnswer,
      capture: () => window.capture(),
      log,
    });
  }
}

/** Calls a person to the window while another one is in front. */
function callFromOutside({ desk }: Program, place: WindowPlace): void {
  callForAttention({
    desk,
    isFocused: () => place.window?.isFocused === true,
    // The system may show it on a locked screen: it names the reason, not the caller.
    notify: (call, alert, onClick) => {
      const note = new Notification({ title: call.profileName, body: alert.message, silent: true });
      note.on('click', onClick);
      note.show();
      return note;
    },
    count: (calls) => {
      app.setBadgeCount(calls);
    },
    flash: () => place.window?.flash(),
    open: (callId) => {
      place.window?.focus();
      place.window?.send(SHOW_CALL_CHANNEL, callId);
    },
  });
}

type WindowPlace = { window: ConsoleWindow | null };

type Page = { readonly url: string; readonly origin: string; readonly development: boolean };

/** What flows between program and window apart from requests. */
type Links = {
  readonly events: EventPublisher;
  readonly levels: LevelStream;
  readonly headset: HeadsetPorts;
  readonly testCalls: TestCallPorts;
};

/** The page of the window: our own files, or the development server that reloads them. */
function pageOf(developmentUrl: string | undefined, isPackaged: boolean): Page {
  const origin = developmentUrl === undefined || isPackaged ? null : originOf(developmentUrl);
  return origin === null || developmentUrl === undefined
    ? { url: `${CONSOLE_ORIGIN}/index.html`, origin: CONSOLE_ORIGIN, development: false }
    : { url: developmentUrl, origin, development: true };
}

function createLinks(
  { desk, log }: Program,
  { calls, profiles, trials }: ActorDesk,
  place: WindowPlace,
): Links {
  profiles.onChanged(() => place.window?.send(PROFILES_CHANNEL, null));
  const createChannel = () => new MessageChannelMain();
  const panicKey = createPanicKey(
    globalShortcut,
    () => {
      if (place.window?.canAnswer === true) {
        place.window.send(COMMAND_CHANNEL, PANIC_COMMAND);
      } else {
        headset.close();
      }
    },
    log,
  );
  const headset = createHeadsetPorts({ calls, createChannel, onOpen: panicKey.watch, log });
  return {
    events: createEventPublisher({ desk, place, drawing: drawingNow }),
    levels: createLevelStream({ calls, drawing: drawingNow, createChannel }),
    headset,
    testCalls: createTestCallPorts({ trials, createChannel, log }),
  };
}

function createQuit(program: Program, links: Links, place: WindowPlace): QuitFlow {
  const { settings, log } = program;
  return createQuitFlow({
    liveCalls: () => program.liveCalls,
    ask: () => {
      const { window } = place;
      if (window?.canAnswer !== true) {
        return false;
      }
      const { shutdownCalls } = settings.current;
      const question: QuitRequest = { liveCalls: program.liveCalls, shutdownCalls };
      window.focus();
      window.send(QUIT_CHANNEL, question);
      return true;
    },
    stop: () => {
      place.window?.hide();
      links.events.close();
      links.levels.close();
      links.headset.close();
      links.testCalls.close();
      return program.stop();
    },
    exit: (code) => {
      place.window?.destroy();
      app.exit(code);
    },
    log,
  });
}

/** What the window asks of the shell itself. */
type WindowAnswers = {
  readonly quit: QuitFlow;
  readonly showMenu: (groups: readonly MenuGroup[]) => void;
  readonly origin: string;
};

/** Shows the native menu with the window's commands in it. */
function menuOf(place: WindowPlace): WindowAnswers['showMenu'] {
  const onChosen = (id: string) => place.window?.send(COMMAND_CHANNEL, id);
  const { platform } = process;
  return (groups) => {
    const template = menuTemplate({ platform, developer: !app.isPackaged, groups, onChosen });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
}

function answerWindow(
  { settings, api, log }: Program,
  desk: ActorDesk,
  links: Links,
  { quit, showMenu, origin }: WindowAnswers,
): void {
  const appInfo = (): AppInfo => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
    drawing: drawingNow(),
    apiUrl: api.url,
    shutdownCalls: settings.current.shutdownCalls,
  });
  const handlers = createRequestHandlers({
    desk,
    ...links,
    appInfo,
    showMenu,
    saveFile: createSaveFile(dialog),
    pickFolder: createPickFolder(dialog),
    copy: (text) => {
      // Electron 33 gives nothing back, later ones a promise.
      void clipboard.writeText(text);
    },
  });
  handleRequests(createRequestDoor(handlers, origin, log));
  onMessage(QUIT_ANSWER_CHANNEL, z.boolean(), { origin, log }, (answer) => {
    quit.answer(answer);
  });
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
