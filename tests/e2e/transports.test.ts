/** Every way in which a call's audio can travel, with a real Asterisk and a real phone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '../support/audio/speech';
import { cpuWaitMs } from '../support/cpuWait';
import { finished, QUESTION, SHORT_QUESTION, useStage } from './harness';
import { answersIn, matchOf, speechOnset } from './listening';

const REPLY_MS = 1_500;
const LONG_MS = 8_000;
/** Longest hole that is forgiven on a starved machine, beyond the 40 ms that are always allowed. */
const STARVED_MS = 100;

const stage = useStage();

type Case = {
  readonly wanted: string;
  readonly used: string;
  readonly format?: string;
  /** Least signal-to-noise ratio of what the agent hears against what the phone said, dB, 5th percentile. */
  readonly atLeastDb: number;
};

const CASES: readonly Case[] = [
  { wanted: 'auto', used: 'websocket-dial', atLeastDb: 20 },
  { wanted: 'websocket-dial', used: 'websocket-dial', atLeastDb: 20 },
  { wanted: 'websocket-listen', used: 'websocket-listen', atLeastDb: 20 },
  { wanted: 'rtp', used: 'rtp', atLeastDb: 20 },
  { wanted: 'rtp', used: 'rtp', format: 'slin', atLeastDb: 20 },
  { wanted: 'rtp', used: 'rtp', format: 'ulaw', atLeastDb: 20 },
  { wanted: 'rtp', used: 'rtp', format: 'alaw', atLeastDb: 20 },
  { wanted: 'audiosocket', used: 'audiosocket', atLeastDb: 20 },
  { wanted: 'audiosocket', used: 'audiosocket', format: 'slin', atLeastDb: 20 },
];

function settingsOf({ wanted, format }: Case): Record<string, string> {
  return {
    EXTERNAL_MEDIA_TRANSPORT: wanted,
    ...(format === undefined ? {} : { AUDIO_FORMAT: format }),
  };
}

describe.each(CASES)('audio over $wanted, AUDIO_FORMAT $format', (each) => {
  it('is whole both ways, and a hang-up leaves nothing', async () => {
    const scene = await stage.open(settingsOf(each), { replyMs: REPLY_MS });
    const phone = await scene.phone({ says: QUESTION });
    const waitedBefore = await cpuWaitMs(stage.lab.pid());
    await phone.call('1000');
    await scene.untilTurns((all) => finished(all, 'agent') === 1, 15_000);
    await scene.untilCall((call) => call.metrics.agentTurns === 1);
    const waitedMs = (await cpuWaitMs(stage.lab.pid())) - waitedBefore;
    const { said, heard } = await phone.audio();

    const match = matchOf(said, scene.gemini.lastSession.callerAudio);
    expect(match.correlation).toBeGreaterThanOrEqual(0.97);
    expect(match.p5Db).toBeGreaterThanOrEqual(each.atLeastDb);

    const answers = answersIn(heard, 'Puck');
    expect(answers, JSON.stringify(heard.gaps)).toHaveLength(1);
    expect(answers[0]?.longestHoleMs).toBeLessThanOrEqual(40 + Math.min(STARVED_MS, waitedMs));
    expect(Math.abs((answers[0]?.durationMs ?? 0) - REPLY_MS)).toBeLessThanOrEqual(60);

    expect(scene.call).toMatchObject({
      state: 'live',
      transport: each.used,
      notices: [],
      metrics: { framesOut: REPLY_MS / 20, framesLost: 0 },
    });
    expect(scene.call.metrics.framesIn).toBeGreaterThan(150);

    await phone.hangUp();
    await scene.untilCall((ended) => ended.endReason === 'caller-hung-up');
    await stage.lab.waitUntilIdle();
  });
});

describe.each(CASES.filter(({ wanted, format }) => wanted !== 'auto' && format === undefined))(
  'an interruption over $wanted',
  (each) => {
    it('silences the agent within a few frames', async () => {
      const scene = await stage.open(settingsOf(each), {
        replyMs: LONG_MS,
        sendInterrupted: false,
      });
      const phone = await scene.phone();
      await phone.call('1000');
      await scene.untilCall((call) => call.agentState === 'speaking');
      await sleep(1_000);
      Object.assign(scene.gemini.knobs, { replyMs: 1_000 });
      const spokenAt = Date.now();
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await scene.untilTurns((all) => finished(all, 'agent') === 2);
      await scene.untilCall((call) => call.metrics.agentTurns === 2);

      const { said, heard } = await phone.audio();
      const answers = answersIn(heard, 'Puck');
      expect(answers, JSON.stringify(heard.gaps)).toHaveLength(2);
      const reactionMs = (answers[0]?.endEpochMs ?? 0) - speechOnset(said, spokenAt);
      expect(reactionMs).toBeGreaterThan(0);
      expect(reactionMs).toBeLessThan(400);
      expect(Math.abs((answers[1]?.durationMs ?? 0) - 1_000)).toBeLessThanOrEqual(60);
      expect(scene.call.metrics.lastBargeInReactionMs).toBeLessThan(250);
    });
  },
);
