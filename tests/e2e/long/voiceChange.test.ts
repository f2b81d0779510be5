import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import {
  finished,
  QUESTION,
  type Scene,
  SHORT_QUESTION,
  talking,
  useStage,
} from '../stage/harness';
import { answersIn, matchOf } from '../stage/listening';

const timed = useStallWatch();
const stage = useStage();

async function changeVoice(scene: Scene): Promise<void> {
  const asked = await scene.cordboard.pipeline.control.command(scene.call.id, {
    kind: 'changeVoice',
    voice: 'Kore',
  });
  expect(asked).toMatchObject({ ok: true });
}

/** Length of each stretch of a voice, ms. A voice that stuttered would be in several. */
async function heardTone(phone: SipPhone, voice: 'Puck' | 'Kore'): Promise<number[]> {
  const { heard } = await phone.audio();
  return answersIn(heard, voice).map((segment) => segment.durationMs);
}

describe('a voice change in a running call', timed, () => {
  it('is heard in the next answer, the talk resumed by its handle', async () => {
    const scene = await stage.open({}, { replyMs: 600 });
    const phone = await talking(scene);
    await changeVoice(scene);
    await scene.untilCall((call) => call.voice === 'Kore' && call.pendingVoice === null);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    const turns = await scene.untilTurns((all) => finished(all, 'agent') === 2);

    expect(await heardTone(phone, 'Puck')).toHaveLength(1);
    expect(await heardTone(phone, 'Kore')).toEqual([expect.closeTo(600, -2)]);
    const [first, second] = scene.gemini.sessions;
    expect(second?.setup).toMatchObject({ voice: 'Kore', handle: expect.any(String) as string });
    expect(second?.clientContents).toEqual([]);
    expect(first?.closed).not.toBeNull();
    expect(turns.map((turn) => [turn.speaker, turn.text])).toEqual([
      ['caller', 'This is question number 1.'],
      ['agent', 'This is answer number 1 of the agent.'],
      ['system', 'Voice changed to Kore'],
      ['caller', 'This is question number 2.'],
      ['agent', 'This is answer number 2 of the agent.'],
    ]);
    const { metrics } = await scene.untilCall((call) => call.metrics.voiceChanges === 1);
    expect(metrics.agentReconnects).toBe(0);
  });

  it.each([
    { moment: 'in the middle of a sentence', says: QUESTION, afterMs: 700 },
    { moment: 'right after the question', says: SHORT_QUESTION, afterMs: 900 },
  ])('asked for $moment waits for the answer', async ({ says, afterMs }) => {
    const scene = await stage.open({}, { replyMs: 600, replyDelayMs: 600 });
    const phone = await talking(scene);
    const [first] = scene.gemini.sessions;
    const saying = phone.say(await makeSpeech(says));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await changeVoice(scene);
    await saying;
    await scene.untilCall((call) => call.voice === 'Kore' && call.pendingVoice === null);
    expect(first?.turns).toHaveLength(2);
    expect(finished(scene.turns, 'agent')).toBe(2);
    expect(await heardTone(phone, 'Puck')).toHaveLength(2);
  });

  it('begins a fresh session that gets the talk as text when the handle has expired', async () => {
    const scene = await stage.open({}, { replyMs: 600 });
    const phone = await talking(scene);
    scene.gemini.expireHandles();
    await changeVoice(scene);
    await scene.untilCall((call) => call.voice === 'Kore' && call.pendingVoice === null);
    const { lastSession } = scene.gemini;
    await scene.gemini.waitFor(() => lastSession.clientContents.length === 1);
    expect(lastSession.setup).toMatchObject({ voice: 'Kore', handle: null });
    expect(lastSession.clientContents[0]).toMatchObject({
      turns: [
        { role: 'user', parts: [{ text: 'This is question number 1.' }] },
        { role: 'model', parts: [{ text: 'This is answer number 1 of the agent.' }] },
      ],
      turnComplete: false,
    });
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((all) => finished(all, 'agent') === 2);
    expect(await heardTone(phone, 'Kore')).toHaveLength(1);
    expect(phone.state.kind).toBe('established');
    await scene.untilCall((call) => call.metrics.voiceChanges === 1);
  });

  it('waits for the end of an answer that is being heard', async () => {
    const scene = await stage.open({}, { replyMs: 2_500 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    await changeVoice(scene);
    await scene.untilCall((call) => call.pendingVoice === 'Kore' && call.voice === 'Puck');
    expect(scene.gemini.sessions).toHaveLength(1);
    await scene.untilCall((call) => call.voice === 'Kore' && call.pendingVoice === null);
    expect(scene.turns).toMatchObject([
      { speaker: 'caller' },
      { speaker: 'agent', status: 'final' },
      { speaker: 'system', text: 'Voice changed to Kore' },
    ]);
    expect(await heardTone(phone, 'Puck')).toEqual([expect.closeTo(2_500, -2)]);
  });

  it('cuts an answer that does not end within 5 s, which goes on in the new voice', async () => {
    const scene = await stage.open({}, { replyMs: 9_000 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.agentState === 'speaking');
    scene.gemini.knobs.replyMs = 500;
    await changeVoice(scene);
    await scene.untilCall((call) => call.voice === 'Kore' && call.pendingVoice === null);
    expect(scene.turns.find((turn) => turn.speaker === 'agent')?.status).toBe('truncated');
    const [heardMs] = await heardTone(phone, 'Puck');
    expect(heardMs).toBeGreaterThan(4_800);
    expect(heardMs).toBeLessThan(5_800);
    await scene.untilTurns((all) => finished(all, 'agent') === 2);
    expect(await heardTone(phone, 'Kore')).toEqual([expect.closeTo(500, -2)]);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((all) => finished(all, 'agent') === 3);
    expect(await heardTone(phone, 'Kore')).toHaveLength(2);
    expect(scene.call.metrics.bargeIns).toBe(0);
  });

  it('loses nothing of what the caller says meanwhile', async () => {
    const scene = await stage.open({}, { replyMs: 500, setupDelayMs: 0 });
    const phone = await talking(scene);
    scene.gemini.knobs.setupDelayMs = 800;
    await changeVoice(scene);
    await scene.untilCall((call) => call.agentLink === 'switching-voice');
    const spokenAt = Date.now();
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((all) => finished(all, 'agent') === 2);
    const { said } = await phone.audio();
    const match = matchOf(said, scene.gemini.lastSession.callerAudio, spokenAt);
    expect(match.correlation).toBeGreaterThanOrEqual(0.97);
    expect(match.p5Db).toBeGreaterThanOrEqual(20);
    expect(await heardTone(phone, 'Kore')).toHaveLength(1);
  });
});
