/**
 * The whole call pipeline, put together: the one place that knows every concrete class below the shell. It runs in any
 * Node process; the Electron shell, the tests and the benchmarks all start it from here.
 */
import { createGeminiAgentFactory } from './agent/geminiLiveAgent';
import type { GeminiTimes } from './agent/geminiOptions';
import { probeGemini } from './agent/geminiProbe';
import { estimateCostUsd } from './agent/tokenCost';
import type { VoiceAgentFactory } from './agent/voiceAgent';
import type { AriTiming } from './ari/ariLink';
import type { AsteriskSide } from './asteriskSide';
import { createAsteriskSide } from './asteriskSide';
import type { CallControl } from './call/callControl';
import type { CallSource } from './call/callLeg';
import { CallManager } from './call/callManager';
import { GeminiMonitor } from './call/geminiMonitor';
import { HealthBoard } from './call/healthBoard';
import { HistoryRecorder } from './call/historyRecorder';
import { createRecorder } from './call/recorder';
import { createNoCalls } from './call/noCalls';
import { createStoredCalls } from './call/storedCalls';
import { createToolsWith } from './call/tools/createTools';
import { createUnavailableAgents } from './call/unavailableAgent';
import type { ProfileStore } from './config/profileStore';
import { geminiAccess } from './config/geminiAccess';
import { geminiSession } from './config/geminiSession';
import type { Settings } from './config/settings';
import { isAsteriskConfigured, isGeminiConfigured, runModeOf } from './config/settings';
import type { SettingsStore } from './config/settingsStore';
import { createSettingsFor } from './callSettingsFor';
import { createDemo } from './demo/createDemo';
import { ListenRetry } from './media/listenRetry';
import type { MediaTransportFactory } from './media/mediaTransport';
import { WebSocketDialTransportFactory } from './media/webSocketDialTransport';
import { WebSocketListenTransportFactory } from './media/webSocketListenTransport';
import type { SileroFiles } from './media/sileroEngine';
import type { ComponentHealth, RunMode } from './model/health';
import type { Log } from './observability/log';
import { CallStore } from './store/callStore';
import type { HistoryStore } from './store/historyStore';
import { cordboardError } from './util/errors';
import type { Result } from './util/result';
import { done, fail } from './util/result';
import { createVoiceDetection } from './voiceDetection';

const MISSING_ASTERISK =
  'Asterisk is not configured. Set ARI_BASE_URL, ARI_USERNAME and ARI_PASSWORD (see the README), then start again.';
const MISSING_GEMINI =
  'Gemini is not configured. Set GOOGLE_API_KEY (create a key in Google AI Studio) or the settings of Vertex AI, then start again. Until then callers hear the fallback announcement.';

/** What a pipeline is made with. */
export type PipelineOptions = {
  readonly settings: SettingsStore;
  readonly profiles: ProfileStore;
  readonly log: Log;
  /** Cordboard's own version. */
  readonly version: string;
  /** Folder of everything that is stored. */
  readonly dataDir: string;
  /** The record of calls; null keeps none. Opened and closed by whoever made it. */
  readonly history: HistoryStore | null;
  /** Files of the voice detection silero. */
  readonly silero: SileroFiles;
  /** Shorter times, for tests and trials. */
  readonly times?: PipelineTimes;
};

/** Times of the parts that connect to others, ms; what is left out is as usual. */
export type PipelineTimes = {
  readonly agent?: Partial<GeminiTimes>;
  readonly ari?: Partial<AriTiming>;
};

/** A running pipeline. */
export type Pipeline = {
  readonly control: CallControl;
  readonly mode: RunMode;
  /** Calls that are not over. */
  readonly liveCalls: number;
  /** Begins to connect and to take calls. Never fails: what is wrong shows in the health. */
  start(): Promise<void>;
  /** Ends every call as SHUTDOWN_CALLS says, frees everything. Idempotent. */
  stop(): Promise<void>;
  /**
   * While another console serves the application (health of Asterisk: `taken`): takes it over, so that new calls come here. Calls
   * that run on the other console go on there. Fails with `invalid-state` at any other time. The outcome shows in the health.
   */
  takeOverApplication(): Result<void>;
  /** The HTTP API's own state, to be shown with the rest. */
  setApiHealth(health: ComponentHealth): void;
};

/** The parts that differ between a real and a simulated run. */
type Side = Pick<AsteriskSide, 'source' | 'serviceFor' | 'takeOver'> & {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Puts the pipeline together; `start` sets it going. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { settings, log, version, history } = options;
  const mode = runModeOf(settings.current);
  const board = new HealthBoard(mode, version, (health) => {
    store.setHealth(health);
  });
  const store = new CallStore(board.health);
  const gemini = createGemini(settings.current, board);
  const demo = mode === 'demo' ? createDemo({ random: Math.random, log }) : null;
  const side = demo === null ? createRealSide(options, board) : standStill(demo.source);
  const detection = createVoiceDetection({
    mode,
    choice: settings.current.vadEngine,
    files: options.silero,
    board,
    log,
  });
  const record = history === null ? null : new HistoryRecorder(history);
  const manager = new CallManager({
    source: side.source,
    serviceFor: side.serviceFor,
    agents: demo?.agents ?? createAgents(options),
    vad: detection.engine,
    settingsFor: createSettingsFor(settings, options.profiles),
    createTools: createToolsWith({
      access: () => ({
        hosts: settings.current.httpToolHosts,
        secrets: settings.current.httpToolSecrets,
      }),
      extra: () => [],
    }),
    estimateCost:
      mode === 'demo'
        ? () => 0
        : (usage) => estimateCostUsd(usage, settings.current.geminiLiveModel),
    startRecording: createRecorder({
      dataDir: options.dataDir,
      limits: () => ({
        maxBytes: settings.current.recordingMaxSize * 1_000_000,
        minFreeBytes: settings.current.recordingMinFreeDisk * 1_000_000,
      }),
      onRecording: (callId, recording) => {
        history?.putRecording(callId, recording);
      },
      log,
    }),
    store,
    record,
    storedCall: createStoredCalls(history),
    onMessage: (call, message) => {
      record?.messageTaken(call, message);
    },
    log,
    onAgentLink: (link, error) => {
      gemini?.linkChanged(link, error);
    },
  });
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    gemini?.close();
    await manager.stop(settings.current.shutdownCalls);
    await side.stop();
    await detection.stop();
    store.close();
  };
  return {
    control: manager,
    mode,
    get liveCalls() {
      return manager.liveCalls;
    },
    start: async () => {
      manager.start();
      await Promise.all([side.start(), gemini?.start(), detection.start()]);
    },
    stop: () => (stopping ??= stop()),
    takeOverApplication: () => {
      if (board.health.asterisk.state !== 'taken') {
        return fail(
          cordboardError(
            'invalid-state',
            'No other console serves the application; there is nothing to take over.',
          ),
        );
      }
      side.takeOver();
      return done;
    },
    setApiHealth: (health) => {
      board.set('api', health.state, health.message, health.version);
    },
  };
}

/** Watches Gemini when it is configured; says what is missing when only Asterisk is. */
function createGemini(settings: Settings, board: HealthBoard): GeminiMonitor | null {
  if (!isGeminiConfigured(settings)) {
    if (isAsteriskConfigured(settings)) {
      board.set('gemini', 'missing', MISSING_GEMINI);
    }
    return null;
  }
  board.set('gemini', 'connecting', '', settings.geminiLiveModel);
  return new GeminiMonitor({
    probe: () =>
      probeGemini({
        access: geminiAccess(settings),
        model: settings.geminiLiveModel,
      }),
    onState: (state, message) => {
      board.set('gemini', state, message);
    },
  });
}

function createAgents({ settings, log, times }: PipelineOptions): VoiceAgentFactory {
  const { current } = settings;
  if (!isGeminiConfigured(current)) {
    return createUnavailableAgents(MISSING_GEMINI);
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

function createRealSide(options: PipelineOptions, board: HealthBoard): Side {
  const { settings, log, times, dataDir } = options;
  if (!isAsteriskConfigured(settings.current)) {
    board.set('asterisk', 'missing', MISSING_ASTERISK);
    return standStill(createNoCalls(MISSING_ASTERISK));
  }
  const media = createMedia(settings.current, log, board);
  const asterisk = createAsteriskSide({
    settings,
    dataDir,
    media: media.factory,
    board,
    times: times?.ari ?? {},
    log,
  });
  return {
    ...asterisk,
    start: async () => {
      await media.start();
      asterisk.start();
    },
    stop: async () => {
      await asterisk.stop();
      await media.stop();
    },
  };
}

/** A side with nothing to connect to. */
function standStill(source: CallSource): Side {
  return { source, serviceFor: () => null, start: noWork, stop: noWork, takeOver: nothing };
}

type Media = {
  readonly factory: MediaTransportFactory;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

function createMedia(settings: Settings, log: Log, board: HealthBoard): Media {
  if (settings.externalMediaTransport === 'websocket-dial') {
    const factory = new WebSocketDialTransportFactory({
      ariBaseUrl: settings.ariBaseUrl,
      controlFormat: settings.externalMediaControlFormat,
      log,
    });
    return { factory, start: noWork, stop: noWork };
  }
  const factory = new WebSocketListenTransportFactory({
    host: settings.externalMediaHost,
    port: settings.externalMediaPort,
    client: settings.externalMediaClient,
    username: settings.externalMediaUsername,
    password: settings.externalMediaPassword,
    controlFormat: settings.externalMediaControlFormat,
    log,
  });
  const retry = new ListenRetry({
    listen: () => factory.listen(),
    onOutcome: (error) => {
      board.set('mediaServer', error === null ? 'ready' : 'reconnecting', error?.message);
    },
  });
  return {
    factory,
    start: () => retry.start(),
    stop: () => {
      retry.stop();
      return factory.close();
    },
  };
}

function nothing(): void {
  // There is nothing to bring calls, and nothing to stop.
}

function noWork(): Promise<void> {
  return Promise.resolve();
}
