/**
 * A caller who chooses their number, at a real Asterisk, with the present dialplan and with one of
 * before.
 */
import { describe, expect, it } from 'vitest';
import { aProfile } from '#support/profiles';
import { type Scene, useStage } from './stage/harness';

/**
 * Written by the caller: with this as an argument the dialplan of before asked for the conference
 * 1003.
 */
const NUMBER = 'x,1003,conference';

/** His telephone: without `callerid` Asterisk takes the number that the telephone says. */
const TELEPHONE = `[${NUMBER}](cordboard-phone)
auth = phone-x
[phone-x](cordboard-phone-auth)
username = ${NUMBER}
password = the-password-of-x`;

const BEFORE = `[gemini-voice-assistant](+)
exten => 1100,1,Stasis(gemini-voice-assistant,\${CALLERID(num)},\${EXTEN})
exten => 1200,1,Stasis(gemini-voice-assistant,\${CALLERID(num)},\${EXTEN},night)
exten => 1300,1,Stasis(gemini-voice-assistant,\${CALLERID(num)})`;

const stage = useStage({ 'pjsip.conf': TELEPHONE, 'extensions.conf': BEFORE });

const warnings = (scene: Scene): number =>
  scene.cordboard.log().split('undocumented arguments').length - 1;

describe(`a caller whose number is ${NUMBER}`, () => {
  it.each([
    { extension: '1000', profileId: 'default', warned: 0 },
    { extension: '1100', profileId: 'default', warned: 1 },
    { extension: '1200', profileId: 'night', warned: 1 },
    { extension: '1300', profileId: 'default', warned: 1 },
  ])('gets what extension $extension is for, and into no conference', async (expected) => {
    const scene = await stage.open();
    const { cordboard } = scene;
    await cordboard.profiles.save(aProfile({ id: 'night', name: 'Night', numbers: [] }));
    const member = await scene.phone({ says: '' });
    await member.call('1003');
    await scene.untilCall(({ state }) => state === 'live');

    const stranger = await scene.phone({ user: NUMBER, says: '' });
    await stranger.call(expected.extension);
    const call = await scene.untilCall(
      ({ state, callerNumber }) => state === 'live' && callerNumber === NUMBER,
    );
    expect(call).toMatchObject({
      dialedNumber: expected.extension,
      profileId: expected.profileId,
      agentLink: 'ready',
    });
    const [conference] = cordboard.pipeline.control.snapshot().calls;
    expect(conference?.notices[0]?.message).toContain('with 0 more');
    expect(warnings(scene)).toBe(expected.warned);
  });

  it('is served like any caller at an extension of the present dialplan', async () => {
    const scene = await stage.open();
    const member = await scene.phone({ user: NUMBER, says: '' });
    await member.call('1003');
    const call = await scene.untilCall(({ state }) => state === 'live');
    expect(call).toMatchObject({ dialedNumber: '1003', agentLink: 'closed' });
    expect(call.notices[0]?.message).toContain('conference');
    expect(warnings(scene)).toBe(0);
  });
});
