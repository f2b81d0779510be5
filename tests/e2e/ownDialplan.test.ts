import { describe, expect, it } from 'vitest';
import { settingsWith } from '#main/config/settings/settings';
import { checkAsterisk } from '#main/program/checks/connectionChecks';
import { wordsIn } from '#support/phrases';
import { useStage } from './stage/harness';
import { loudMsAfter } from './stage/listening';

/** All that somebody has who knows only how to hand a call to a Stasis application. */
const stage = useStage({
  'extensions.conf': `[own]
exten => 3000,1,Stasis(gemini-voice-assistant)
 same => n,Hangup()
[gemini-voice-assistant]
include => own`,
});

const SETTINGS = { FALLBACK_CONTEXT: 'own', TRANSFER_CONTEXT: 'own' };

describe('a dialplan of two lines', () => {
  it('never hangs a caller up who heard nothing', async () => {
    const scene = await stage.open(SETTINGS, { refuseUpgrade: 503 });
    const phone = await scene.phone({ says: '' });
    const from = Date.now();
    await phone.dial('3000');
    await scene.untilCall((call) => call.state === 'ended');
    expect(scene.call.endReason).toBe('agent-unavailable');
    await phone.waitFor('closed', 20_000);
    expect(loudMsAfter((await phone.audio()).heard, from)).toBeGreaterThan(1_500);
  });

  it('is said to lack what Cordboard uses, where the state of Asterisk is shown', async () => {
    const scene = await stage.open(SETTINGS);
    const { health } = await scene.cordboard.until(
      (snapshot) => wordsIn(snapshot.health.asterisk) !== '',
    );
    expect(health.asterisk.state).toBe('ready');
    expect(wordsIn(health.asterisk)).toMatch(/FALLBACK_CONTEXT.*TRANSFER_CONTEXT/);
    await stage.lab.waitUntilIdle();
  });

  it.each([
    ['own', 'warning', /FALLBACK_CONTEXT.*TRANSFER_CONTEXT/],
    ['shipped', 'ok', /have their places/],
  ] as const)('is looked at by --check too (%s)', async (whose, state, said) => {
    const { lab } = stage;
    const items = await checkAsterisk(
      settingsWith({
        ariBaseUrl: lab.ariBaseUrl,
        ariUsername: lab.username,
        ariPassword: lab.password,
        ...(whose === 'own' ? { fallbackContext: 'own', transferContext: 'own' } : {}),
      }),
    );
    const dialplan = items.find(({ subject }) => subject.code === 'check.dialplan');
    expect(dialplan?.state).toBe(state);
    expect(wordsIn(dialplan?.said)).toMatch(said);
    await lab.waitUntilIdle();
  });
});
