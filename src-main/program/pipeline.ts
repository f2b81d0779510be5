/** The whole call pipeline, from the source of calls to the agents. */
import { createGeminiAgentFactory } from '#main/agent/gemini/liveAgent';
import type { GeminiTimes } from '#main/agent/gemini/session/options';
import { probeGemini } from '#main/agent/gemini/wire/probe';
import type { VoiceAgentFactory } from '#main/agent/voiceAgent';
import type { AriTiming } from '#main/ari/link';
import { Admission } from '#main/call/admission';
import type { CallControl } from '#main/call/callControl';
import { CallManager } from '#main/call/callManager';
import { CallStore } from '#main/call/callStore';
import { HistoryRecorder } from '#main/call/historyRecorder';
import { createRecorder } from '#main/call/recording/recorder';
import type { SummaryTimes } from '#main/call/summary/summaryQueue';
import type { AttentionRules } from '#main/call/talk/attention/attentionRules';
import { createReplayToolsWith, createToolsWith } from '#main/call/tools/createTools';
import { createLookUp } from '#main/call/tools/lookUp';
import type { MessageTaken } from '#main/call/tools/toolRunner';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { geminiAccess } from '#main/config/settings/geminiAccess';
import { geminiSession } from '#main/config/settings/geminiSession';
import {
  isAsteriskConfigured,
  isGeminiConfigured,
  runModeOf,
  type Settings,
} from '#main/config/settings/settings';
import type { SettingsStore } from '#main/config/settings/settingsStore';
import { createDemo } from '#main/demo/createDemo';
import { Deeds } from '#main/desk/deeds';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { DeskCallSource } from '#main/deskCalls/callSource';
import { createFrameClock } from '#main/media/clock/frameClock';
import type { SileroFiles } from '#main/media/vad/silero/engine';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import type { Plugins } from '#main/plugins/plugins';
import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { TypedEmitter } from '#main/util/typedEmitter';
import { deedOfNudge } from '#model/audit';
import type { CallId } from '#model/call';
import type { ComponentHealth, Health, RunMode } from '#model/health';
import type { CallRecording } from '#model/history';
import type { ProgramLoad } from '#model/load';
import { phrase } from '#model/phrases/phrase';
import type { SweepTotals } from '#model/sweepTotals';
import type { Transcript } from '#model/transcript';
import { createSettingsFor } from './callSettingsFor';
import { createDeskCalls, withDeskCalls } from './deskSide';
import { createEarlierCalls } from './earlierCalls';
import { GeminiMonitor } from './geminiMonitor';
import { HealthBoard } from './healthBoard';
import { httpAccess } from './httpAccess';
import { LoadWatch } from './loadWatch';
import { createPluginSide, engineOf } from './pluginSide';
import { createStoredCalls } from './storedCalls';
import { createAsteriskCalls, standStill, type TelephonySide } from './telephonySide';
import { costsOf, createTrialSide, type TrialSide } from './trialSide';
import { createUnavailableAgents } from './unavailableAgent';
import { createVoiceDetection, type VoiceDetection } from './voiceDetection';

export type PipelineOptions = {
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly log: Log;
  readonly version: string;
  readonly dataDir: string;
  /** The record of calls. Its creator opens and closes it. */
  readonly history: HistoryStore;
  /** What calls for a supervisor's attention. */
  readonly attention: AttentionRules;
  /** The desk by which plugins act. */
  readonly desk: () => SupervisorDesk;
  /** Script and model of the voice detection silero. */
  readonly silero: SileroFiles;
  /** The bundled script of a plugin's thread. */
  readonly pluginWorker: URL;
  /** Shorter times, for tests. */
  readonly times?: PipelineTimes;
};

/** Time limits and pauses of the connecting parts, ms; the usual ones if left out. */
export type PipelineTimes = {
  readonly agent?: Partial<GeminiTimes>;
  readonly ari?: Partial<AriTiming>;
  readonly summaries?: Partial<SummaryTimes>;
};

export type Pipeline = TrialSide & {
  readonly control: CallControl;
  readonly mode: RunMode;
  /** Number of calls that are not over. */
  readonly liveCalls: number;
  readonly health: Health;
  /** Begins to connect and to take calls. Never fails: the health shows what is wrong. */
  start(): Promise<void>;
  /** Ends every call as SHUTDOWN_CALLS says, then frees everything. Idempotent. */
  stop(): Promise<void>;
  /** Subscribes to the messages that callers leave; the returned function unsubscribes. */
  readonly onMessage: (listener: (taken: MessageTaken) => void) => () => void;
  /**
   * Takes over the application while another console serves it (health of Asterisk: `taken`), so
   * that new calls come here. Running calls stay on the other console. Fails with `invalid-state`
   * at any other time. The health shows the outcome.
   */
  readonly takeOverApplication: () => Result<void>;
  /** Totals of all sweeps of Asterisk since the start; null without Asterisk. */
  readonly sweepTotals: () => Readonly<SweepTotals> | null;
  readonly load: ProgramLoad;
  /** Takes no new calls until they are let in again; live ones go on. */
  readonly holdNewCalls: (hold: boolean) => void;
  /** Subscribes to the recordings that are complete; the returned function unsubscribes. */
  readonly onRecording: (
    listener: (callId: CallId, recording: CallRecording) => void,
  ) => () => void;
  /** What was said in a call so far; empty if the call is unknown. */
  readonly transcriptOf: (callId: CallId) => Transcript;
  /** Sets the HTTP API's state, to be shown with that of the other parts. */
  readonly setApiHealth: (health: ComponentHealth) => void;
  /** Sets that of the webhooks. */
  readonly setWebhookHealth: (health: Pick<ComponentHealth, 'state' | 'phrase'>) => void;
};

/** The parts around the call manager, in addition to the pipeline's options. */
type PipelineParts = {
  readonly mode: RunMode;
  readonly side: TelephonySide;
  readonly deskCalls: DeskCallSource;
  readonly agents: VoiceAgentFactory;
  readonly detection: VoiceDetection;
  readonly vad: VadEngine;
  readonly plugins: Plugins;
  readonly store: CallStore;
  readonly gemini: GeminiMonitor | null;
  readonly news: TypedEmitter<NewsEvents>;
  readonly admission: Admission;
  readonly loadWatch: LoadWatch;
};

/** What receivers of webhooks learn besides the changes of the calls. */
type NewsEvents = {
  taken: MessageTaken;
  recorded: { readonly callId: CallId; readonly recording: CallRecording };
};

/** Creates the pipeline; `start` begins its work. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { settings, log, version, silero: files } = options;
  const mode = runModeOf(settings.current);
  const board = new HealthBoard(mode, version, (health) => {
    store.setHealth(health);
  });
  const store = new CallStore(board.health);
  const gemini = createGemini(settings.current, board);
  const demo = mode === 'demo' ? createDemo({ random: Math.random, log }) : null;
  const side =
    demo === null ? createAsteriskCalls(options, board, () => manager) : standStill(demo.source);
  const { vadEngine } = settings.current;
  const detection = createVoiceDetection({ mode, choice: vadEngine, files, board, log });
  const plugins = createPluginSide({
    ...options,
    settings: settings.current,
    workerUrl: options.pluginWorker,
    manager: () => manager,
    board,
  });
  const agents = demo?.agents ?? createAgents(options);
  const vad = engineOf(vadEngine, plugins, detection.engine);
  const news = new TypedEmitter<NewsEvents>();
  const admission = new Admission(() => settings.current.maxCalls);
  const liveCalls = () => manager.liveCalls;
  const loadWatch = new LoadWatch({ admission, board, log, liveCalls, vadLoad: detection.load });
  const hasAgents = mode === 'demo' || gemini !== null;
  const deskCalls = createDeskCalls({ mode, hasAgents, admission, liveCalls, log });
  const parts = {
    ...{ mode, side, deskCalls, agents, detection, vad, plugins, store, gemini, news },
    ...{ admission, loadWatch },
  };
  const manager: CallManager = createManager(options, parts);
  let stopping: Promise<void> | null = null;
  return {
    control: manager,
    mode,
    get liveCalls() {
      return manager.liveCalls;
    },
    get health() {
      return board.health;
    },
    start: () => startAll(parts, manager),
    stop: () => (stopping ??= endAll(parts, manager, settings.current.shutdownCalls)),
    ...newsOf(news),
    ...createTrialSide({ ...options, mode, agents, deskCalls }),
    transcriptOf: (callId) => store.transcript(callId),
    takeOverApplication: () => takeOver(board, side),
    sweepTotals: side.sweepTotals,
    holdNewCalls: (hold) => {
      admission[hold ? 'close' : 'open']();
    },
    get load() {
      return loadWatch.load;
    },
    ...healthSetters(board),
  };
}

function newsOf(news: TypedEmitter<NewsEvents>): Pick<Pipeline, 'onMessage' | 'onRecording'> {
  return {
    onMessage: (listener) => news.on('taken', listener),
    onRecording: (listener) =>
      news.on('recorded', ({ callId, recording }) => {
        listener(callId, recording);
      }),
  };
}

function healthSetters(board: HealthBoard): Pick<Pipeline, 'setApiHealth' | 'setWebhookHealth'> {
  return {
    setApiHealth: (health) => {
      board.set('api', health.state, health.phrase, health.version);
    },
    setWebhookHealth: (health) => {
      board.set('webhooks', health.state, health.phrase);
    },
  };
}

async function startAll(
  { gemini, side, plugins, detection, loadWatch }: PipelineParts,
  manager: CallManager,
): Promise<void> {
  // Before calls come, because an agent gets its tools at its start.
  await plugins.start();
  manager.start();
  loadWatch.start();
  await Promise.all([side.start(), gemini?.start(), detection.start()]);
}

/** Ends the calls first, while all parts that they need still work. */
async function endAll(
  { gemini, side, plugins, detection, store, loadWatch }: PipelineParts,
  manager: CallManager,
  shutdownCalls: Settings['shutdownCalls'],
): Promise<void> {
  gemini?.close();
  await manager.stop(shutdownCalls);
  await side.stop();
  await plugins.close();
  await detection.stop();
  loadWatch.stop();
  store.close();
}

function createManager(options: PipelineOptions, parts: PipelineParts): CallManager {
  const { settings, history, log } = options;
  const record = new HistoryRecorder(history);
  const deeds = new Deeds(history, log);
  const access = httpAccess(settings);
  const tools = { access, extra: (callId: CallId) => parts.plugins.toolsFor(callId) };
  return new CallManager({
    source: withDeskCalls(parts.side.source, parts.deskCalls),
    serviceFor: parts.side.serviceFor,
    agents: parts.agents,
    vad: parts.vad,
    clock: createFrameClock(log),
    admission: parts.admission,
    attention: options.attention,
    settingsFor: createSettingsFor(settings, options.profiles),
    createTools: createToolsWith(tools),
    replayTools: createReplayToolsWith(tools),
    estimateCost: costsOf(parts.mode),
    startRecording: createRecorder({
      dataDir: options.dataDir,
      limits: () => ({
        maxBytes: settings.current.recordingMaxSizeBytes,
        minFreeBytes: settings.current.recordingMinFreeDiskBytes,
      }),
      onRecording: (callId, recording) => {
        history.putRecording(callId, recording);
        // Without bytes it has only begun.
        if (recording.bytes > 0) {
          parts.news.emit('recorded', { callId, recording });
        }
      },
      log,
    }),
    store: parts.store,
    record,
    storedCall: createStoredCalls(history),
    findEarlierCalls: createEarlierCalls(history, () => settings.current.phoneCountry),
    askLookUp: createLookUp(access),
    onMessage: (call, message) => {
      record.messageTaken(call, message);
      parts.news.emit('taken', { call, message });
    },
    onRuleDeed: (callId, { nudge, command, result }) => {
      const rule = { kind: 'rule', name: nudge.reason } as const;
      deeds.note(rule, deedOfNudge(callId, nudge, command), result);
    },
    log,
    onAgentLink: (link, error) => {
      parts.gemini?.linkChanged(link, error);
    },
  });
}

function takeOver({ health }: HealthBoard, side: TelephonySide): Result<void> {
  if (health.asterisk.state !== 'taken') {
    return fail(cordboardError('invalid-state', phrase('asterisk.nothing-to-take-over')));
  }
  side.takeOver();
  return done;
}

/** Watches Gemini if it is configured. If only Asterisk is, the health says what is missing. */
function createGemini(settings: Settings, board: HealthBoard): GeminiMonitor | null {
  if (!isGeminiConfigured(settings)) {
    if (isAsteriskConfigured(settings)) {
      board.set('gemini', 'missing', phrase('gemini.not-configured'));
    }
    return null;
  }
  board.set('gemini', 'connecting', null, settings.geminiLiveModel);
  return new GeminiMonitor({
    probe: () =>
      probeGemini({
        access: geminiAccess(settings),
        model: settings.geminiLiveModel,
      }),
    onState: (state, said) => {
      board.set('gemini', state, said);
    },
  });
}

function createAgents({ settings, log, times }: PipelineOptions): VoiceAgentFactory {
  const { current } = settings;
  if (!isGeminiConfigured(current)) {
    return createUnavailableAgents(phrase('gemini.not-configured'));
  }
  return createGeminiAgentFactory({
    access: () => geminiAccess(current),
    session: () => geminiSession(settings.current),
    chunkSamples: current.audioChunkSize,
    bufferSamples: current.audioBufferSize,
    log,
    ...(times?.agent === undefined ? {} : { times: times.agent }),
  });
}
