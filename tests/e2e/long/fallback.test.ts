import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE_ID, type ProfileFallback } from '#model/profile';
import { makeSpeech } from '#support/audio/speech';
import { finished, QUESTION, QUICK, type Scene, useStage } from '../stage/harness';
import { loudMsAfter, untilHeard } from '../stage/listening';
import { MUSIC_CONFIG, MUSIC_SETTING, untilRegistered } from '../stage/supervising';

const stage = useStage(MUSIC_CONFIG);

/** Extension of the second phone of a scene. */
const BEN = '2002';

async function setFallback(scene: Scene, fallback: ProfileFallback): Promise<void> {
  const { profiles } = scene.cordboard;
  const profile = profiles.find(DEFAULT_PROFILE_ID);
  expect(await profiles.save({ ...profile, fallback })).toMatchObject({ ok: true });
}

/** Gemini goes away in the middle of a call. */
function loseGemini(scene: Scene): void {
  scene.gemini.knobs.refuseUpgrade = 503;
  scene.gemini.openSessions[0]?.close(1011, 'Internal error encountered.');
}

describe('a caller whose agent does not come back', () => {
  it('is transferred where the profile says', async () => {
    const scene = await stage.open();
    await setFallback(scene, { kind: 'transfer', extension: BEN });
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '', receive: 'auto' });
    await untilRegistered(ben);
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    loseGemini(scene);
    await ben.waitFor('established');
    expect(scene.call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
    const from = Date.now();
    await ana.say(await makeSpeech(QUESTION));
    await untilHeard(ben, 600, from);
    await ana.hangUp();
    await ben.waitFor('closed');
  });

  it('hears the announcement when the profile names a missing extension', async () => {
    const scene = await stage.open();
    await setFallback(scene, { kind: 'voicemail', extension: '4711' });
    const ana = await scene.phone({ says: '' });
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    const from = Date.now();
    loseGemini(scene);
    await scene.untilCall((call) => call.state === 'ended');
    await untilHeard(ana, 600, from);
    expect(ana.state.kind).toBe('established');
  });

  it('is hung up when the profile says so, also when there was no agent from the start', async () => {
    const scene = await stage.open({}, { refuseUpgrade: 503 });
    await setFallback(scene, { kind: 'hang-up' });
    const ana = await scene.phone({ says: '' });
    await ana.dial('1000');
    await ana.waitFor('closed');
    expect(scene.call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
  });
});

describe('a caller whose agent is away for some seconds', () => {
  it('hears music with AGENT_AWAY_SOUND=music, until it is back', async () => {
    const scene = await stage.open(
      { ...MUSIC_SETTING, AGENT_AWAY_SOUND: 'music' },
      { replyMs: 500 },
      {
        times: {
          ...QUICK,
          agent: { ...QUICK.agent, firstBackoffMs: 1_500, recoveryBudgetMs: 15_000 },
        },
      },
    );
    const ana = await scene.phone({ says: '' });
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    const from = Date.now();
    loseGemini(scene);
    await untilHeard(ana, 1_000, from);
    scene.gemini.knobs.refuseUpgrade = null;
    await scene.untilCall((call) => call.agentLink === 'ready');
    await sleep(300);
    const back = Date.now();
    await sleep(800);
    expect(loudMsAfter((await ana.audio()).heard, back)).toBe(0);
    await ana.say(await makeSpeech(QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
  });
});
