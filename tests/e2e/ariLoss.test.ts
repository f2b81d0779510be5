import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '../support/audio/speech';
import { finished, SHORT_QUESTION, useStage } from './harness';
import { untilHeard } from './listening';

const EVENTS = '/ari/events';
const stage = useStage();

describe('the event connection to Asterisk', () => {
  it('may drop and come back in a call, and the talk goes on meanwhile', async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open({}, { replyMs: 500 }, { proxy });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    proxy.refuse(EVENTS, true);
    expect(proxy.cut(EVENTS)).toBe(1);
    const away = await scene.cordboard.until(
      ({ health }) => health.asterisk.state === 'reconnecting',
    );
    expect(away.health.asterisk.message).not.toBe('');
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    proxy.refuse(EVENTS, false);
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'ready');
    expect(scene.call).toMatchObject({ state: 'live', notices: [] });
    expect(await stage.lab.countChannels()).toBe(2);

    // Events flow again: the end is noticed by itself.
    await phone.hangUp();
    await scene.untilCall((call) => call.endReason === 'caller-hung-up');
  });

  it('tells after its return that a caller has left meanwhile', async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilCall((call) => call.state === 'live');
    proxy.refuse(EVENTS, true);
    proxy.cut(EVENTS);
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'reconnecting');
    await phone.hangUp();
    proxy.refuse(EVENTS, false);
    const ended = await scene.untilCall((call) => call.state === 'ended');
    expect(ended.endReason).toBe('asterisk-lost');
    await stage.lab.waitUntilIdle();
  });

  it('is refused with a wrong password, and says which setting to check', async () => {
    const scene = await stage.open({ ARI_PASSWORD: 'wrong-secret-5512' }, {}, { unready: true });
    const { health } = await scene.cordboard.until(
      (snapshot) => snapshot.health.asterisk.message !== '',
    );
    expect(health.asterisk.state).not.toBe('ready');
    expect(health.asterisk.message).toContain('ARI_PASSWORD');
    expect(scene.cordboard.log() + health.asterisk.message).not.toContain('wrong-secret-5512');
  });

  it('shows that another console took the calls over, and does not fight for them', async () => {
    const first = await stage.open({}, { replyMs: 300 });
    const second = await stage.open({}, { replyMs: 300 });
    const { health } = await first.cordboard.until(
      (snapshot) => snapshot.health.asterisk.state === 'failed',
    );
    expect(health.asterisk.message).toContain('STASIS_APP');
    const phone = await second.phone();
    await phone.call('1000');
    await second.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(first.cordboard.pipeline.control.snapshot().calls).toEqual([]);
    await phone.hangUp();
    await second.untilCall((call) => call.state === 'ended');
  });

  it('leaves the calls that run on the other console alone, which go on there to their end', async () => {
    const first = await stage.open({}, { replyMs: 300 });
    const phone = await first.phone();
    await phone.call('1000');
    await first.untilTurns((turns) => finished(turns, 'agent') === 1);
    const second = await stage.open({ SESSION_CLEANUP_INTERVAL: '1' }, { replyMs: 300 });
    const told = await first.untilCall((call) => call.notices.length > 0);
    expect(told).toMatchObject({ state: 'live', notices: [{ kind: 'asterisk-events' }] });
    // Longer than the second one's sweep takes to make sure.
    await sleep(5_000);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await first.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(first.call.state).toBe('live');
    expect(second.cordboard.pipeline.control.snapshot().calls).toEqual([]);
    expect(second.cordboard.log()).not.toContain('removing leftovers');

    await phone.hangUp();
    const ended = await first.untilCall((call) => call.state === 'ended');
    expect(ended.endReason).toBe('caller-hung-up');
    await stage.lab.waitUntilIdle();
  });

  it('leaves a call to the other console once its audio breaks: the caller comes to the fallback', async () => {
    const proxy = await stage.proxy();
    const first = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await first.phone();
    await phone.call('1000');
    await first.untilTurns((turns) => finished(turns, 'agent') === 1);
    await stage.open({ SESSION_CLEANUP_INTERVAL: '1' });
    await first.untilCall((call) => call.notices.length > 0);
    const brokenAt = Date.now();
    expect(proxy.cut('/media/')).toBe(1);
    const ended = await first.untilCall((call) => call.state === 'ended');
    expect(ended.endReason).toBe('asterisk-lost');
    // It is not tried for again.
    expect(first.cordboard.log()).not.toContain('"attempt":1');
    await untilHeard(phone, 600, brokenAt);
    await phone.hangUp();
  });
});

describe('a hang-up that does not reach Asterisk', () => {
  it('fails with what is being done about it, and is done when Asterisk is back', async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await scene.phone();
    await phone.call('1000');
    const { id } = await scene.untilCall((call) => call.state === 'live');
    proxy.refuse('/ari', true);
    proxy.cut('/ari');
    const said = await scene.cordboard.pipeline.control.endCall(id);
    expect(said).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(scene.call).toMatchObject({
      state: 'ended',
      endReason: 'supervisor-hung-up',
      notices: [{ kind: 'farewell', message: expect.stringContaining('tried again') as string }],
    });
    expect(phone.state.kind).toBe('established');
    proxy.refuse('/ari', false);
    await phone.waitFor('closed');
    await stage.lab.waitUntilIdle();
  });
});

describe('a console that died in a call', () => {
  it('leaves its caller to the next one, which gives him to the fallback and clears up', async () => {
    const proxy = await stage.proxy();
    const died = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await died.phone();
    await phone.call('1000');
    await died.untilTurns((turns) => finished(turns, 'agent') === 1);
    const diedAt = Date.now();
    proxy.refuse('/', true);
    proxy.cut('/');
    await stage.open();
    await untilHeard(phone, 600, diedAt);
    expect(phone.state.kind).toBe('established');
    expect(await stage.lab.countBridges()).toBe(0);
    expect(await stage.lab.countChannels()).toBe(1);
    // The one that died comes to know, as far as it still can.
    const ended = await died.untilCall((call) => call.state === 'ended', 15_000);
    expect(ended.endReason).toBe('asterisk-lost');
  });
});
