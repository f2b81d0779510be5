/** Builds the program from its parts and knows the order in which they start and end. The only place that does. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  app,
  clipboard,
  dialog,
  Menu,
  MessageChannelMain,
  powerSaveBlocker,
  safeStorage,
  session,
} from 'electron';
import { type ApiServer, createApiServer } from '#main/api/apiServer';
import { inDataDir } from '#main/config/installation/dataDir';
import { ProfileStore } from '#main/config/profiles/profileStore';
import { SettingsStore } from '#main/config/settings/settingsStore';
import {
  type ActorDesk,
  createSupervisorDesk,
  type SupervisorDesk,
} from '#main/desk/supervisorDesk';
import { createMetrics, type Metrics } from '#main/metrics/metrics';
import { metricsRoute } from '#main/metrics/route';
import { createLog, type Log, type RootLog } from '#main/observability/log';
import { createPipeline, type Pipeline } from '#main/program/pipeline';
import type { HistoryStore } from '#main/store/historyStore';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { delay } from '#main/util/timeout';
import { createWebhooks, type Webhooks } from '#main/webhooks/webhooks';
import type { ShellArguments } from './arguments';
import type { AppInfo, QuitRequest } from './contract/api';
import { PROFILES_CHANNEL, QUIT_ANSWER_CHANNEL, QUIT_CHANNEL } from './contract/channels';
import { QUIT_ANSWER_SCHEMA } from './contract/schemas';
import { createEventPublisher, type EventPublisher } from './ipc/eventPublisher';
import { createHeadsetPorts, type HeadsetPorts } from './ipc/headsetPort';
import { createLevelStream, type LevelStream } from './ipc/levelPort';
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
import { type ConsoleWindow, openConsoleWindow } from './windows/consoleWindow';
import { menuTemplate } from './windows/menu';
import { guardNavigation } from './windows/navigationGuards';

/** Longest time the calls have to be handed back at the end, ms. */
const STOP_PIPELINE_MS = 10_000;

/** Longest time the HTTP API has to end, ms. */
const STOP_API_MS = 2_000;

/** The running program, as far as the entry point needs it. */
export type Shell = {
  readonly quit: QuitFlow;
  readonly log: Log;
  /** Brings the window to the front. */
  focus(): void;
};

/** Starts everything. To be called once, when Electron is ready. */
export async function startShell(paths: ShellPaths, args: ShellArguments): Promise<Shell> {
  const settings = await SettingsStore.load({
    env: process.env,
    envFilePath: paths.envFile,
    savedFilePath: join(paths.dataDir, 'settings.json'),
    secretBox: createSecretBox(safeStorage),
  });
  const profiles = await ProfileStore.load(join(paths.dataDir, 'profiles.json'));
  const log = startLog(settings, profiles, paths);
  const page = pageOf(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);
  const place: WindowPlace = { window: null };
  const parts = createParts({ settings, profiles, paths, place, log });
  secure(paths, page, parts.deskOfWindow.history, log);
  const quit = createQuit(parts, place);
  answerWindow(parts, quit, page.origin);
  place.window = await openConsoleWindow({
    url: page.url,
    preload: paths.preload,
    dataDir: paths.dataDir,
    devTools: !app.isPackaged,
    log,
    onPageGone: () => {
      parts.events.pause();
      parts.levels.close();
      parts.headset.close();
    },
    onVisible: (visible) => {
      parts.levels.setVisible(visible);
    },
    onCloseRequested: () => {
      quit.requestByUser();
    },
  });
  // For as long as the program runs: the system takes the block back with the process.
  keepAwakeDuringCalls(parts.pipeline.control, powerSaveBlocker);
  // Not waited for: whoever asks to quit meanwhile must be heard.
  void parts.history.open();
  void parts.pipeline.start();
  void parts.api.start();
  if (args.screenshot !== null) {
    const { window } = place;
    void takeScreenshot({
      file: args.screenshot,
      control: parts.pipeline.control,
      isLoaded: () => window.canAnswer,
      capture: () => window.capture(),
      log,
    });
  }
  return { quit, log, focus: () => place.window?.focus() };
}

/** The window, once there is one. */
type WindowPlace = { window: ConsoleWindow | null };

type Page = { readonly url: string; readonly origin: string; readonly development: boolean };

type Parts = {
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly history: HistoryStore;
  readonly pipeline: Pipeline;
  readonly api: ApiServer;
  readonly deskOfWindow: ActorDesk;
  readonly events: EventPublisher;
  readonly levels: LevelStream;
  readonly headset: HeadsetPorts;
  readonly metrics: Metrics;
  readonly webhooks: Webhooks;
  readonly log: RootLog;
};

/** The page of the window: our own files, or in development the server that reloads them. */
function pageOf(developmentUrl: string | undefined, isPackaged: boolean): Page {
  const origin = developmentUrl === undefined || isPackaged ? null : originOf(developmentUrl);
  return origin === null || developmentUrl === undefined
    ? { url: `${CONSOLE_ORIGIN}/index.html`, origin: CONSOLE_ORIGIN, development: false }
    : { url: developmentUrl, origin, development: true };
}

/** What the parts are made from. */
type Ground = Pick<Parts, 'settings' | 'profiles' | 'log'> & {
  readonly paths: ShellPaths;
  readonly place: WindowPlace;
};

function createParts({ settings, profiles, paths, place, log }: Ground): Parts {
  const version = app.getVersion();
  const history = createHistory(settings, paths, log);
  const { dataDir } = paths;
  profiles.on('changed', () => place.window?.send(PROFILES_CHANNEL, null));
  const pipeline = createPipeline({
    settings,
    profiles,
    log,
    version,
    dataDir,
    history,
    desk: () => desk,
    pluginWorker: pathToFileURL(paths.pluginWorker),
    silero: {
      workerUrl: pathToFileURL(paths.sileroWorker),
      modelFile: paths.sileroModel,
    },
  });
  const { control } = pipeline;
  const desk: SupervisorDesk = createSupervisorDesk({
    control,
    takeOverApplication: () => pipeline.takeOverApplication(),
    history,
    dataDir,
    profiles,
    settings,
    ring: log.ring,
    diagnostics: {
      dataDir,
      version,
      ring: log.ring,
      settings,
      health: () => control.snapshot().health,
      liveCalls: () => pipeline.liveCalls,
    },
    log,
  });
  const deskOfWindow = desk.as({ kind: 'window', name: userInfo().username });
  const createChannel = () => new MessageChannelMain();
  const webhooks = createWebhooks({
    control,
    onMessage: (listener) => pipeline.onMessage(listener),
    settings: () => settings.current,
    log,
    version,
  });
  const metrics = createMetrics({
    control,
    version,
    webhookCounts: () => webhooks.counts,
    storeHealth: () => history.health,
    sweepTotals: pipeline.sweepTotals,
  });
  const inner = { settings, profiles, history, pipeline, metrics, log };
  return {
    ...inner,
    webhooks,
    api: createApi({ ...inner, desk }, dataDir),
    deskOfWindow,
    events: createEventPublisher(deskOfWindow.calls, (channel, batch) =>
      place.window?.send(channel, batch),
    ),
    levels: createLevelStream({ calls: deskOfWindow.calls, createChannel }),
    headset: createHeadsetPorts({ calls: deskOfWindow.calls, createChannel, log }),
  };
}

function createApi(
  parts: Pick<Parts, 'settings' | 'history' | 'pipeline' | 'metrics' | 'log'> & {
    readonly desk: SupervisorDesk;
  },
  dataDir: string,
): ApiServer {
  const { desk, settings, history, pipeline, metrics, log } = parts;
  return createApiServer({
    desk,
    picture: pipeline.control,
    storeHealth: () => history.health,
    settings,
    dataDir,
    log,
    version: app.getVersion(),
    plugins: [metricsRoute(metrics)],
    onHealth: (health) => {
      pipeline.setApiHealth(health);
    },
  });
}

/** The record of calls. What happens while it is being opened waits in its queue. */
function createHistory(settings: SettingsStore, paths: ShellPaths, log: Log): HistoryStore {
  return new SqliteHistoryStore({
    file: join(paths.dataDir, 'history.sqlite'),
    backupsDir: join(paths.dataDir, 'backups'),
    dataDir: paths.dataDir,
    retention: () => ({
      days: settings.current.historyRetentionDays,
      maxBytes: settings.current.historyMaxSize * 1_000_000,
      recordingDays: settings.current.recordingRetentionDays,
    }),
    log,
    workerUrl: pathToFileURL(paths.historyWorker),
  });
}

function createQuit(parts: Parts, place: WindowPlace): QuitFlow {
  const { pipeline, settings, log } = parts;
  return createQuitFlow({
    liveCalls: () => pipeline.liveCalls,
    ask: () => {
      const { window } = place;
      if (window?.canAnswer !== true) {
        return false;
      }
      const { shutdownCalls } = settings.current;
      const question: QuitRequest = { liveCalls: pipeline.liveCalls, shutdownCalls };
      window.focus();
      window.send(QUIT_CHANNEL, question);
      return true;
    },
    stop: () => {
      place.window?.hide();
      return stopAll(parts);
    },
    exit: (code) => {
      place.window?.destroy();
      app.exit(code);
    },
    log,
  });
}

function answerWindow(parts: Parts, quit: QuitFlow, origin: string): void {
  const { deskOfWindow, settings, api, events, levels, headset, log } = parts;
  const appInfo = (): AppInfo => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
    apiUrl: api.url,
    shutdownCalls: settings.current.shutdownCalls,
  });
  const handlers = createRequestHandlers({
    desk: deskOfWindow,
    events,
    levels,
    headset,
    appInfo,
    saveFile: createSaveFile(dialog),
    copy: (text) => {
      // Electron 33 gives nothing back, later ones a promise.
      void clipboard.writeText(text);
    },
  });
  handleRequests(handlers, { origin, log });
  onMessage(QUIT_ANSWER_CHANNEL, QUIT_ANSWER_SCHEMA, { origin, log }, (answer) => {
    quit.answer(answer);
  });
}

function startLog(settings: SettingsStore, profiles: ProfileStore, paths: ShellPaths): RootLog {
  const log = createLog({
    level: settings.current.logLevel,
    file: inDataDir(paths.dataDir, settings.current.logFile),
    maxFileBytes: settings.current.logMaxSize * 1_000_000,
    keepFiles: settings.current.logKeepFiles,
    name: 'cordboard',
    secrets: () => settings.secrets,
  });
  log.info(
    { version: app.getVersion(), electron: process.versions.electron, dataDir: paths.dataDir },
    'Cordboard starts',
  );
  for (const { message } of settings.fileProblems) {
    log.warn({ problem: message }, 'settings');
  }
  if (profiles.list.problem !== '') {
    log.warn({ problem: profiles.list.problem }, 'profiles');
  }
  for (const { name, problem } of settings.list()) {
    if (problem !== '') {
      log.warn({ setting: name, problem }, 'settings');
    }
  }
  return log;
}

/** Shuts the doors before the first page is loaded. */
function secure(paths: ShellPaths, page: Page, recordings: RecordingSource, log: Log): void {
  allowMicrophoneOnly(session.defaultSession, page.origin, log);
  guardNavigation(app, page.origin, log);
  serveConsole(session.defaultSession, paths.rendererRoot, recordings);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged)));
  if (page.development) {
    const policy = [developmentPolicy(page.origin)];
    session.defaultSession.webRequest.onHeadersReceived(({ responseHeaders }, answer) => {
      answer({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': policy } });
    });
  }
}

/**
 * Calls first: nothing else matters to a caller. Each step has its time, so that the end always comes. Rejects when the calls
 * could not be ended in time.
 */
async function stopAll(parts: Parts): Promise<void> {
  const { history, pipeline, api, events, levels, headset, metrics, webhooks, log } = parts;
  events.close();
  levels.close();
  headset.close();
  const inTime = await Promise.race([
    pipeline.stop().then(() => true),
    delay(STOP_PIPELINE_MS).then(() => false),
  ]);
  if (!inTime) {
    log.error({ limitMs: STOP_PIPELINE_MS }, 'calls could not be ended in time');
  }
  // After the calls: their ends are still announced.
  await Promise.all([webhooks.close(), Promise.race([api.stop(), delay(STOP_API_MS)])]);
  metrics.close();
  // Last: the ends of the calls are written down too.
  await history.close();
  log.info({}, 'Cordboard ended');
  await log.close();
  if (!inTime) {
    throw new Error('calls could not be ended in time');
  }
}
