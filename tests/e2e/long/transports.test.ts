/** Every way in which a call's audio can travel, with a real Asterisk and a real phone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { findDelay, snrBySegment } from '#support/audio/alignment';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import { wordsIn } from '#support/phrases';
import { finished, QUESTION, SHORT_QUESTION, useStage } from '../stage/harness';
import { answersIn, type Match, matchOf, speechOnset } from '../stage/listening';

const REPLY_MS = 1_500;
const LONG_MS = 8_000;
/** What may be lost of an answer with the media channel it was sent to, ms. */
const LOST_MS = 120;

/**
 * Asterisk agrees to the length of packets that the phone offers; else it answers with 20 ms, and
 * baresip keeps to that.
 */
const OFFERED_PTIME = '[phone-ana](+type=endpoint)\nuse_ptime = yes';

const timed = useStallWatch();
const stage = useStage({ 'pjsip.conf': OFFERED_PTIME });

type Case = {
  readonly wanted: string;
  readonly used: string;
  readonly format?: string;
  /** Length of the phone's packets, ms; 20 when absent. */
  readonly ptimeMs?: number;
  /** The caller's audio comes at 8 kHz and is brought to 16 kHz here. */
  readonly narrow: boolean;
};

const CASES: readonly Case[] = [
  { wanted: 'auto', used: 'websocket-dial', narrow: false },
  { wanted: 'websocket-dial', used: 'websocket-dial', narrow: false },
  { wanted: 'websocket-listen', used: 'websocket-listen', narrow: false },
  { wanted: 'rtp', used: 'rtp', narrow: false },
  { wanted: 'rtp', used: 'rtp', format: 'slin', narrow: true },
  { wanted: 'rtp', used: 'rtp', format: 'ulaw', narrow: true },
  { wanted: 'rtp', used: 'rtp', format: 'alaw', narrow: true },
  { wanted: 'audiosocket', used: 'audiosocket', narrow: false },
  { wanted: 'audiosocket', used: 'audiosocket', format: 'slin', narrow: true },
  { wanted: 'auto', used: 'websocket-dial', ptimeMs: 10, narrow: false },
  { wanted: 'auto', used: 'websocket-dial', ptimeMs: 30, narrow: false },
  { wanted: 'rtp', used: 'rtp', format: 'ulaw', ptimeMs: 10, narrow: true },
  { wanted: 'rtp', used: 'rtp', format: 'ulaw', ptimeMs: 30, narrow: true },
];

function settingsOf({ wanted, format }: Case): Record<string, string> {
  return {
    EXTERNAL_MEDIA_TRANSPORT: wanted,
    ...(format === undefined ? {} : { AUDIO_FORMAT: format }),
  };
}

/** Like matchOf, at 16 kHz: our own filter delays by a part of an 8 kHz sample. */
function wideMatchOf(said8k: Int16Array, arrived16k: Int16Array): Match {
  const resampler = new PolyphaseResampler(8_000, 16_000);
  const wide = new Int16Array(resampler.maxOutputSamples(said8k.length));
  const count = resampler.process(said8k, wide);
  const from = wide.findIndex((sample) => Math.abs(sample) > 500);
  const reference = wide.subarray(from, count);
  // Half a second finds the delay; at that delay a second and a half is compared.
  const { samples } = findDelay(reference.subarray(0, 8_000), arrived16k, 24_000);
  const compared = reference.subarray(0, 24_000);
  const { correlation } = findDelay(compared, arrived16k.subarray(samples), 0);
  const ratios = snrBySegment(compared, arrived16k, samples, { sampleRateHz: 16_000 }).sort(
    (a, b) => a - b,
  );
  return {
    correlation,
    p5Db: ratios[Math.floor(ratios.length * 0.05)] ?? Number.NEGATIVE_INFINITY,
    medianDb: ratios[ratios.length >> 1] ?? Number.NEGATIVE_INFINITY,
  };
}

describe.each(CASES)('audio over $wanted, AUDIO_FORMAT $format, packets of $ptimeMs ms', (each) => {
  it('is whole both ways, and a hang-up leaves nothing', timed, async () => {
    const scene = await stage.open(settingsOf(each), { replyMs: REPLY_MS });
    const { ptimeMs = 20 } = each;
    const phone = await scene.phone({ says: QUESTION, ptimeMs });
    await phone.call('1000');
    await scene.untilTurns((all) => finished(all, 'agent') === 1, 15_000);
    await scene.untilCall((call) => call.metrics.agentTurns === 1);
    const { said, heard } = await phone.audio();
    const lengths = new Set(said.packets.map(({ samples }) => samples.length / 8));
    expect([...lengths]).toEqual([ptimeMs]);

    const { callerAudio } = scene.gemini.lastSession;
    const match = each.narrow ? wideMatchOf(said.samples, callerAudio) : matchOf(said, callerAudio);
    expect(match.correlation).toBeGreaterThanOrEqual(0.97);
    expect(match.p5Db).toBeGreaterThanOrEqual(20);

    const answers = answersIn(heard, 'Puck');
    expect(answers, JSON.stringify(heard.gaps)).toHaveLength(1);
    expect(answers[0]?.longestHoleMs).toBeLessThanOrEqual(40);
    expect(Math.abs((answers[0]?.durationMs ?? 0) - REPLY_MS)).toBeLessThanOrEqual(60);

    expect(scene.call).toMatchObject({
      state: 'live',
      transport: each.used,
      notices: [],
      // The resampler's last 2 ms are in a frame of their own.
      metrics: { framesOut: REPLY_MS / 20 + 1, framesLost: 0 },
    });
    expect(scene.call.metrics.framesIn).toBeGreaterThan(150);

    await phone.hangUp();
    await scene.untilCall((ended) => ended.endReason === 'caller-hung-up');
    await stage.lab.waitUntilIdle();
  });
});

/** One of each technology. */
const TRANSPORTS = CASES.filter(({ wanted, format }) => wanted !== 'auto' && format === undefined);

describe.each(TRANSPORTS)('a media channel that dies in a call over $wanted', (each) => {
  it('is replaced within 500 ms, and the answer goes on where it broke off', timed, async () => {
    const scene = await stage.open(settingsOf(each), { replyMs: 5_000 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await sleep(1_500);
    const { body } = await stage.lab.ari('GET', '/channels');
    const media = (body as { id: string; name: string }[]).filter(
      ({ name }) => !name.startsWith('PJSIP/'),
    );
    expect(media).toHaveLength(1);
    await stage.lab.ari('DELETE', `/channels/${media[0]?.id ?? ''}`);
    await scene.untilTurns((all) => finished(all, 'agent') === 1, 15_000);
    await sleep(500);

    const { heard } = await phone.audio();
    const answers = answersIn(heard, 'Puck');
    const holeMs =
      answers.length === 1
        ? (answers[0]?.longestHoleMs ?? 0)
        : (answers[1]?.startEpochMs ?? 0) - (answers[0]?.endEpochMs ?? 0);
    const soundMs = answers.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(answers.length).toBeLessThanOrEqual(2);
    expect(holeMs).toBeLessThan(500);
    expect(Math.abs(soundMs - 5_000)).toBeLessThanOrEqual(LOST_MS);
    await scene.untilCall((call) => call.state === 'live' && call.notices.length === 0);
    expect(scene.call.transport).toBe(each.used);
  });
});

describe.each(TRANSPORTS)('a barge-in over $wanted', (each) => {
  it('silences the agent within a few frames', timed, async () => {
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
});

describe('the automatic choice', () => {
  it('takes RTP for the call when the WebSocket cannot be opened, and says so', async () => {
    // What stands between the two lets ARI through, but not the media sockets.
    const proxy = await stage.proxy();
    proxy.refuse('/media/', true);
    const scene = await stage.open({}, { replyMs: REPLY_MS }, { proxy });
    await scene.cordboard.until(({ health }) => /websocket-dial/.test(wordsIn(health.mediaServer)));
    const phone = await scene.phone({ says: QUESTION });
    await phone.call('1000');
    await scene.untilTurns((all) => finished(all, 'agent') === 1, 15_000);
    expect(scene.call).toMatchObject({ state: 'live', transport: 'rtp' });
    const { health } = scene.cordboard.pipeline.control.snapshot();
    expect(health.mediaServer).toMatchObject({ state: 'ready' });
    expect(wordsIn(health.mediaServer)).toMatch(/^Audio by rtp, because a better way failed: /);
  });
});
