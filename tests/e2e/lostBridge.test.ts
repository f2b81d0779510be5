/**
 * Somebody destroys the bridge of a call in Asterisk: the call gets another one, without asking for
 * audio over and over.
 */
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { finished, SHORT_QUESTION, useStage } from './stage/harness';

const stage = useStage();

describe('a bridge that is destroyed in a call', () => {
  it('is made anew, and the talk goes on', async () => {
    const scene = await stage.open({ WATCHDOG_NO_MEDIA: '1' }, { replyMs: 500 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    const { body } = await stage.lab.ari('GET', '/bridges');
    const [before] = body as { readonly id: string }[];
    await stage.lab.ari('DELETE', `/bridges/${before?.id ?? ''}`);
    await expect
      .poll(async () => (await stage.lab.ari('GET', '/bridges')).body, { timeout: 10_000 })
      .toMatchObject([{ channels: [expect.any(String), expect.any(String)] }]);
    await scene.untilCall((call) => call.state === 'live' && call.notices.length === 0);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(await stage.lab.countChannels()).toBe(2);
    expect(scene.cordboard.log().split('could not be restored')).toHaveLength(2);
  });
});
