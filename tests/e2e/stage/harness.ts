/**
 * The stage of the telephone tests: one Asterisk, a stand-in for Gemini, and Cordboard between
 * them.
 *
 *   const stage = useStage(); // at the top of a file: Asterisk for all of its tests
 *   const scene = await stage.open({ GEMINI_VOICE: 'Kore' }, { replyMs: 1000 });
 *   const phone = await scene.phone();
 *   await phone.call('1000');
 *   await scene.untilCall((call) => call.state === 'live');
 *
 * After each test everything is stopped, and the test fails if the stand-in was sent anything
 * wrong, if a defect was logged, or if a channel or bridge is left in Asterisk.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { PipelineTimes } from '#main/program/pipeline';
import type { Call } from '#model/call';
import type { Transcript, TurnSpeaker } from '#model/transcript';
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import { joinSamples, makeSilence } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { encodeWav, readWav } from '#support/audio/wavFile';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { type StandInGemini, startStandInGemini } from '#support/gemini/standInGemini';
import type { StandInKnobs } from '#support/gemini/standInKnobs';
import { startTcpProxy, type TcpProxy } from '#support/net/tcpProxy';
import { createPhone, type PhoneOptions, type SipPhone } from '#support/phone/sipPhone';

/** What the caller says when a test does not care. About 1.6 s. */
export const QUESTION = 'Good morning, where is my parcel, please?';

/** A shorter one, about 0.7 s. */
export const SHORT_QUESTION = 'Are you there?';

/**
 * Waits shortened so that a fault is over in seconds; each is still far longer than what it waits
 * for takes here.
 */
export const QUICK: PipelineTimes = {
  agent: {
    connectTimeoutMs: 1_000,
    startBudgetMs: 2_500,
    recoveryBudgetMs: 3_000,
    voiceChangeBudgetMs: 3_000,
    firstBackoffMs: 100,
    stallMs: 500,
  },
  ari: { slowRetryMs: 500, openTimeoutMs: 3_000, takenRetryMs: 500, beatMs: 400, aliveMs: 900 },
};

/**
 * Between the phone's pick-up and the caller's first word: nobody speaks before the line is
 * through, ms.
 */
const FIRST_WORD_MS = 300;

/** How many turns of a speaker are over. */
export function finished(turns: Transcript, speaker: TurnSpeaker): number {
  return turns.filter((turn) => turn.speaker === speaker && turn.status !== 'partial').length;
}

/** A call whose first question has been answered. */
export async function talking(scene: Scene): Promise<SipPhone> {
  const phone = await scene.phone();
  await phone.call('1000');
  await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
  return phone;
}

/** Log lines that tell of a defect of ours. */
const DEFECTS = /listener of|by a defect|could not be taken in/;

/** Asterisk with its media client pointed at a port of this test. */
export type Stage = {
  readonly lab: AsteriskLab;
  readonly mediaPort: number;
  stop(): Promise<void>;
};

/** What a scene may differ in from the usual. */
type SceneOptions = {
  readonly times?: PipelineTimes;
  /** Cordboard reaches Asterisk through this proxy. */
  readonly proxy?: TcpProxy;
  /** Do not wait for the connection to Asterisk. */
  readonly unready?: boolean;
};

/** One call's actors; everything is stopped by `stop`. */
export type Scene = {
  readonly gemini: StandInGemini;
  readonly cordboard: TestCordboard;
  /** The newest call; throws when there is none. */
  readonly call: Call;
  /** Its transcript. */
  readonly turns: Transcript;
  /** A phone that says the question at the start of its call. */
  phone(options?: Partial<PhoneOptions> & { readonly says?: string }): Promise<SipPhone>;
  /** Resolves with the newest call once it satisfies. */
  untilCall(satisfied: (call: Call) => boolean, timeoutMs?: number): Promise<Call>;
  /** Resolves with the newest call's transcript once it satisfies. */
  untilTurns(satisfied: (turns: Transcript) => boolean, timeoutMs?: number): Promise<Transcript>;
  stop(): Promise<void>;
};

/** A stage for a whole test file, with its clean-up. */
export type SharedStage = {
  readonly lab: AsteriskLab;
  readonly mediaPort: number;
  open(
    env?: Readonly<Record<string, string>>,
    knobs?: Partial<StandInKnobs>,
    options?: SceneOptions,
  ): Promise<Scene>;
  /** A proxy in front of Asterisk's HTTP server, stopped after the test. */
  proxy(): Promise<TcpProxy>;
  /**
   * One between Asterisk and a Cordboard that listens for media, with the setting that puts it
   * there.
   */
  mediaProxy(): Promise<{ readonly proxy: TcpProxy; readonly env: Record<string, string> }>;
};

/**
 * Starts Asterisk for all tests of a file. Call once, at its top. `extraConfig`: as for
 * startAsterisk.
 */
export function useStage(extraConfig: Readonly<Record<string, string>> = {}): SharedStage {
  let stage: Stage | null = null;
  const scenes: Scene[] = [];
  const proxies: TcpProxy[] = [];
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  const ready = (): Stage => {
    if (stage === null) {
      throw new Error('the stage opens before the first test');
    }
    return stage;
  };
  beforeAll(async () => {
    stage = await openStage(extraConfig);
  });
  afterAll(() => stage?.stop());
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(async () => {
    const ended = scenes.splice(0);
    await Promise.all(ended.map((scene) => scene.stop()));
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
    process.off('unhandledRejection', note);
    await ready().lab.waitUntilIdle(10_000);
    expect(unhandled).toEqual([]);
    expect(ended.flatMap((scene) => scene.gemini.violations)).toEqual([]);
    const log = ended.map((scene) => scene.cordboard.log()).join('');
    expect(log.split('\n').filter((line) => DEFECTS.test(line))).toEqual([]);
  });
  return {
    get lab() {
      return ready().lab;
    },
    get mediaPort() {
      return ready().mediaPort;
    },
    open: async (env, knobs, options) => {
      const scene = await openScene(ready(), env, knobs, options);
      scenes.push(scene);
      return scene;
    },
    proxy: async () => {
      const proxy = await startTcpProxy(ready().lab.httpPort);
      proxies.push(proxy);
      return proxy;
    },
    mediaProxy: async () => {
      const behind = await freePort();
      const proxy = await startTcpProxy(behind, ready().mediaPort);
      proxies.push(proxy);
      return { proxy, env: { EXTERNAL_MEDIA_PORT: String(behind) } };
    },
  };
}

/** Starts Asterisk; once for a test file. */
export async function openStage(
  extraConfig: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const mediaPort = await freePort();
  const lab = await startAsterisk({ externalMediaPort: mediaPort, extraConfig });
  return { lab, mediaPort, stop: () => lab.stop() };
}

/** Settings with which Cordboard works on a stage. */
export function stageSettings(stage: Stage, gemini: StandInGemini): Record<string, string> {
  return {
    ARI_BASE_URL: stage.lab.ariBaseUrl,
    ARI_USERNAME: stage.lab.username,
    ARI_PASSWORD: stage.lab.password,
    EXTERNAL_MEDIA_PORT: String(stage.mediaPort),
    EXTERNAL_MEDIA_HOST: '127.0.0.1',
    GOOGLE_API_KEY: 'TEST_KEY',
    GEMINI_BASE_URL: gemini.baseUrl,
    GEMINI_VOICE: 'Puck',
    // The phone speaks first, but where a test says otherwise.
    GEMINI_SPEAKS_FIRST: 'false',
    AI_DISCLOSURE: 'false',
  };
}

/** Starts the stand-in and Cordboard on a stage, and waits until calls can come. */
async function openScene(
  stage: Stage,
  env: Readonly<Record<string, string>> = {},
  knobs: Partial<StandInKnobs> = {},
  options: SceneOptions = {},
): Promise<Scene> {
  const gemini = await startStandInGemini(knobs);
  const proxied =
    options.proxy === undefined
      ? {}
      : { ARI_BASE_URL: `http://127.0.0.1:${String(options.proxy.port)}/ari` };
  const settings = { ...stageSettings(stage, gemini), ...proxied, ...env };
  const cordboard = await startCordboard(settings, options.times ?? QUICK);
  const phones: SipPhone[] = [];
  const voices = await mkdtemp(path.join(tmpdir(), 'cordboard-voices-'));
  if (options.unready !== true) {
    await cordboard.until(({ health }) => health.asterisk.state === 'ready');
  }
  const newest = (): Call => {
    const call = cordboard.pipeline.control.snapshot().calls.at(-1);
    if (call === undefined) {
      throw new Error(`there is no call\n${cordboard.log()}`);
    }
    return call;
  };
  const turnsOf = (callId: string): Transcript =>
    cordboard.pipeline.control.snapshot().transcripts[callId] ?? [];
  return {
    gemini,
    cordboard,
    get call() {
      return newest();
    },
    get turns() {
      return turnsOf(newest().id);
    },
    phone: async ({ says = SHORT_QUESTION, ...options } = {}) => {
      const users = ['phone-ana', 'phone-ben', 'phone-cleo'];
      const user = users[phones.length % users.length] ?? 'phone-ana';
      const phone = await createPhone(stage.lab, {
        user,
        ...(says === '' ? {} : { voiceWav: await afterPause(says, voices) }),
        ...options,
      });
      phones.push(phone);
      return phone;
    },
    untilCall: async (satisfied, timeoutMs) => {
      const { calls } = await cordboard.until((snapshot) => {
        const call = snapshot.calls.at(-1);
        return call !== undefined && satisfied(call);
      }, timeoutMs);
      const call = calls.at(-1);
      if (call === undefined) {
        throw new Error('a call was there just now');
      }
      return call;
    },
    untilTurns: async (satisfied, timeoutMs) => {
      const { calls, transcripts } = await cordboard.until((snapshot) => {
        const call = snapshot.calls.at(-1);
        return call !== undefined && satisfied(snapshot.transcripts[call.id] ?? []);
      }, timeoutMs);
      return transcripts[calls.at(-1)?.id ?? ''] ?? [];
    },
    stop: async () => {
      await Promise.all(phones.map((phone) => phone.stop()));
      await cordboard.stop();
      await gemini.close();
      await rm(voices, { recursive: true, force: true });
    },
  };
}

/** Speech after a short silence, as a file in `folder`. */
async function afterPause(text: string, folder: string): Promise<string> {
  const { samples, sampleRateHz } = await readWav(await makeSpeech(text));
  const file = path.join(folder, `${String(text.length)}-${String(samples.length)}.wav`);
  const whole = joinSamples(makeSilence(FIRST_WORD_MS, sampleRateHz), samples);
  await writeFile(file, encodeWav(whole, sampleRateHz));
  return file;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
