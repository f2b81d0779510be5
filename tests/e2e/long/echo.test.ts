/**
 * The agent's own voice in the caller's line: a real phone in a conference of a real Asterisk with
 * Cordboard's assistant and a party that gives everything it hears back, softer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { writeWav } from '#support/audio/wavFile';
import { useStallWatch } from '#support/machine/stalls';
import { readCorpus } from '#support/vad/corpus';
import { AgentTalk } from '#support/vad/echo';
import { LINE_RATE_HZ } from '#support/vad/telephoneBand';
import { useStage } from '../stage/harness';

const DIALPLAN = 'gemini-voice-assistant';
const ROOM = '1095';
const REPLY_RATE_HZ = 24_000;
const REPLY_MS = 14_000;
/** The agent is listened to with its echo for so long, ms. */
const ALONE_MS = 8_000;
/** Keeps the stand-in's own ears shut. */
const DEAF_RMS = 32_768;

const timed = useStallWatch();
const stage = useStage();
let folder = '';
let words = '';
let agentSpeech: Int16Array = new Int16Array();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cordboard-echo-'));
  words = path.join(folder, 'words.wav');
  const { line, labels } = await readCorpus(8, 'en');
  const from = (labels[0]?.start ?? 0) * LINE_RATE_HZ;
  const spoken = line.subarray(from, from + 6 * LINE_RATE_HZ);
  await writeWav(words, Int16Array.from(spoken), LINE_RATE_HZ);
  agentSpeech = await recordedAgent();
});

// A party that returns what it hears never hangs up.
afterEach(() => stage.lab.cli('channel request hangup all'));

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the agent says: recorded speech of another person, 24 kHz. */
async function recordedAgent(): Promise<Int16Array> {
  const talk = new AgentTalk(await readCorpus(12, 'it'), (REPLY_MS / 1_000) * LINE_RATE_HZ);
  const resampler = new PolyphaseResampler(LINE_RATE_HZ, REPLY_RATE_HZ);
  const samples = Int16Array.from(talk.samples);
  const output = new Int16Array(resampler.maxOutputSamples(samples.length));
  return output.subarray(0, resampler.process(samples, output));
}

/**
 * Adds to the dialplan a room for three, and a party that returns what it hears, divided by
 * `divisor`.
 */
async function addEcho(room: string, divisor: number): Promise<void> {
  const lines = [
    [ROOM, '1,Answer()'],
    [ROOM, '2,Set(CONFBRIDGE(user,quiet)=yes)'],
    [ROOM, `3,ConfBridge(${room})`],
    ['1096', '1,Answer()'],
    ['1096', `2,Set(VOLUME(RX)=-${divisor})`],
    ['1096', '3,Echo()'],
  ] as const;
  for (const [extension, step] of lines) {
    await stage.lab.cli(`dialplan add extension ${extension},${step} into ${DIALPLAN} replace`);
  }
}

/** Calls `extension` from within Asterisk and puts it into the room. */
async function invite(extension: string): Promise<void> {
  await stage.lab.cli(
    `channel originate Local/${extension}@${DIALPLAN}/n extension ${ROOM}@${DIALPLAN}`,
  );
}

it.each([
  { lossDb: 15, divisor: 6, engine: 'silero' },
  { lossDb: 20, divisor: 10, engine: 'silero' },
  { lossDb: 30, divisor: 32, engine: 'silero' },
  { lossDb: 20, divisor: 10, engine: 'energy' },
])(
  'an echo of $lossDb dB loss does not interrupt the agent, the caller’s own words do ($engine)',
  timed,
  async ({ lossDb, divisor, engine }) => {
    const scene = await stage.open(
      { VAD_ENGINE: engine },
      {
        speechRms: DEAF_RMS,
        sendInterrupted: false,
        replySound: agentSpeech,
        replyMs: REPLY_MS,
        playbackFactor: 0,
      },
    );
    await addEcho(`echo-${lossDb}-${engine}`, divisor);
    const phone = await scene.phone({ says: '' });
    await phone.call(ROOM);
    await invite('1000');
    await invite('1096');
    await scene.untilCall(({ state, agentLink }) => state === 'live' && agentLink === 'ready');
    await sleep(500);

    scene.gemini.lastSession.say('A long answer.');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await sleep(ALONE_MS);
    expect(scene.call).toMatchObject({ agentState: 'speaking', metrics: { bargeIns: 0 } });

    await phone.say(words);
    await scene.untilCall(({ metrics }) => metrics.bargeIns === 1, 3_000);
  },
);
