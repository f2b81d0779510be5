/** The shell puts windows, IPC and the way out around the program that does the work. */
import {
  app,
  clipboard,
  dialog,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  safeStorage,
  session,
  shell as system,
} from 'electron';
import type { Log } from '#main/observability/log';
import { goFirst } from '#main/program/priority';
import { createProgram, type Program } from '#main/program/program';
import { ok, type Result } from '#main/util/result';
import type { Drawing } from '#model/drawing';
import { phrase } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import { type About, createAbout } from './about';
import { type AlertSound, createAlertSound } from './alertSound';
import { relaunch } from './appImage';
import type { ShellArguments } from './arguments';
import { type BadgePlace, showOnIcon } from './badge';
import { callForAttention } from './callForAttention';
import type { QuitRequest } from './contract/api';
import {
  ABOUT_CHANNEL,
  ALERTS_MUTED_CHANNEL,
  COMMAND_CHANNEL,
  QUIT_CHANNEL,
  SHOW_CALL_CHANNEL,
} from './contract/channels';
import type { AppInfo } from './contract/requests';
import { onDesktop } from './desktop';
import { lockedHandlers } from './ipc/lockedHandlers';
import { createRequestDoor } from './ipc/requestDoor';
import type { RequestSender } from './ipc/requestHandler';
import { createRequestHandlers } from './ipc/requestHandlers';
import { handleRequests } from './ipc/validatedIpc';
import { keepAwakeDuringCalls } from './keepAwake';
import { followLanguage, type ShellLanguage } from './language';
import { createPages, type Pages } from './pages';
import { createPickFolder } from './pickFolder';
import { callsAtStake, createQuitFlow, type QuitFlow } from './quitFlow';
import type { RecordingSource } from './recordingPlayer';
import { createSaveFile } from './saveFile';
import { takeScreenshot } from './screenshot';
import { serveConsole } from './security/consoleProtocol';
import { developmentPolicy } from './security/contentPolicy';
import { CONSOLE_ORIGIN, originOf } from './security/origin';
import { allowMicrophoneOnly } from './security/permissions';
import { createSecretBox } from './security/secretBox';
import type { ShellPaths } from './shellPaths';
import { followStation, lockNow } from './station';
import { followTheme } from './theme';
import type { ConsoleWindow } from './windows/consoleWindow';
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
  const language = followLanguage(program.settings, app.getLocale());
  const setTheme = await followTheme(nativeTheme, paths.dataDir);
  const about = createAbout({ licencesFile: paths.licences, docsFolder: paths.docs, system });
  const pages = createPages({
    ...{ program, paths, language },
    url: page.url,
    drawing: drawingNow,
    menu: {
      lock: () => {
        lockNow(desk.station, windows.front);
      },
      openDocs: () => void about.openDocs(),
      about: () => {
        windows.main?.focus();
        windows.main?.send(ABOUT_CHANNEL, null);
      },
      choose: (id) => windows.front?.send(COMMAND_CHANNEL, id),
    },
    onMainCloseRequested: () => void desktop.closeMain(),
  });
  const { windows } = pages;
  const quit = createQuit(program, pages);
  const alertSound = createAlertSound();
  alertSound.onChanged((muted) => {
    windows.send(ALERTS_MUTED_CHANNEL, muted);
  });
  const desktop = onDesktop({ program, windows, quit, language, alertSound, icon: paths.icon });
  secure(paths, page, desk.atStation.desk.history, log);
  answerWindows({ program, pages, quit, about, language, setTheme, alertSound }, page.origin);
  followStation(desk.station, windows, pages.lines);
  await windows.open();
  keepAwakeDuringCalls(control, powerSaveBlocker);
  callFromOutside(program, pages, language);
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

/** Calls a person to the window while none of ours is in front. */
function callFromOutside({ desk }: Program, { windows }: Pages, language: ShellLanguage): void {
  const badge: BadgePlace = {
    platform: process.platform,
    setNumber: (calls) => {
      app.setBadgeCount(calls);
    },
    setDot: (meaning) => windows.main?.setDot(meaning),
    meaning: (calls) => wordsIn(language.current, phrase('badge.need', { calls })),
  };
  callForAttention({
    desk,
    isFocused: () => windows.isFocused,
    // The system may show it on a locked screen: it names the reason, not the caller. At a locked
    // station it names the profile alone.
    notify: (call, summons, onClick) => {
      const reason = wordsIn(language.current, summons.phrase);
      const body = desk.station.state.state === 'locked' ? '' : reason;
      const note = new Notification({ title: call.profileName, body, silent: true });
      note.on('click', onClick);
      note.show();
      return note;
    },
    count: (calls) => {
      showOnIcon(badge, calls);
    },
    flash: () => windows.main?.flash(),
    open: (callId) => {
      windows.main?.focus();
      windows.main?.send(SHOW_CALL_CHANNEL, callId);
    },
  });
}

type Page = { readonly url: string; readonly origin: string; readonly development: boolean };

/** The page of a window: our own files, or the development server that reloads them. */
function pageOf(developmentUrl: string | undefined, isPackaged: boolean): Page {
  const origin = developmentUrl === undefined || isPackaged ? null : originOf(developmentUrl);
  return origin === null || developmentUrl === undefined
    ? { url: `${CONSOLE_ORIGIN}/index.html`, origin: CONSOLE_ORIGIN, development: false }
    : { url: developmentUrl, origin, development: true };
}

function createQuit(program: Program, { windows, lines }: Pages): QuitFlow {
  const { settings, log } = program;
  return createQuitFlow({
    liveCalls: () => callsAtStake(program),
    ask: (goal) => {
      const { main } = windows;
      if (main?.canAnswer !== true) {
        return false;
      }
      const { shutdownCalls } = settings.current;
      const question: QuitRequest = { goal, liveCalls: callsAtStake(program), shutdownCalls };
      main.focus();
      main.send(QUIT_CHANNEL, question);
      return true;
    },
    holdNewCalls: program.holdNewCalls,
    relaunch: () => {
      relaunch(app, process.env, process.argv.slice(1));
    },
    stop: () => {
      windows.hideAll();
      lines.close();
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
  readonly pages: Pages;
  readonly quit: QuitFlow;
  readonly about: About;
  readonly language: ShellLanguage;
  readonly setTheme: Awaited<ReturnType<typeof followTheme>>;
  readonly alertSound: AlertSound;
};

function answerWindows(parts: AnswerParts, origin: string): void {
  const { program, pages, quit, about, language, setTheme, alertSound } = parts;
  const { windows, lines, menu } = pages;
  const { headset, panicKey, testCalls } = lines;
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
    ...{ headset, panicKey, testCalls, station, about, language, appInfo, setTheme, alertSound },
    events: { begin: (sender) => linksOf(sender)?.events.begin() },
    levels: { open: (sender) => linksOf(sender)?.levels.open(sender) },
    lines,
    openWindow: (screen) => windows.open(screen),
    closeWindow: (page) => {
      windows.closeOf(page);
    },
    showMenu: (groups, sender) => {
      menu.tell(sender.frameTreeNodeId, groups);
    },
    saveFile: createSaveFile(dialog),
    pickFolder: createPickFolder(dialog),
    quit,
    copy: (text) => {
      // Electron 33 gives nothing back, later ones a promise.
      void clipboard.writeText(text);
    },
  });
  handleRequests(createRequestDoor(lockedHandlers(handlers, station), origin, log));
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
