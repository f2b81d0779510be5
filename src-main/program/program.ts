/**
 * The whole program without a window: settings, profiles, log, record, pipeline, webhooks, metrics
 * and HTTP API. It runs in any Node process: the shell runs it in Electron's main process, `serve`
 * in a plain one, tests and benchmarks in theirs.
 */
import { join } from 'node:path';
import { type ApiServer, createApiServer } from '#main/api/apiServer';
import type { Summaries } from '#main/call/summary/summaries';
import type { AttentionRules } from '#main/call/talk/attention/attentionRules';
import { createLookUp } from '#main/call/tools/lookUp';
import { AlertRulesStore } from '#main/config/alertRules/alertRulesStore';
import { type DataFolderLock, lockDataFolder } from '#main/config/installation/dataFolderLock';
import { userName } from '#main/config/installation/userName';
import { OperatorBook } from '#main/config/operators/operatorBook';
import { ProfileStore } from '#main/config/profiles/profileStore';
import type { SecretBox } from '#main/config/settings/secretBox';
import { SettingsStore } from '#main/config/settings/settingsStore';
import type { SettingTexts } from '#main/config/settings/sources';
import { createAlertTrial } from '#main/desk/alertTrial';
import { createLookUpTrial } from '#main/desk/lookUpTrial';
import { createSupervisorDesk, type SupervisorDesk } from '#main/desk/supervisorDesk';
import { createToolTrial } from '#main/desk/toolTrial';
import { VoiceSamples } from '#main/desk/voiceSamples';
import { createMetrics, type Metrics } from '#main/metrics/metrics';
import { metricsRoute } from '#main/metrics/route';
import type { LineSink } from '#main/observability/lineSink';
import type { RootLog } from '#main/observability/log';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { ok, type Result } from '#main/util/result';
import { createWebhooks, type Webhooks } from '#main/webhooks/webhooks';
import { createSectionChecks } from './checks/sectionChecks';
import { countedCalls } from './countedCalls';
import { httpAccess } from './httpAccess';
import { createPipeline, type Pipeline, type PipelineTimes } from './pipeline';
import { ProfileNormals } from './profileNormals';
import type { ProgramFiles } from './programFiles';
import { startLog } from './programLog';
import { endInOrder } from './shutdown';
import { createSummaries } from './summarySide';
import { createTimeZone } from './timeZone';

export type ProgramOptions = {
  readonly env: SettingTexts;
  /** File of `NAME=value` lines; it need not exist. */
  readonly envFile: string;
  /** Folder for everything the program stores. Only one program may use it at a time. */
  readonly dataDir: string;
  /** Encrypts saved secrets; without one they come only from `env` or `envFile`. */
  readonly secretBox?: SecretBox;
  readonly files: ProgramFiles;
  readonly version: string;
  /** Receiver of log lines besides LOG_FILE; standard output if left out. */
  readonly logOutput?: LineSink;
  /** Shorter times, for tests. */
  readonly times?: PipelineTimes;
};

/** The program and its parts. The program owns the parts; others may use them. */
export type Program = Pick<
  Pipeline,
  'control' | 'mode' | 'liveCalls' | 'health' | 'load' | 'onMessage' | 'holdNewCalls'
> & {
  readonly desk: SupervisorDesk;
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly alertRules: AlertRulesStore;
  readonly log: RootLog;
  readonly history: SqliteHistoryStore;
  readonly webhooks: Webhooks;
  readonly summaries: Summaries;
  readonly metrics: Metrics;
  readonly api: ApiServer;
  /**
   * Begins to take calls. Never fails: the health shows what is wrong, and the parts try again.
   * Resolves after the first attempt of every part.
   */
  start(): Promise<void>;
  /**
   * Ends everything in order (see shutdown.ts). Fails with `timeout` if the calls did not end in
   * time. Idempotent.
   */
  stop(): Promise<Result<void>>;
};

/**
 * Creates the program. Fails with `invalid-state` while another program uses the same data folder.
 */
export async function createProgram(options: ProgramOptions): Promise<Result<Program>> {
  const { env, envFile, dataDir, secretBox } = options;
  const lock = await lockDataFolder(dataDir);
  if (!lock.ok && lock.error.kind === 'invalid-state') {
    return lock;
  }
  const settings = await SettingsStore.load({
    env,
    envFilePath: envFile,
    savedFilePath: join(dataDir, 'settings.json'),
    ...(secretBox === undefined ? {} : { secretBox }),
  });
  const profiles = await ProfileStore.load(
    join(dataDir, 'profiles.json'),
    () => settings.current.phoneCountry,
  );
  const alertRules = await AlertRulesStore.load(join(dataDir, 'alert-rules.json'));
  const operators = await OperatorBook.load(join(dataDir, 'operators.json'));
  const log = startLog({ settings, profiles, ...options });
  if (!lock.ok) {
    log.warn({ error: lock.error }, 'data folder is not locked');
  }
  const kept = { settings, profiles, alertRules, operators };
  return ok(putTogether(options, { ...kept, log, lock: lock.ok ? lock.value : null }));
}

/** Parts that the others need. */
type Ground = Pick<Program, 'settings' | 'profiles' | 'alertRules' | 'log'> & {
  readonly operators: OperatorBook;
  readonly lock: DataFolderLock | null;
};

function putTogether(options: ProgramOptions, ground: Ground): Program {
  const { settings, profiles, alertRules, operators, log, lock } = ground;
  const { dataDir, version, times, files } = options;
  const history = createRecord(options, ground);
  const attention = attentionBy(alertRules, history);
  const pipeline = createPipeline({
    settings,
    profiles,
    log,
    version,
    dataDir,
    history,
    attention,
    desk: () => desk,
    pluginWorker: files.pluginWorker,
    silero: files.silero,
    ...(times === undefined ? {} : { times }),
  });
  const { control, mode, onMessage, holdNewCalls } = pipeline;
  const summaries = createSummaries({
    ...{ settings, profiles, log, history, pipeline },
    times: times?.summaries ?? {},
  });
  const webhooks = createWebhooksFor(version, { settings, log, history, summaries }, pipeline);
  const parts = { settings, profiles, alertRules, log, history, webhooks, summaries };
  const desk: SupervisorDesk = createDesk(options, { ...parts, attention, operators }, pipeline);
  const metrics = createMetrics({
    control: countedCalls(control),
    version,
    webhookCounts: () => webhooks.counts,
    webhooksWaiting: () => webhooks.waiting,
    storeHealth: () => history.health,
    sweepTotals: pipeline.sweepTotals,
    load: () => pipeline.load,
  });
  const made = { ...parts, desk, control, metrics };
  const api = createApi(options, made, pipeline);
  let stopping: Promise<Result<void>> | null = null;
  return {
    ...made,
    ...{ api, mode, onMessage, holdNewCalls },
    get liveCalls() {
      return pipeline.liveCalls;
    },
    get health() {
      return pipeline.health;
    },
    get load() {
      return pipeline.load;
    },
    start: async () => {
      // All start at once: callers are served while the record is still being opened.
      const opened = history.open().then(() => {
        webhooks.start();
        void summaries.resume();
      });
      await Promise.all([opened, pipeline.start(), api.start()]);
    },
    stop: () => (stopping ??= endInOrder({ ...made, pipeline, api, lock })),
  };
}

/** By what calls are judged: the rules as they are, and what is normal by the record. */
function attentionBy(alertRules: AlertRulesStore, history: SqliteHistoryStore): AttentionRules {
  const normals = new ProfileNormals(history);
  return {
    rules: () => alertRules.state.rules,
    normalOf: (profileId) => normals.of(profileId),
  };
}

/** The record of calls. Writes wait in its queue while it is being opened. */
function createRecord(
  { dataDir, files }: ProgramOptions,
  { settings, log }: Ground,
): SqliteHistoryStore {
  return new SqliteHistoryStore({
    file: join(dataDir, 'history.sqlite'),
    backupsDir: join(dataDir, 'backups'),
    dataDir,
    retention: () => ({
      days: settings.current.historyRetentionDays,
      maxBytes: settings.current.historyMaxSizeBytes,
      recordingDays: settings.current.recordingRetentionDays,
    }),
    country: () => settings.current.phoneCountry,
    log,
    workerUrl: files.historyWorker,
  });
}

type WebhookParts = Pick<Program, 'settings' | 'log' | 'history' | 'summaries'>;

function createWebhooksFor(
  version: string,
  { settings, log, history, summaries }: WebhookParts,
  { control, onMessage, onRecording, transcriptOf, setWebhookHealth }: Pipeline,
): Webhooks {
  const webhooks = createWebhooks({
    ...{ onMessage, onRecording, transcriptOf, log, version },
    control: countedCalls(control),
    onSummary: (listener) => summaries.onNews(listener),
    expectsSummary: (call) => summaries.expects(call),
    settings: () => settings.current,
    journal: history.webhooks,
    onHealth: setWebhookHealth,
  });
  settings.on('changed', () => {
    webhooks.refresh();
  });
  return webhooks;
}

type DeskParts = Pick<
  Program,
  'settings' | 'profiles' | 'alertRules' | 'log' | 'history' | 'webhooks' | 'summaries'
> &
  Pick<Ground, 'operators'> & { readonly attention: AttentionRules };

function createDesk(
  { dataDir, version }: ProgramOptions,
  parts: DeskParts,
  pipeline: Pipeline,
): SupervisorDesk {
  const { ring } = parts.log;
  const { settings, profiles, history, attention } = parts;
  const timeZoneOf = createTimeZone();
  const ask = createLookUp(httpAccess(settings));
  return createSupervisorDesk({
    ...parts,
    tryAlertRules: createAlertTrial({
      history,
      normalOf: attention.normalOf,
      languageOf: (profileId) => profiles.find(profileId)?.language ?? '',
      now: () => Date.now(),
    }),
    testSettings: createSectionChecks({
      dataDir,
      inForce: () => settings.current,
      isConnected: () => pipeline.health.asterisk.state === 'ready',
    }),
    tryLookUp: createLookUpTrial(ask, () => timeZoneOf(settings.current)),
    tryTool: createToolTrial(httpAccess(settings), () => timeZoneOf(settings.current)),
    ...{ control: pipeline.control, dataDir, ring },
    stationRules: () => settings.current,
    owner: userName(),
    takeOverApplication: pipeline.takeOverApplication,
    samples: new VoiceSamples({
      ...{ sampler: pipeline.sampler, estimateCost: pipeline.estimateCost },
      defaultModel: () => settings.current.geminiLiveModel,
    }),
    testCalls: pipeline.testCalls,
    rehearsals: pipeline.rehearsals,
    replayCalls: pipeline.replayCalls,
    replayPrice: pipeline.replayPrice,
    diagnostics: {
      ...{ dataDir, version, ring, settings },
      health: () => pipeline.health,
      liveCalls: () => pipeline.liveCalls,
    },
  });
}

function createApi(
  { dataDir, version }: ProgramOptions,
  parts: Pick<Program, 'desk' | 'settings' | 'log' | 'history' | 'control' | 'metrics'>,
  pipeline: Pipeline,
): ApiServer {
  const { desk, settings, log, history, control, metrics } = parts;
  return createApiServer({
    desk,
    picture: control,
    storeHealth: () => history.health,
    load: () => pipeline.load,
    settings,
    dataDir,
    log,
    version,
    plugins: [metricsRoute(metrics)],
    onHealth: pipeline.setApiHealth,
  });
}
