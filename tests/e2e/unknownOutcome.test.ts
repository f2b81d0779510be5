/** Requests to Asterisk that are late, or whose answer is lost: they may have been carried out. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import { finished, SHORT_QUESTION, useStage } from './stage/harness';
import { loudMsAfter, untilHeard } from './stage/listening';
import { act, MUSIC_CONFIG, MUSIC_SETTING, untilRegistered } from './stage/supervising';

const timed = useStallWatch();
const stage = useStage(MUSIC_CONFIG);

describe('music on hold whose answer is lost', () => {
  it('is ended with the hold, and the caller hears the agent alone', timed, async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open(MUSIC_SETTING, { replyMs: 600 }, { proxy });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    proxy.loseAnswers(/^POST .*\/moh/);
    const heldAt = Date.now();
    const holding = act(scene, { kind: 'hold' });
    await untilHeard(phone, 500, heldAt);
    expect(scene.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    proxy.loseAnswers(null);
    await holding;
    await act(scene, { kind: 'resume' });
    await scene.untilCall((call) => call.state === 'live');
    await sleep(300);
    const backAt = Date.now();
    await sleep(700);
    expect(loudMsAfter((await phone.audio()).heard, backAt)).toBe(0);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
  });

  it('keeps the agent silent until it is known to have ended', timed, async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open(MUSIC_SETTING, { replyMs: 600 }, { proxy });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await act(scene, { kind: 'hold' });
    proxy.loseAnswers(/^DELETE .*\/moh/);
    const resuming = act(scene, { kind: 'resume' });
    await sleep(1_000);
    expect(scene.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    proxy.loseAnswers(null);
    await resuming;
    await scene.untilCall((call) => call.state === 'live' && call.agentState === 'listening');
  });
});

describe('a consultation whose two are being connected', () => {
  it('is not cancelled any more: the caller would be lost', timed, async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open({}, {}, { proxy });
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await act(scene, { kind: 'consult', target: '2002' });
    await scene.untilCall((call) => call.consultation?.state === 'talking');
    proxy.delay(/\/continue/, 600);
    const completing = act(scene, { kind: 'completeTransfer' });
    await scene.untilCall((call) => call.consultation?.state === 'joining');
    const { control } = scene.cordboard.pipeline;
    expect(await control.command(scene.call.id, { kind: 'cancelTransfer' })).toMatchObject({
      error: { kind: 'invalid-state' },
    });
    await completing;
    await scene.untilCall((call) => call.endReason === 'transferred');
    await sleep(1_000);
    expect([ana.state.kind, ben.state.kind]).toEqual(['established', 'established']);
  });
});
