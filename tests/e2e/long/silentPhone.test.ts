/**
 * A telephone that sends nothing while the agent speaks: on mute, or because it leaves silence out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { rmsEnvelope, rmsOf } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, type Scene, useStage } from '../stage/harness';
import { answersIn } from '../stage/listening';
import { onlyRecording } from '../stage/recordings';

const REPLY_MS = 5_000;
/** The telephone sends nothing for about this long. */
const SILENT_MS = 8_000;

const timed = useStallWatch();
const stage = useStage();

/** Puts a headset on the call. Returns how much it hears of the agent, ms. */
function listenTo(scene: Scene): () => number {
  let loudFrames = 0;
  const opened = scene.cordboard.pipeline.control.openHeadset(
    scene.call.id,
    { sides: 'line', behindMs: 0 },
    {
      onFrame: (heard) => {
        const samples = new Int16Array(heard.buffer, heard.byteOffset, heard.length / 2);
        loudFrames += rmsOf(samples) > 300 ? 1 : 0;
      },
      onClose: () => undefined,
    },
  );
  expect(opened.ok).toBe(true);
  return () => loudFrames * 20;
}

/** Ids of all channels and bridges in Asterisk. */
async function idsInAsterisk(): Promise<readonly string[]> {
  const answers = await Promise.all([
    stage.lab.ari('GET', '/channels'),
    stage.lab.ari('GET', '/bridges'),
  ]);
  return answers.flatMap(({ body }) => (body as { readonly id: string }[]).map(({ id }) => id));
}

it('is recorded and listened to all the same, and keeps its audio path', timed, async () => {
  const scene = await stage.open(
    { ENABLE_CALL_RECORDING: 'true', WATCHDOG_NO_MEDIA: '2' },
    { replyMs: REPLY_MS },
  );
  const phone = await scene.phone({ says: QUESTION });
  await phone.call('1000');
  await scene.untilCall(({ recording }) => recording === 'on');
  const recordedFromMs = Date.now();
  const heardMs = listenTo(scene);
  await scene.untilCall(({ agentState }) => agentState === 'speaking');
  const before = await idsInAsterisk();
  phone.freeze(true);
  try {
    await sleep(SILENT_MS);
    expect(finished(scene.turns, 'agent')).toBe(1);
    expect(scene.call.notices).toMatchObject([{ kind: 'no-media', severity: 'info' }]);
    expect(heardMs()).toBeGreaterThan(REPLY_MS - 300);
  } finally {
    phone.freeze(false);
  }
  await scene.untilCall(({ notices }) => notices.length === 0);
  await phone.say(await makeSpeech(QUESTION));
  await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 20_000);
  expect(await idsInAsterisk()).toEqual(before);
  await phone.hangUp();
  const { endedAt } = await scene.untilCall(({ state }) => state === 'ended');
  const { heard } = await phone.audio();
  const { left, right, sampleRateHz } = await onlyRecording(scene);

  const recordedMs = (endedAt ?? 0) - recordedFromMs;
  expect(Math.abs((left.length / sampleRateHz) * 1_000 - recordedMs)).toBeLessThan(150);
  // Both answers, as the caller heard them, at the same distance from each other.
  const loud = rmsEnvelope(right, sampleRateHz).flatMap((rms, at) => (rms > 300 ? [at * 20] : []));
  expect(loud.length * 20).toBeGreaterThan(2 * REPLY_MS - 300);
  const second = loud.findIndex((atMs, index) => atMs - (loud[index - 1] ?? atMs) > 1_000);
  const apartMs = (loud[second] ?? 0) - (loud[0] ?? 0);
  const answers = answersIn(heard, 'Puck');
  expect(answers).toHaveLength(2);
  const heardApartMs = (answers[1]?.startEpochMs ?? 0) - (answers[0]?.startEpochMs ?? 0);
  expect(Math.abs(apartMs - heardApartMs)).toBeLessThan(100);
});

describe('a caller who sends no audio', () => {
  it('keeps their call, their audio path is left alone, and they are heard when it comes again', async () => {
    const scene = await stage.open({ WATCHDOG_NO_MEDIA: '2' }, { replyMs: 500 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    phone.freeze(true);
    try {
      await scene.untilCall(({ notices }) => notices.some(({ kind }) => kind === 'no-media'));
      await sleep(4_000);
    } finally {
      phone.freeze(false);
    }
    await scene.untilCall(({ notices }) => notices.length === 0);
    const log = scene.cordboard.log();
    expect(log).toContain('no audio comes over the media connection');
    expect(log).not.toContain('media connection lost');
    expect(scene.gemini.sessions).toHaveLength(1);
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(2);
  });
});
