/**
 * The whole program under load: built, at its default settings, with its window or as `serve`, with
 * a real Asterisk, callers by SIP who speak, are answered and interrupt, and one real phone whose
 * packets are dated on the wire. All of it on the same cores.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { type AsteriskLab, startAsterisk } from '#support/asterisk/asteriskLab';
import { createPhone, type SipPhone } from '#support/phone/sipPhone';
import type { ChildProgram } from '../childProgram';
import { makeCrowdTalks } from '../crowd/crowdTalk';
import { startFarEnds, watchFrames } from '../crowd/farEnds';
import { CROWD_ENDPOINT, type SippCrowd, startSippCrowd } from '../crowd/sippCrowd';
import { busyShare, cpuTimes } from '../machine';
import { levelsOf, onsetsOf } from '../packets';
import type { VoiceTurn } from '../programs/voicePeer';
import { type BenchSettings, CORDBOARD_EXTENSION } from '../telephones';
import { makeFolder, makeSharpWord, SPEECH_RMS } from '../utterances';
import { type PhoneAnswers, phoneAnswers } from './phoneAnswers';
import type { ProbeFigures } from './probe';
import { type ProcessorShares, watchProcessors } from './processors';
import { startTarget, type Target, type Way } from './targets';
import { workInWindow } from './windowAtWork';
import { watchWindow, type WindowFigures } from './windowFrames';

/** Time for code to be compiled and queues to settle once all calls are there, ms. */
const WARM_UP_MS = 8_000;
/** From one word of the real phone to its next, ms: the answer of 2.4 s lies between them. */
const WORD_EVERY_MS = 3_600;
/** Time for the answer to the last word, ms. */
const LAST_ANSWER_MS = 3_000;
/** Silence that ends a word at the phone, ms. */
const QUIET_MS = 300;
/** Two ports a call leg, with some to spare. */
const RTP_PORTS = 1_000;

/** What one number of calls cost, and what its callers noticed. */
export type ProgramFigures = ProbeFigures & {
  readonly calls: number;
  readonly liveCalls: number;
  readonly processors: ProcessorShares;
  /** The whole machine, %; null where /proc is not there. */
  readonly machine: { readonly busy: number; readonly stolen: number } | null;
  readonly words: number;
  readonly answers: PhoneAnswers;
  /** Of the crowd's frames, how many reached the stand-in, %; null without a crowd. */
  readonly framesHeardPercent: number | null;
  readonly window: WindowFigures | null;
};

/** A stage with a running program and nobody on the line yet. */
type Stage = {
  readonly lab: AsteriskLab;
  readonly peer: ChildProgram;
  readonly target: Target;
  readonly phone: SipPhone;
  readonly crowd: SippCrowd | null;
};

/** Measures at one number of calls, all in fresh processes. */
export async function measureProgramAt(
  way: Way,
  calls: number,
  { quick }: BenchSettings,
): Promise<ProgramFigures> {
  return withStage(way, calls, async (stage) => {
    const { page } = stage.target;
    const rest = way === 'busy-window' && page !== null ? workInWindow(page) : noWork;
    try {
      return await measure(stage, calls, quick ? 4 : 10);
    } finally {
      await rest();
    }
  });
}

/** Sets the stage, with all calls up and warm; whatever happens, nothing of it is left. */
export async function withStage<Value>(
  way: Way,
  calls: number,
  use: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const lab = await startAsterisk({
      rtpPortCount: RTP_PORTS,
      extraConfig: { 'pjsip.conf': CROWD_ENDPOINT },
    });
    undo.push(() => lab.stop());
    const { peer, addresses, trust, stop } = await startFarEnds();
    undo.push(stop);
    const target = await startTarget(way, {
      ARI_BASE_URL: lab.ariBaseUrl,
      ARI_USERNAME: lab.username,
      ARI_PASSWORD: lab.password,
      GOOGLE_API_KEY: 'TEST_KEY',
      GEMINI_BASE_URL: addresses.geminiBaseUrl,
      ...trust,
    });
    undo.push(() => target.stop());
    await untilServed(lab);
    // The phone is the first caller: the stand-in's first session is its.
    const phone = await createPhone(lab, { user: 'phone-ana' });
    undo.push(() => phone.stop());
    await phone.call(CORDBOARD_EXTENSION);
    await selectCallOf(target.page, 'Ana');
    const [talk = new Int16Array()] = await makeCrowdTalks(8_000);
    const crowd =
      calls === 1
        ? null
        : await startSippCrowd(lab, { extension: CORDBOARD_EXTENSION, calls: calls - 1, talk });
    undo.push(async () => crowd?.stop());
    await sleep(WARM_UP_MS);
    return await use({ lab, peer, target, phone, crowd });
  } finally {
    for (const step of undo.reverse()) {
      await step();
    }
  }
}

async function measure(stage: Stage, calls: number, words: number): Promise<ProgramFigures> {
  const { lab, peer, target, phone, crowd } = stage;
  const folder = await makeFolder();
  try {
    const word = await makeSharpWord(folder);
    const processors = await watchProcessors({
      main: target.pid,
      workers: await target.workers(),
      asterisk: lab.pid(),
      load: [peer.pid, ...(crowd === null ? [] : [crowd.pid])],
    });
    const heardOf = crowd === null ? null : await watchFrames(peer, 'crowdFrames', calls - 1);
    const machine = await cpuTimes();
    const startedAtMs = performance.timeOrigin + performance.now();
    await target.begin();
    await sayWords(phone, word, words);
    const probed = await target.end();
    const shares = await processors.end();
    const busy = await busyShare(machine);
    const heard = heardOf === null ? null : await heardOf();
    const window = target.page === null ? null : await watchWindow(target.page);
    const audio = await phone.audio();
    const said = onsetsOf(levelsOf(audio.said), SPEECH_RMS / 10, QUIET_MS);
    const turns = (await peer.request('turnsOfFirst')) as readonly VoiceTurn[];
    return {
      ...probed,
      calls,
      liveCalls: Number(await peer.request('openSessions')),
      processors: shares,
      machine: busy,
      words: said.filter((at) => at >= startedAtMs).length,
      answers: phoneAnswers(
        audio,
        turns.filter(({ sentAtMs }) => sentAtMs >= startedAtMs),
      ),
      framesHeardPercent: heard === null ? null : 100 * heard,
      window,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sayWords(phone: SipPhone, word: string, words: number): Promise<void> {
  for (let index = 0; index < words; index += 1) {
    await phone.say(word);
    // The random part spreads the words over the phases of the 20 ms clocks involved.
    await sleep(WORD_EVERY_MS + Math.random() * 100);
  }
  await sleep(LAST_ANSWER_MS - QUIET_MS);
}

/** Waits until Asterisk has the application, that is until the program takes calls. */
async function untilServed(lab: AsteriskLab): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { body } = await lab.ari('GET', '/applications');
    if (Array.isArray(body) && body.length > 0) {
      return;
    }
    await sleep(100);
  }
  throw new Error('the program did not connect to Asterisk in 20 s');
}

async function selectCallOf(page: Page | null, name: string): Promise<void> {
  await page
    ?.getByRole('grid', { name: 'Live calls' })
    .getByRole('row', { name: new RegExp(name) })
    .click();
}

function noWork(): Promise<void> {
  return Promise.resolve();
}
