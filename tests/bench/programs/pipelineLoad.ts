/**
 * Cordboard's pipeline with many calls, in a process of its own: everything from the media socket
 * to the Gemini socket and back as in the program, and the window's reading beside it. Only the
 * calls' way in (ARI) is left out.
 */
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from 'node:v8';
import { createGeminiAgentFactory } from '#main/agent/gemini/liveAgent';
import type {
  CalledParty,
  CallerInfo,
  CallLeg,
  CallLegHandlers,
  CallSource,
  OutgoingLeg,
} from '#main/call/callLeg';
import { CallManager } from '#main/call/callManager';
import { CallStore } from '#main/call/callStore';
import { createFrameClock } from '#main/media/clock/frameClock';
import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';
import { WebSocketDialFactory } from '#main/media/transport/webSocket/dialFactory';
import { energyEngine } from '#main/media/vad/energyVad';
import { createLog } from '#main/observability/log';
import { HealthBoard } from '#main/program/healthBoard';
import { createNoCalls } from '#main/program/noCalls';
import { done, ok, type Result } from '#main/util/result';
import { NO_TOOLS } from '#support/call/sessionBench';
import { CALM } from '#support/call/talkBench';
import { saying } from '#support/phrases';
import { summarise, type Summary } from '../statistics';
import { serveParent } from './parentLink';
import { SocketProbe } from './socketProbe';

/** What one measurement found; ms unless the name says otherwise. */
export type LoadFigures = {
  readonly liveCalls: number;
  readonly uplink: Summary;
  readonly downlink: Summary;
  /**
   * The longest time between two looks at the clock, 5 ms apart, and the most processor time that
   * this process used between two looks: where the first is long and the second is not, other
   * programs had the processor. And the longest garbage collection.
   */
  readonly stall: {
    readonly longestMs: number;
    readonly ownMs: number;
    readonly collectionMs: number;
  };
  readonly loopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Of one core. */
  readonly cpuPercent: number;
  readonly rssMb: number;
  readonly framesLost: number;
  readonly notices: readonly string[];
};

/** How often the window fetches levels, ms. */
const LEVELS_MS = 40;
/** Between two calls that come, ms. */
const ARRIVAL_MS = 10;
const probe = new SocketProbe();
probe.install();
let manager: CallManager | null = null;
let levels: NodeJS.Timeout | null = null;

serveParent(
  {
    start: async ({ port, calls }: { port: number; calls: number }) => {
      await begin(`http://127.0.0.1:${port}`, calls);
    },
    measure: (durationMs: number) => measure(durationMs),
  },
  async () => {
    if (levels !== null) {
      clearInterval(levels);
    }
    await manager?.stop('hangup');
  },
);

async function begin(baseUrl: string, calls: number): Promise<void> {
  const log = createLog({ level: 'WARNING', file: '', name: 'bench' });
  const store = new CallStore(new HealthBoard('live', '0.0.0-bench', () => undefined).health);
  const source = new SimulatedSource();
  manager = new CallManager({
    source,
    agents: createGeminiAgentFactory({
      access: () => ({ kind: 'api-key', apiKey: 'TEST_KEY', baseUrl }),
      chunkSamples: 320,
      bufferSamples: 32_000,
      log,
    }),
    vad: energyEngine,
    clock: createFrameClock(log),
    settingsFor: () => () => ({ ...CALM, maxCallMs: 3_600_000 }),
    createTools: () => NO_TOOLS,
    storedCall: () => Promise.resolve(ok(null)),
    onMessage: nothing,
    estimateCost: () => 0,
    startRecording: () => Promise.reject(new Error('nothing is recorded')),
    record: null,
    store,
    log,
    onAgentLink: () => undefined,
  });
  manager.start();
  // What the way to the window costs this process: copying each batch and fetching the levels.
  manager.onBatch((batch) => {
    serialize(batch);
  });
  levels = setInterval(() => manager?.readLevels(), LEVELS_MS);
  const media = new WebSocketDialFactory({
    ariBaseUrl: `${baseUrl}/ari`,
    controlFormat: 'json',
    log,
  });
  for (let call = 0; call < calls; call += 1) {
    source.deliver(new SimulatedLeg(call, media));
    await sleep(ARRIVAL_MS);
  }
}

async function measure(durationMs: number): Promise<LoadFigures> {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  probe.uplink.clear();
  probe.downlink.clear();
  loop.enable();
  const stall = watchStalls();
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  await sleep(durationMs);
  const used = process.cpuUsage(before);
  const tookMs = performance.now() - startedMs;
  loop.disable();
  stall.end();
  const calls = manager?.snapshot().calls ?? [];
  return {
    liveCalls: calls.filter(({ state }) => state === 'live').length,
    uplink: summarise(probe.uplink.values),
    downlink: summarise(probe.downlink.values),
    loopDelay: {
      // The histogram holds whole intervals: what is beyond the resolution is delay.
      p50: loop.percentile(50) / 1e6 - 5,
      p99: loop.percentile(99) / 1e6 - 5,
      max: loop.max / 1e6 - 5,
    },
    stall: stall.figures,
    cpuPercent: (used.user + used.system) / 10 / tookMs,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
    framesLost: calls.reduce((sum, { metrics }) => sum + metrics.framesLost, 0),
    notices: calls.flatMap(({ notices }) => notices.map(({ message }) => message)),
  };
}

function watchStalls(): { readonly figures: LoadFigures['stall']; end(): void } {
  const figures = { longestMs: 0, ownMs: 0, collectionMs: 0 };
  let lastMs = performance.now();
  let lastCpu = process.cpuUsage();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const used = process.cpuUsage(lastCpu);
    figures.longestMs = Math.max(figures.longestMs, nowMs - lastMs);
    figures.ownMs = Math.max(figures.ownMs, (used.user + used.system) / 1_000);
    lastMs = nowMs;
    lastCpu = process.cpuUsage();
  }, 5);
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      figures.collectionMs = Math.max(figures.collectionMs, duration);
    }
  });
  collections.observe({ entryTypes: ['gc'] });
  return {
    figures,
    end: () => {
      clearInterval(timer);
      collections.disconnect();
    },
  };
}

class SimulatedSource implements CallSource {
  #onIncoming: (leg: CallLeg) => void = () => undefined;
  readonly #noCalls = createNoCalls(saying('Nobody is called here.'));

  start(onIncoming: (leg: CallLeg) => void): void {
    this.#onIncoming = onIncoming;
  }

  createOutgoing(party: CalledParty): Result<OutgoingLeg> {
    return this.#noCalls.createOutgoing(party);
  }

  deliver(leg: CallLeg): void {
    this.#onIncoming(leg);
  }

  stop(): void {
    this.#onIncoming = () => undefined;
  }
}

/**
 * A caller whose media channel the load peer plays; everything else of Asterisk always succeeds.
 */
class SimulatedLeg implements CallLeg {
  readonly caller: CallerInfo;
  readonly memory = null;
  readonly #media: MediaTransportFactory;

  constructor(index: number, media: MediaTransportFactory) {
    this.#media = media;
    this.caller = {
      callId: `call-${index}`,
      callerNumber: `+1202555${String(index).padStart(4, '0')}`,
      callerName: '',
      dialedNumber: '1000',
      demo: false,
      direction: 'inbound',
      profileId: '',
      adopted: false,
    };
  }

  start(_handlers: CallLegHandlers): void {
    // Nobody hangs up.
  }

  checkMedia(): ReturnType<CallLeg['checkMedia']> {
    return Promise.resolve(ok('intact'));
  }

  connectMedia(timeoutMs: number): ReturnType<CallLeg['connectMedia']> {
    const { callId } = this.caller;
    return this.#media.expect(callId).open({ MEDIA_WEBSOCKET_CONNECTION_ID: callId }, timeoutMs);
  }

  remember = succeed;
  ring = succeed;
  answer = succeed;
  hangUp = succeed;
  sendToFallback = succeed;
  refuse = succeed;
  playMusic = succeed;
  sendDtmf = succeed;
  transfer = succeed;
  joinWith = succeed;
  release = () => Promise.resolve();
}

function succeed(): ReturnType<CallLeg['answer']> {
  return Promise.resolve(done);
}

function nothing(): void {
  // Nobody is to be told.
}
