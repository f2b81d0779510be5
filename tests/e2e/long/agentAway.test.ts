import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { toneSegments } from '#support/audio/toneSegments';
import { toneHzForVoice } from '#support/gemini/standInGemini';
import { useStallWatch } from '#support/machine/stalls';
import { finished, QUESTION, useStage } from '../stage/harness';

/** Pitch of the comfort tone; the voice Kore lies far from it. */
const COMFORT_HZ = 425;

const timed = useStallWatch();
const stage = useStage();

describe('while the agent is away', () => {
  it('plays the caller soft tones, and nothing more once it is back', timed, async () => {
    const scene = await stage.open({ GEMINI_VOICE: 'Kore' }, { replyMs: 800 }, { times: {} });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    scene.gemini.knobs.refuseUpgrade = 503;
    scene.gemini.lastSession.close(1011, 'Service is currently unavailable.');
    await sleep(7_000);
    scene.gemini.knobs.refuseUpgrade = null;
    await scene.untilCall(({ agentLink }) => agentLink === 'ready', 15_000);
    await sleep(1_000);
    const { heard } = await phone.audio();
    const tones = toneSegments(heard, COMFORT_HZ, 300);
    expect(tones.length).toBeGreaterThanOrEqual(2);
    for (const { durationMs } of tones) {
      expect(durationMs).toBeGreaterThan(250);
      expect(durationMs).toBeLessThan(450);
    }
    const [first, second] = tones;
    expect((second?.startEpochMs ?? 0) - (first?.startEpochMs ?? 0)).toBeGreaterThan(3_800);
    await phone.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    const after = (await phone.audio()).heard;
    expect(toneSegments(after, COMFORT_HZ, 300)).toHaveLength(tones.length);
    expect(toneSegments(after, toneHzForVoice('Kore'), 300)).toHaveLength(2);
  });

  it('sends the call to the fallback when it stays away', timed, async () => {
    const scene = await stage.open({ AGENT_AWAY_LIMIT: '3' }, { replyMs: 800 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    scene.gemini.knobs.refuseUpgrade = 503;
    scene.gemini.lastSession.close(1011, 'Service is currently unavailable.');
    const lostMs = performance.now();
    const call = await scene.untilCall(({ state }) => state === 'ended', 15_000);
    expect(call.endReason).toBe('agent-unavailable');
    expect(performance.now() - lostMs).toBeLessThan(5_000);
  });
});
