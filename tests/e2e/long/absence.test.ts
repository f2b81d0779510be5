/** A supervisor who is gone while a caller depends on them: the agent or a person comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { type Scene, useStage } from '../stage/harness';
import { heardMs, untilHeard } from '../stage/listening';
import {
  act,
  MUSIC_CONFIG,
  MUSIC_SETTING,
  TestHeadset,
  untilRegistered,
} from '../stage/supervising';

const timed = useStallWatch();
const stage = useStage(MUSIC_CONFIG);

/** Longest silence of a caller until the agent or a person is there, ms. */
const ALONE_MS = 10_000;

/** Extension of the second phone. */
const BEN = '2002';

async function startCall(
  settings: Readonly<Record<string, string>> = {},
): Promise<{ scene: Scene; phone: SipPhone }> {
  const scene = await stage.open({ ...MUSIC_SETTING, ...settings }, { replyMs: 1_000 });
  const phone = await scene.phone({ says: '' });
  await phone.call('1000');
  await scene.untilCall((call) => call.state === 'live');
  return { scene, phone };
}

describe('a supervisor who has taken a call over', () => {
  it(
    'without a microphone is replaced by the agent, which speaks, within 10 s',
    timed,
    async () => {
      const { scene, phone } = await startCall();
      const takenAt = Date.now();
      await act(scene, { kind: 'takeOver' });
      await untilHeard(phone, 500, takenAt, ALONE_MS + 500);
      expect(scene.call).toMatchObject({ floor: 'agent', notices: [{ kind: 'supervisor-gone' }] });
    },
  );

  it('is replaced by the agent when the microphone stalls in the talk', timed, async () => {
    const { scene, phone } = await startCall();
    const headset = new TestHeadset(scene);
    await act(scene, { kind: 'takeOver' });
    await untilHeard(phone, 1_000, 0);
    // The headset still listens; only its microphone is silent.
    headset.mute();
    await sleep(500);
    const mutedAt = Date.now();
    await untilHeard(phone, 500, mutedAt, ALONE_MS + 500);
    expect(scene.call.floor).toBe('agent');
    headset.stop();
  });

  it('is not joined by a second one who speaks in the same call', async () => {
    const { scene } = await startCall();
    const headset = new TestHeadset(scene);
    await act(scene, { kind: 'takeOver' });
    const { speaker } = scene.call;
    const { control } = scene.cordboard.pipeline;
    const second = await control.command(scene.call.id, { kind: 'takeOver' }, 'api:ben');
    expect(second).toMatchObject({ error: { phrase: phrase('refused.taken-over-already') } });
    expect(scene.call.speaker).toBe(speaker);
    headset.stop();
  });
});

describe('a supervisor who asks a third party and is gone', () => {
  it('has their caller back with the agent, and the party is hung up', async () => {
    const { scene } = await startCall();
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await act(scene, { kind: 'consult', target: BEN });
    await scene.untilCall((call) => call.consultation?.state === 'talking');
    await scene.untilCall((call) => call.consultation === null, ALONE_MS);
    expect(scene.call).toMatchObject({ state: 'live', heldBy: null });
    await ben.waitFor('closed');
  });
});

describe('a supervisor who leaves a caller waiting', () => {
  it('on hold has them back with the agent after HOLD_LIMIT', async () => {
    const { scene } = await startCall({ HOLD_LIMIT: '3' });
    await act(scene, { kind: 'hold' });
    await sleep(1_500);
    expect(scene.call.state).toBe('held');
    await scene.untilCall((call) => call.state === 'live', 5_000);
    expect(scene.call.notices).toMatchObject([{ kind: 'hold-limit' }]);
  });

  it('with a paused agent lets them hear music within 10 s, not silence', timed, async () => {
    const { scene, phone } = await startCall();
    const before = await heardMs(phone);
    const pausedAt = Date.now();
    await act(scene, { kind: 'pauseAgent', on: true });
    await sleep(5_000);
    expect(await heardMs(phone)).toBe(before);
    await untilHeard(phone, 500, pausedAt, ALONE_MS - 5_000 + 500);
    await act(scene, { kind: 'pauseAgent', on: false });
    expect(scene.call).toMatchObject({ state: 'live', agentPaused: false });
  });

  it('ringing lets them go to the fallback after RING_LIMIT', async () => {
    const scene = await stage.open({ AUTO_ANSWER_CALLS: 'false', RING_LIMIT: '2' });
    const phone = await scene.phone({ says: '' });
    await phone.dial('1000');
    await phone.waitFor('ringing');
    const rangAt = Date.now();
    await scene.untilCall((call) => call.endReason === 'rang-out', 5_000);
    await phone.waitFor('established');
    await untilHeard(phone, 600, rangAt);
  });
});
