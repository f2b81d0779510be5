/** What a supervisor hears of a call, and what they do for a caller who hears nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type HeadsetSides, type Listening, LIVE } from '#model/headset';
import { rmsOf } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, type Scene, useStage } from './stage/harness';
import { act } from './stage/supervising';

const timed = useStallWatch();
const stage = useStage();

const REPLY_MS = 2_500;

/** Frames with an RMS above this have speech or the agent's tone. */
const LOUD_RMS = 200;

/** Puts a headset on the newest call; `loudMs` is how much of what it plays is loud. */
function listen(scene: Scene, listening: Listening, by: string) {
  let loudFrames = 0;
  const opened = scene.cordboard.pipeline.control.openHeadset(
    scene.call.id,
    listening,
    {
      onFrame: (frame) => {
        const samples = new Int16Array(frame.buffer, frame.byteOffset, frame.length / 2);
        loudFrames += rmsOf(samples) > LOUD_RMS ? 1 : 0;
      },
      onClose: () => undefined,
    },
    by,
  );
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  return { audio: opened.value, loudMs: () => loudFrames * 20 };
}

const only = (sides: HeadsetSides): Listening => ({ sides, behindMs: 0 });

describe('supervisors who listen to a call', timed, () => {
  it('hear each the side they chose, at the same time, and are named', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    const caller = listen(scene, only('caller'), 'window:ann');
    const agent = listen(scene, only('agent'), 'api:ben');
    const line = listen(scene, only('line'), 'api:cem');
    await scene.untilCall((call) => call.listeners.length === 3);
    expect(scene.call).toMatchObject({
      listeners: ['window:ann', 'api:ben', 'api:cem'],
      speaker: null,
    });
    await act(scene, { kind: 'muteAgent', on: true });
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') >= 1, 20_000);
    expect(caller.loudMs()).toBeGreaterThan(500);
    expect(agent.loudMs()).toBeGreaterThan(REPLY_MS - 500);
    // The caller hears nothing of a muted agent, and neither does who listens with their ear.
    expect(line.loudMs()).toBe(0);
  });

  it('hear what was said before they came, in two thirds of the time, and then the present', async () => {
    const scene = await stage.open({}, { replyMs: REPLY_MS });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 20_000);
    await sleep(1_000);
    const late = listen(scene, { sides: 'line', behindMs: 20_000 }, 'window:ann');
    const live = listen(scene, LIVE, 'api:ben');
    const { behindMs } = late.audio;
    expect(behindMs).toBeGreaterThan(REPLY_MS);
    await sleep(2 * behindMs + 1_000);
    expect(live.loudMs()).toBe(0);
    expect(late.loudMs()).toBeGreaterThan((2 / 3) * REPLY_MS - 300);
    expect(late.loudMs()).toBeLessThan((2 / 3) * REPLY_MS + 300);
  });
});

describe('a supervisor whose caller waits', timed, () => {
  it('has the agent say it again, connects it anew, and gives it another model', async () => {
    const scene = await stage.open({}, { replyMs: 600 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 20_000);
    await act(scene, { kind: 'repromptAgent' });
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2, 20_000);
    await act(scene, { kind: 'reconnectAgent' });
    await scene.untilCall((call) => call.agentLink === 'ready' && call.metrics.agentReconnects > 0);
    const model = 'gemini-3.8-live-extended-thinking';
    scene.gemini.knobs.models = [...scene.gemini.knobs.models, model];
    await act(scene, { kind: 'changeModel', model });
    await scene.untilCall((call) => call.model === model && call.pendingModel === null, 15_000);
    expect(scene.gemini.sessions.at(-1)?.setup?.message.model).toContain(model);
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 3, 20_000);
  });
});
