import { describe, expect, it } from 'vitest';
import { makeSpeech } from '../support/audio/speech';
import { SHORT_QUESTION, useStage } from './harness';

const LONG =
  'I ordered a pair of boots and a raincoat last Monday and the tracking page still says that the parcel is waiting at the depot and nobody there could tell me when it is going to leave';

const stage = useStage();

describe('a caller whom Asterisk hears and Cordboard does not', () => {
  it('is told to the supervisor, until he is heard', async () => {
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
});
