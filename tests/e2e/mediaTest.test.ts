/**
 * Extension 1001: what is said comes straight back through Cordboard, and how long that takes is
 * shown.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import type { SipPhone } from '#support/phone/sipPhone';
import { echoDelaysMs } from './stage/echo';
import { useStage } from './stage/harness';

const timed = useStallWatch();
const stage = useStage();
const WORDS =
  'One two three four five six seven eight nine ten, and then once more from the start.';

/** Says something long and gives the delays of its echo, one for each half second. */
async function delaysOf(phone: SipPhone): Promise<readonly number[]> {
  const spokenAt = Date.now();
  await sleep(await phone.say(await makeSpeech(WORDS)));
  await sleep(300);
  return echoDelaysMs(await phone.audio(), spokenAt);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe('the media test', () => {
  it('sends back what is said, and shows the round trip', timed, async () => {
    const scene = await stage.open();
    const phone = await scene.phone({ says: '' });
    await phone.call('1001');
    await scene.untilCall((call) => call.state === 'live');
    const delays = await delaysOf(phone);
    expect(delays.length).toBeGreaterThan(5);
    expect(median(delays)).toBeLessThan(100);
    const { notices, metrics, profileId } = scene.call;
    expect(profileId).toBe('media-test');
    expect(notices).toMatchObject([
      {
        kind: 'round-trip',
        message: expect.stringMatching(/Round trip .* \d+ ms \(median\)/) as string,
      },
    ]);
    expect(metrics.framesIn).toBeGreaterThan(100);
    expect(scene.gemini.sessions).toEqual([]);
    await phone.hangUp();
    await scene.untilCall((call) => call.state === 'ended');
    expect(scene.cordboard.log()).toContain('media test over');
  });

  it('cannot be told what only a call with an agent can do', async () => {
    const scene = await stage.open();
    const phone = await scene.phone({ says: '' });
    await phone.call('1001');
    const { id } = await scene.untilCall((call) => call.state === 'live');
    const { control } = scene.cordboard.pipeline;
    const refused = { ok: false, error: { kind: 'invalid-state' } };
    expect(await control.command(id, { kind: 'takeOver' })).toMatchObject(refused);
    expect(await control.command(id, { kind: 'changeVoice', voice: 'Kore' })).toMatchObject(
      refused,
    );
    expect(await control.command(id, { kind: 'end' })).toMatchObject({ ok: true });
    await phone.waitFor('closed');
  });
});
