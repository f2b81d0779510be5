/** Fifty calls with agents in one program, whose sessions with the service are all lost at once. */
import { afterEach, describe, expect, it } from 'vitest';
import { createGeminiAgentFactory } from '#main/agent/gemini/liveAgent';
import type { CalledParty, CallLeg, CallSource, OutgoingLeg } from '#main/call/callLeg';
import { CallManager } from '#main/call/callManager';
import { CallStore } from '#main/call/callStore';
import { createFrameClock } from '#main/media/clock/frameClock';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { energyEngine } from '#main/media/vad/energyVad';
import { silentLog } from '#main/observability/log';
import { HealthBoard } from '#main/program/healthBoard';
import { createNoCalls } from '#main/program/noCalls';
import { ok, type Result } from '#main/util/result';
import { USUAL_ATTENTION } from '#support/call/attention';
import { FakeLeg, FakeTransport } from '#support/call/fakes';
import { NO_TOOLS } from '#support/call/sessionBench';
import { CALM } from '#support/call/talkBench';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import { noAnswer } from '#support/lookUps';
import { useStallWatch } from '#support/machine/stalls';
import { saying } from '#support/phrases';
import { rmsOfPcm } from '#support/vad/hear';

const CALLS = 50;
/** Sessions that the service sets up at once; it refuses more, for its quota. */
const SERVICE_LIMIT = 8;
const SETUP_MS = 100;
/** From the loss of all sessions until every caller hears an answer. */
const ANSWERED_WITHIN_MS = 5_000;

const FRAME_MS = 20;
const SILENCE = Buffer.alloc(640);
const VOICE = Buffer.from(
  Int16Array.from({ length: 320 }, (_, i) => (i % 2 === 0 ? 3_000 : -3_000)).buffer,
);

const timed = useStallWatch();
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) {
    await step();
  }
});

/** A caller's media: notes when the caller last heard something. */
class Line extends FakeTransport {
  heardMs = 0;

  override sendFrame(frame?: Buffer): boolean {
    if (frame !== undefined && rmsOfPcm(frame) > 100) {
      this.heardMs = performance.now();
    }
    return super.sendFrame();
  }
}

/** A caller. While `speaks`, they do. */
class Caller extends FakeLeg {
  readonly line = new Line();
  speaks = false;

  override connectMedia(): Promise<Result<MediaTransport>> {
    return Promise.resolve(ok(this.line));
  }

  /** The next 20 ms. */
  tick(nowMs: number): void {
    this.line.counters.framesIn += 1;
    this.line.handlers?.onFrame(this.speaks ? VOICE : SILENCE, nowMs);
  }
}

class Arrivals implements CallSource {
  readonly #noCalls = createNoCalls(saying('Nobody is called here.'));
  #onIncoming: (leg: CallLeg) => void = () => undefined;

  createOutgoing(party: CalledParty): Result<OutgoingLeg> {
    return this.#noCalls.createOutgoing(party);
  }

  start(onIncoming: (leg: CallLeg) => void): void {
    this.#onIncoming = onIncoming;
  }

  deliver(leg: CallLeg): void {
    this.#onIncoming(leg);
  }

  stop(): void {
    this.#onIncoming = () => undefined;
  }
}

/** A service that refuses to set up more than SERVICE_LIMIT sessions at once, and how often. */
async function startService(): Promise<{ service: StandInGemini; refusals: () => number }> {
  const setups: number[] = [];
  let refusals = 0;
  const service = await startStandInGemini({
    setupDelayMs: SETUP_MS,
    replyMs: 400,
    partMs: 400,
    playbackFactor: 0.2,
    refuseSetup: () => {
      const nowMs = performance.now();
      // A timer may fire a little early.
      const atOnce = setups.filter((atMs) => nowMs - atMs < SETUP_MS - 5).length;
      if (atOnce >= SERVICE_LIMIT) {
        refusals += 1;
        return { code: 1011, reason: 'RESOURCE_EXHAUSTED: too many concurrent setups' };
      }
      setups.push(nowMs);
      return null;
    },
  });
  undo.push(() => service.close());
  return { service, refusals: () => refusals };
}

/** The calls of one program, with everything between the media and the service as it is in it. */
async function startCalls(service: StandInGemini): Promise<readonly Caller[]> {
  const store = new CallStore(new HealthBoard('live', '0.0.0', () => undefined).health);
  const source = new Arrivals();
  const manager = new CallManager({
    source,
    replayTools: () => () => NO_TOOLS,
    agents: createGeminiAgentFactory({
      access: () => ({ kind: 'api-key', apiKey: 'TEST_KEY', baseUrl: service.baseUrl }),
      chunkSamples: 320,
      bufferSamples: 32_000,
      log: silentLog,
    }),
    vad: energyEngine,
    clock: createFrameClock(silentLog),
    settingsFor: () => () => ({ ...CALM, maxCallMs: 600_000 }),
    createTools: () => NO_TOOLS,
    findEarlierCalls: () => Promise.resolve([]),
    askLookUp: noAnswer,
    storedCall: () => Promise.resolve(ok(null)),
    onMessage: () => undefined,
    onRuleDeed: () => undefined,
    attention: USUAL_ATTENTION,
    estimateCost: () => 0,
    startRecording: () => Promise.reject(new Error('nothing is recorded')),
    record: null,
    store,
    log: silentLog,
    onAgentLink: () => undefined,
  });
  undo.push(async () => {
    await manager.stop('hangup');
    store.close();
  });
  manager.start();
  const callers = Array.from({ length: CALLS }, (_, index) => new Caller(`call-${index}`));
  for (const caller of callers) {
    source.deliver(caller);
  }
  undo.push(speakInTime(callers));
  await service.waitFor(
    () =>
      manager.snapshot().calls.filter(({ state }) => state === 'live').length === CALLS &&
      service.openSessions.length === CALLS,
    20_000,
  );
  return callers;
}

/** Lets all callers' frames come in real time; the returned function ends it. */
function speakInTime(callers: readonly Caller[]): () => void {
  let dueMs = performance.now();
  const timer = setInterval(() => {
    for (const nowMs = performance.now(); dueMs <= nowMs; dueMs += FRAME_MS) {
      for (const caller of callers) {
        caller.tick(nowMs);
      }
    }
  }, FRAME_MS / 2);
  return () => {
    clearInterval(timer);
  };
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('fifty calls that lose their sessions at once', timed, () => {
  it('have every caller answered again within 5 s, whether they spoke or waited', async () => {
    const { service, refusals } = await startService();
    const callers = await startCalls(service);
    const speak = (speaks: (index: number) => boolean): void => {
      callers.forEach((caller, index) => {
        caller.speaks = speaks(index);
      });
    };
    // One half is in the middle of a question, and the other has asked.
    service.knobs.replyDelayMs = 5_000;
    speak(() => true);
    await pass(800);
    speak((index) => index % 2 === 0);
    await pass(700);
    expect(callers.filter(({ line }) => line.heardMs > 0)).toEqual([]);

    service.knobs.replyDelayMs = 20;
    const lostMs = performance.now();
    for (const session of service.openSessions) {
      session.close(1011, 'Service is currently unavailable.');
    }
    await pass(600);
    speak(() => false);
    await service.waitFor(
      () => callers.every(({ line }) => line.heardMs > 0),
      ANSWERED_WITHIN_MS - (performance.now() - lostMs),
    );
    expect(service.openSessions).toHaveLength(CALLS);
    expect(refusals()).toBe(0);
    expect(service.violations).toEqual([]);
  }, 60_000);
});
