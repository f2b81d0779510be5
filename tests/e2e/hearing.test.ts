import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEAF_AFTER_MS } from '#main/call/content/hearingCheck';
import { makeNoise } from '#support/audio/signal';
import { makeSpeech } from '#support/audio/speech';
import { encodeWav } from '#support/audio/wavFile';
import { SHORT_QUESTION, useStage } from './stage/harness';

const LONG =
  'I ordered a pair of boots and a raincoat last Monday and the tracking page still says that the parcel is waiting at the depot and nobody there could tell me when it is going to leave';

const NOISE_MS = DEAF_AFTER_MS + 4_000;

const stage = useStage();

/** White noise as a file that is gone after the test. */
async function noiseFile(rms: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-noise-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'noise.wav');
  await writeFile(file, encodeWav(makeNoise(NOISE_MS, rms), 8_000));
  return file;
}

describe('a caller that Asterisk hears and Cordboard’s detector does not', () => {
  it('is shown to the supervisor, until Cordboard hears them', async () => {
    const scene = await stage.open({ VAD_ENGINE: 'energy' }, { replyMs: 300 });
    await scene.cordboard.settings.update({ VAD_ENERGY_THRESHOLD: '20000' });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    void phone.say(await makeSpeech(LONG));
    const deaf = await scene.untilCall((call) => call.notices.length > 0, 15_000);
    expect(deaf).toMatchObject({ state: 'live', notices: [{ kind: 'hearing', severity: 'warn' }] });
    await scene.cordboard.settings.update({ VAD_ENERGY_THRESHOLD: '300' });
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilCall((call) => call.notices.length === 0);
  });

  it('is not shown when Asterisk hears noise that also arrives', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    await scene.cordboard.until(({ health }) => health.vad.state === 'ready');
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    await phone.say(await noiseFile(600));
    await sleep(NOISE_MS - 1_000);
    expect(scene.cordboard.log()).toContain('"talking":true');
    expect(scene.call).toMatchObject({ state: 'live', notices: [], callerSpeaking: false });
    expect(scene.turns).toEqual([]);
  });
});
