import { describe, expect, it } from 'vitest';
import { firstLoudSample, lastLoudSample } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { readWav } from '#support/audio/wavFile';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import {
  finished,
  QUESTION,
  QUICK,
  type Scene,
  SHORT_QUESTION,
  talking,
  useStage,
} from './stage/harness';
import { answersIn } from './stage/listening';

const REPLY_MS = 500;
const PRE_ROLL_MS = 200;
/** VAD_SILENCE_THRESHOLD as it is by default. */
const SILENCE_MS = 500;
const TOLERANCE_MS = 250;
const LOUD = 500;
const LOCAL = { ENDPOINTING: 'local' };
const timed = useStallWatch();
const stage = useStage();

/** The caller asks; resolves when `answers` answers were heard in all. */
async function ask(scene: Scene, phone: SipPhone, text: string, answers: number): Promise<void> {
  await phone.say(await makeSpeech(text));
  await scene.untilTurns((turns) => finished(turns, 'agent') === answers, 15_000);
  expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(answers);
}

/** From the first loud sample of a text to its last, ms. */
async function lengthMs(text: string): Promise<number> {
  const { samples, sampleRateHz } = await readWav(await makeSpeech(text));
  const first = firstLoudSample(samples, LOUD) ?? 0;
  return ((lastLoudSample(samples, LOUD) ?? 0) - first) / (sampleRateHz / 1_000);
}

describe('turns that are found here', () => {
  it('are what the service hears, and nothing between them', timed, async () => {
    const scene = await stage.open(LOCAL, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    await ask(scene, phone, SHORT_QUESTION, 2);
    const session = scene.gemini.lastSession;
    expect(session.ear.discardedSamples).toBe(0);
    const heardMs = session.callerAudio.length / 16;
    const saidMs = 2 * (await lengthMs(SHORT_QUESTION));
    // Each turn has some audio from before its onset, and the silence by which its end was found.
    expect(heardMs).toBeGreaterThan(saidMs);
    expect(heardMs).toBeLessThan(saidMs + 2 * (PRE_ROLL_MS + SILENCE_MS + TOLERANCE_MS));
  });

  it('are answered once when the connection is lost in the middle of one', async () => {
    const scene = await stage.open(LOCAL, { replyMs: REPLY_MS });
    const phone = await talking(scene);
    const saying = phone.say(await makeSpeech(QUESTION));
    await scene.untilCall((call) => call.callerSpeaking);
    scene.gemini.lastSession.cut();
    await saying;
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 15_000);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(2);
    expect(scene.gemini.lastSession.setup?.handle).toMatch(/^handle-/);
  });
});

describe('a connection that gets old', () => {
  it('is replaced between two turns, and the caller hears nothing of it', async () => {
    const times = { ...QUICK, agent: { ...QUICK.agent, renewAfterMs: 1_000 } };
    const scene = await stage.open({}, { replyMs: REPLY_MS }, { times });
    const phone = await talking(scene);
    await scene.gemini.waitFor(() => scene.gemini.sessions.length >= 2, 5_000);
    await ask(scene, phone, SHORT_QUESTION, 2);
    expect(scene.gemini.sessions[0]?.closed?.code).toBe(1000);
    // A third one may just be opening.
    expect(scene.gemini.sessions[1]?.setup?.handle).toMatch(/^handle-/);
    expect(scene.gemini.sessions.flatMap((session) => session.turns)).toHaveLength(2);
  });
});
