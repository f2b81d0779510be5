/**
 * Somebody destroys the bridge of a call in Asterisk: the call gets another one, without asking for
 * audio over and over.
 */
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { finished, SHORT_QUESTION, useStage } from './stage/harness';
import { untilHeard } from './stage/listening';

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

describe('the bridge of a conference that is destroyed', () => {
  it('is made anew, and its members hear each other again', async () => {
    const scene = await stage.open();
    const ana = await scene.phone({ says: '' });
    const ben = await scene.phone({ says: '' });
    await ana.call('1003');
    await ben.call('1003');
    await expect.poll(membersOfTheBridge).toHaveLength(2);
    const { body } = await stage.lab.ari('GET', '/bridges');
    const [before] = body as { readonly id: string }[];
    await stage.lab.ari('DELETE', `/bridges/${before?.id ?? ''}`);
    await expect.poll(membersOfTheBridge).toHaveLength(2);
    const from = Date.now();
    await ana.say(await makeSpeech(SHORT_QUESTION));
    await untilHeard(ben, 300, from);
    await ana.hangUp();
    await ben.hangUp();
  });
});

async function membersOfTheBridge(): Promise<readonly string[]> {
  const { body } = await stage.lab.ari('GET', '/bridges');
  return (body as { readonly channels: readonly string[] }[])[0]?.channels ?? [];
}
