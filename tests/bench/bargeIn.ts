/**
 * Barge-in by Cordboard's own voice detection alone: the agent speaks, the caller interrupts, the
 * stand-in says nothing about it. From the first packet of speech that leaves the phone to the end
 * of the last packet with the agent's voice that reaches it.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { CALL_SAMPLE_RATE_HZ, FRAME_SAMPLES } from '#model/audio';
import type { Call } from '#model/call';
import type { RtpTrack } from '#support/phone/rtpTrack';
import { answered, startSilero } from '#support/vad/detecting';
import { hear } from '#support/vad/hear';
import { DEFAULT_VAD } from '#support/vad/settings';
import { LINE_RATE_HZ } from '#support/vad/telephoneBand';
import { between, levelsOf, onsetsOf } from './packets';
import { atZero, type BenchResult, limited, plain, spread } from './report';
import { summarise } from './statistics';
import {
  AUDIBLE_RMS,
  type BenchSettings,
  CORDBOARD_EXTENSION,
  openTelephones,
  type Telephones,
} from './telephones';
import {
  makeAgentSpeech,
  makeAgentTone,
  makeBackground,
  makeBargeIns,
  makeFolder,
  SPEECH_RMS,
} from './utterances';

const PACKET_MS = 20;
/** The agent talks this long if nobody stops it, ms. */
const REPLY_MS = 5_000;
/** Agent's audio that is still heard this long after the onset was not stopped by it, ms. */
const CUT_LIMIT_MS = 1_500;
const QUIET_MS = 700;
/** Keeps the stand-in's own ears shut. */
const DEAF_RMS = 32_768;
const BUDGET_P50_MS = 150;
const BUDGET_P95_MS = 200;
/** Level of the noise below that of speech, dB. */
const NOISE_BELOW_DB = 10;

/** Measures the reaction to speech. */
export async function measureBargeIn(settings: BenchSettings): Promise<BenchResult> {
  const rounds = settings.quick ? 4 : 24;
  const folder = await makeFolder();
  const phrases = await makeBargeIns(folder);
  const telephones = await openTelephones(settings, {
    speechRms: DEAF_RMS,
    sendInterrupted: false,
    replyMs: REPLY_MS,
    playbackFactor: 0,
  });
  try {
    await telephones.standIn.request('replySound', await makeAgentTone(folder));
    const phone = await telephones.call('phone-ana', CORDBOARD_EXTENSION);
    await sleep(500);
    for (let round = 0; round < rounds; round += 1) {
      await telephones.standIn.request('say', `Answer ${round}.`);
      await sleep(900 + Math.random() * 200);
      const spokenMs = await phone.say(phrases[round % phrases.length] ?? '');
      await sleep(spokenMs + 1_000);
    }
    const { said, heard } = await phone.audio();
    const agent = levelsOf(heard).filter(({ rms }) => rms >= AUDIBLE_RMS);
    const detections = await detectionsIn(said);
    const reactions = onsetsOf(levelsOf(said), SPEECH_RMS / 10, QUIET_MS).map((onset) => {
      const last = between(agent, onset, onset + CUT_LIMIT_MS).at(-1);
      const totalMs = last === undefined ? 0 : last.atEpochMs + PACKET_MS - onset;
      const detectedMs = (detections.find((at) => at >= onset) ?? Number.NaN) - onset;
      return { totalMs: totalMs >= CUT_LIMIT_MS - PACKET_MS ? Number.NaN : totalMs, detectedMs };
    });
    return reactionReport(reactions, rounds);
  } finally {
    await telephones.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Reaction = {
  /** Onset to the end of the agent's audio, ms; NaN when it was not stopped. */
  readonly totalMs: number;
  /** Onset to the packet with which Cordboard's detector cannot but notice the speech, ms. */
  readonly detectedMs: number;
};

/**
 * Runs Cordboard's detector, with its default settings, over what left the phone: when it finds
 * speech, epoch ms.
 */
async function detectionsIn(said: RtpTrack): Promise<readonly number[]> {
  const detections: number[] = [];
  let nowMs = 0;
  const engine = await startSilero();
  const vad = engine.createDetector(() => DEFAULT_VAD, {
    onSpeechStart: () => detections.push(nowMs),
    onSpeechEnd: () => undefined,
  });
  const resampler = new PolyphaseResampler(LINE_RATE_HZ, CALL_SAMPLE_RATE_HZ);
  const frame = new Int16Array(resampler.maxOutputSamples(FRAME_SAMPLES));
  for (const { arrivalEpochMs, samples } of said.packets) {
    nowMs = arrivalEpochMs;
    const count = resampler.process(samples, frame);
    hear(vad, Buffer.from(frame.buffer, 0, count * 2), nowMs, 0);
    await answered(vad);
  }
  vad.close();
  await engine.close();
  return detections;
}

function reactionReport(reactions: readonly Reaction[], rounds: number): BenchResult {
  const complete = reactions.filter(({ totalMs }) => !Number.isNaN(totalMs));
  const stopped = summarise(complete.map(({ totalMs }) => totalMs));
  const detected = summarise(complete.map(({ detectedMs }) => detectedMs));
  const after = summarise(complete.map(({ totalMs, detectedMs }) => totalMs - detectedMs));
  const missed = rounds - stopped.count;
  return {
    title: 'Barge-in: onset at the phone -> last agent audio at the phone, local detection alone',
    rows: [
      plain('reaction', spread(stopped)),
      plain('of it the detector, until it has heard enough', spread(detected)),
      plain('of it everything else', spread(after)),
      limited('p50', stopped.p50, BUDGET_P50_MS),
      limited('p95', stopped.p95, BUDGET_P95_MS),
      atZero('agent not stopped', missed),
    ],
    raw: { reactions },
  };
}

/** Counts how often noise on the caller's line stops the agent. */
export async function measureNoise(settings: BenchSettings): Promise<BenchResult> {
  const seconds = settings.quick ? 15 : 60;
  const folder = await makeFolder();
  const noise = await makeBackground(folder, seconds * 1_000, NOISE_BELOW_DB);
  const telephones = await openTelephones(settings, {
    speechRms: DEAF_RMS,
    sendInterrupted: false,
    replyMs: REPLY_MS,
    playbackFactor: 0,
  });
  try {
    await telephones.standIn.request('replySound', await makeAgentSpeech(folder));
    const phone = await telephones.call('phone-ana', CORDBOARD_EXTENSION);
    await sleep(500);
    await telephones.standIn.request('say', 'First answer.');
    await sleep(500);
    await phone.say(noise);
    const spoken = await talkOn(telephones, seconds);
    const { metrics } = await firstCall(telephones);
    return noiseReport(seconds, metrics.bargeIns, spoken);
  } finally {
    await telephones.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Watched = { readonly turns: number; readonly speakingShare: number };

/**
 * Lets the agent speak again whenever it is silent, and watches what Cordboard makes of the caller.
 */
async function talkOn(telephones: Telephones, seconds: number): Promise<Watched> {
  let turns = 1;
  let speaking = 0;
  const looks = seconds * 4;
  for (let look = 0; look < looks; look += 1) {
    await sleep(250);
    const call = await firstCall(telephones);
    speaking += call.callerSpeaking ? 1 : 0;
    if (call.agentState !== 'speaking') {
      turns += 1;
      await telephones.standIn.request('say', `Answer ${turns}.`);
    }
  }
  return { turns, speakingShare: speaking / looks };
}

async function firstCall(telephones: Telephones): Promise<Call> {
  const [call] = (await telephones.cordboard.request('calls')) as readonly Call[];
  if (call === undefined) {
    throw new Error('the call is gone');
  }
  return call;
}

function noiseReport(seconds: number, bargeIns: number, watched: Watched): BenchResult {
  return {
    title: `False barge-ins: ${seconds} s of steady noise ${NOISE_BELOW_DB} dB below speech while the agent speaks`,
    rows: [
      atZero('agent stopped', bargeIns),
      plain('agent turns', String(watched.turns)),
      plain('time the caller counted as speaking', `${Math.round(watched.speakingShare * 100)} %`),
    ],
    raw: { seconds, bargeIns, ...watched },
  };
}
