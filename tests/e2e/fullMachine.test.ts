import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { QUESTION, type Scene, useStage } from './stage/harness';
import { untilHeard } from './stage/listening';
import { untilRegistered } from './stage/supervising';

const stage = useStage();

/** Where the dialplan sends calls that Cordboard has no room for. */
async function overflowTo(place: string): Promise<void> {
  await stage.lab.cli(`dialplan set global CORDBOARD_OVERFLOW ${place}`);
}

async function openFull(): Promise<Scene> {
  return await stage.open({ MAX_CALLS: '1' }, { replyMs: 1_000 });
}

describe('Cordboard with as many calls as MAX_CALLS', () => {
  it('sends a caller it has no room for on in the dialplan, and does not disturb the others', async () => {
    await overflowTo('cordboard-phones,2003,1');
    const scene = await openFull();
    const cleo = await scene.phone({ user: 'phone-cleo', says: '', receive: 'auto' });
    await untilRegistered(cleo);
    const ana = await scene.phone({ says: '' });
    await ana.call('1000');
    const { id } = await scene.untilCall((call) => call.state === 'live');

    const ben = await scene.phone({ user: 'phone-ben', says: '' });
    await ben.call('1000');
    await cleo.waitFor('established');
    const from = Date.now();
    await ben.say(await makeSpeech(QUESTION));
    await untilHeard(cleo, 600, from);

    const { pipeline } = scene.cordboard;
    expect(pipeline.control.snapshot().calls.map((call) => call.id)).toEqual([id]);
    expect(pipeline.load).toMatchObject({ maxCalls: 1, refusedCalls: 1 });
    await expect.poll(() => pipeline.health.capacity.state, { timeout: 3_000 }).toBe('strained');
    const askedMs = Date.now();
    await ana.say(await makeSpeech(QUESTION));
    await untilHeard(ana, 600, askedMs);
    expect(scene.call).toMatchObject({ id, state: 'live', notices: [] });
    await ben.hangUp();
    await ana.hangUp();
    await expect.poll(() => pipeline.health.capacity.state, { timeout: 3_000 }).toBe('ready');
  });

  it('leads to the fallback where the dialplan has no other place', async () => {
    await overflowTo('""');
    const scene = await openFull();
    const ana = await scene.phone({ says: '' });
    await ana.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    const ben = await scene.phone({ user: 'phone-ben', says: '' });
    const from = Date.now();
    await ben.call('1000');
    await untilHeard(ben, 600, from);
    expect(scene.cordboard.pipeline.control.snapshot().calls).toHaveLength(1);
    await ben.hangUp();
  });
});
