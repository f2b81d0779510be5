import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { toneSegments } from '#support/audio/toneSegments';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { finished, QUESTION, type Scene, SHORT_QUESTION, useStage } from './stage/harness';
import { loudMsAfter, untilHeard } from './stage/listening';
import {
  act,
  MICROPHONE_HZ,
  MUSIC_CONFIG,
  MUSIC_SETTING,
  TestHeadset,
  untilRegistered,
} from './stage/supervising';

const timed = useStallWatch();
const stage = useStage(MUSIC_CONFIG);

/** Extension of the second phone of a scene (asterisk-config/extensions.conf). */
const BEN = '2002';

/** A caller who talks to the agent, and a second phone that can be called. */
async function startCall(
  receive: 'auto' | 'manual' = 'auto',
): Promise<{ scene: Scene; ana: SipPhone; ben: SipPhone }> {
  const scene = await stage.open({ ...MUSIC_SETTING, OUTBOUND_RING_TIME: '5' }, { replyMs: 500 });
  const ana = await scene.phone({ says: '' });
  const ben = await scene.phone({ says: '', receive });
  await untilRegistered(ben);
  await ana.call('1000');
  await scene.untilCall((call) => call.state === 'live');
  return { scene, ana, ben };
}

/** What one phone says is heard by the other. */
async function expectHears(listener: SipPhone, speaker: SipPhone): Promise<void> {
  const from = Date.now();
  await speaker.say(await makeSpeech(QUESTION));
  await untilHeard(listener, 600, from);
}

describe('a blind transfer', () => {
  it('connects the caller with the extension, and is the end of the call for Cordboard', async () => {
    const { scene, ana, ben } = await startCall();
    await act(scene, { kind: 'transfer', target: BEN });
    expect(scene.call).toMatchObject({ state: 'ended', endReason: 'transferred' });
    await ben.waitFor('established');
    await scene.gemini.untilNoneOpen();
    await expectHears(ben, ana);
    await expectHears(ana, ben);
    expect(await stage.lab.countBridges()).toBe(1);
    await ana.hangUp();
    await ben.waitFor('closed');
  });

  it('of a caller on hold ends the music', timed, async () => {
    const { scene, ana, ben } = await startCall();
    const heldAt = Date.now();
    await act(scene, { kind: 'hold' });
    await untilHeard(ana, 500, heldAt);
    await act(scene, { kind: 'transfer', target: BEN });
    await ben.waitFor('established');
    await sleep(300);
    const from = Date.now();
    await sleep(1_000);
    expect(loudMsAfter((await ana.audio()).heard, from)).toBeLessThan(100);
    await ana.hangUp();
    await ben.waitFor('closed');
  });

  it('to an extension that the dialplan does not have is refused, and the caller stays', async () => {
    const { scene, ana } = await startCall();
    const { control } = scene.cordboard.pipeline;
    const sent = await control.command(scene.call.id, { kind: 'transfer', target: '4711' });
    expect(sent).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(sent.ok ? '' : sent.error.message).toContain('4711');
    await ana.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
  });

  it('goes on without Cordboard', async () => {
    const { scene, ana, ben } = await startCall();
    await act(scene, { kind: 'transfer', target: BEN });
    await ben.waitFor('established');
    await scene.cordboard.stop();
    await expectHears(ben, ana);
    await ana.hangUp();
    await ben.waitFor('closed');
  });
});

describe('an attended transfer', () => {
  let headset: TestHeadset | null = null;
  afterEach(() => {
    headset?.stop();
    headset = null;
  });

  it(
    'lets the supervisor ask the party while the caller hears music, then connects the two',
    timed,
    async () => {
      const { scene, ana, ben } = await startCall();
      headset = new TestHeadset(scene);
      const askedAt = Date.now();
      await act(scene, { kind: 'consult', target: BEN });
      expect(scene.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
      await ben.waitFor('established');
      await scene.untilCall((call) => call.consultation?.state === 'talking');
      await untilHeard(ana, 500, askedAt);
      const talkingAt = Date.now();
      const heardBefore = headset.loudMs;
      await ben.say(await makeSpeech(QUESTION));
      await untilHeard(ben, 1_000, talkingAt);
      const { heard } = await ben.audio();
      expect(toneSegments(heard, MICROPHONE_HZ, 300).length).toBe(1);
      expect(toneSegments((await ana.audio()).heard, MICROPHONE_HZ)).toEqual([]);
      expect(headset.loudMs - heardBefore).toBeGreaterThan(500);
      await act(scene, { kind: 'completeTransfer' });
      expect(scene.call).toMatchObject({ state: 'ended', endReason: 'transferred' });
      await sleep(300);
      await expectHears(ben, ana);
      await expectHears(ana, ben);
      expect(await stage.lab.countBridges()).toBeLessThanOrEqual(2);
      await ana.hangUp();
      await ben.waitFor('closed');
    },
  );

  it('ends for both when the party hangs up', async () => {
    const { scene, ana, ben } = await startCall();
    await act(scene, { kind: 'consult', target: BEN });
    await scene.untilCall((call) => call.consultation?.state === 'talking');
    await act(scene, { kind: 'completeTransfer' });
    await sleep(500);
    await ben.hangUp();
    await ana.waitFor('closed');
  });

  it('can be cancelled: the party is hung up and the caller talks to the agent again', async () => {
    const { scene, ana, ben } = await startCall();
    await act(scene, { kind: 'consult', target: BEN });
    await scene.untilCall((call) => call.consultation?.state === 'talking');
    await act(scene, { kind: 'cancelTransfer' });
    await ben.waitFor('closed');
    expect(scene.call).toMatchObject({ state: 'live', heldBy: null, consultation: null });
    await ana.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
  });

  it('that nobody answers brings the caller back, and says so', async () => {
    const { scene, ana } = await startCall('manual');
    await act(scene, { kind: 'consult', target: BEN });
    const call = await scene.untilCall((now) => now.consultation === null && now.state === 'live');
    expect(call.notices).toMatchObject([{ kind: 'consultation', severity: 'warn' }]);
    await ana.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
  });

  it('that the party ends by hanging up brings the caller back', async () => {
    const { scene, ben } = await startCall();
    await act(scene, { kind: 'consult', target: BEN });
    await scene.untilCall((call) => call.consultation?.state === 'talking');
    await ben.hangUp();
    const call = await scene.untilCall((now) => now.consultation === null && now.state === 'live');
    expect(call.notices).toMatchObject([{ message: 'The consulted party hung up.' }]);
  });

  it('is given up when the caller hangs up: nobody is left on the line', async () => {
    const { scene, ana, ben } = await startCall();
    await act(scene, { kind: 'consult', target: BEN });
    await scene.untilCall((call) => call.consultation?.state === 'talking');
    await ana.hangUp();
    await ben.waitFor('closed');
    await scene.untilCall((call) => call.state === 'ended');
  });
});
