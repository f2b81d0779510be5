import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { wordsIn } from '#support/phrases';
import { finished, type Scene, SHORT_QUESTION, useStage } from '../stage/harness';
import { untilHeard } from '../stage/listening';
import { untilRegistered } from '../stage/supervising';

const EVENTS = '/ari/events';
const stage = useStage();

/** The supervisor of this Cordboard wants the calls to come here. */
const askToTakeOver = ({ cordboard }: Scene) =>
  cordboard.pipeline.desk.as({ kind: 'window', name: 'test' }).calls.takeOverApplication();

describe('the event connection to Asterisk', () => {
  it('may drop and come back during a call, and the talk goes on meanwhile', async () => {
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
    expect(wordsIn(away.health.asterisk)).not.toBe('');
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

  it('reports after its return that a caller has left meanwhile', async () => {
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
      (snapshot) => wordsIn(snapshot.health.asterisk) !== '',
    );
    expect(health.asterisk.state).not.toBe('ready');
    expect(wordsIn(health.asterisk)).toContain('ARI_PASSWORD');
    expect(scene.cordboard.log() + wordsIn(health.asterisk)).not.toContain('wrong-secret-5512');
  });
});

describe('two consoles of one application', () => {
  /** The second one takes the application over, as its supervisor wants. */
  const takeOver = async (env: Record<string, string> = {}): Promise<Scene> => {
    const second = await stage.open(env, { replyMs: 300 }, { unready: true });
    const { health } = await second.cordboard.until(
      (snapshot) => snapshot.health.asterisk.state === 'taken',
    );
    expect(wordsIn(health.asterisk)).toContain(hostname());
    expect(wordsIn(health.asterisk)).toContain('STASIS_APP');
    expect(await askToTakeOver(second)).toMatchObject({ ok: true });
    await second.cordboard.until((snapshot) => snapshot.health.asterisk.state === 'ready');
    return second;
  };

  it('the second learns of the first, which goes on; after a take-over it is the other way round, without a fight', async () => {
    const first = await stage.open({}, { replyMs: 300 });
    expect(await askToTakeOver(first)).toMatchObject({
      ok: false,
      error: { kind: 'invalid-state' },
    });
    const second = await takeOver();
    await first.cordboard.until((snapshot) => snapshot.health.asterisk.state === 'taken');
    await sleep(2_000);
    expect(first.cordboard.pipeline.control.snapshot().health.asterisk.state).toBe('taken');
    const phone = await second.phone();
    await phone.call('1000');
    await second.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(first.cordboard.pipeline.control.snapshot().calls).toEqual([]);
    await phone.hangUp();
    await second.untilCall((call) => call.state === 'ended');
  });

  it('the first serves the calls again, by itself, once the second has quit', async () => {
    const first = await stage.open({}, { replyMs: 300 });
    const second = await takeOver();
    await first.cordboard.until((snapshot) => snapshot.health.asterisk.state === 'taken');
    await second.stop();
    await first.cordboard.until((snapshot) => snapshot.health.asterisk.state === 'ready');
    const phone = await first.phone();
    await phone.call('1000');
    await first.untilTurns((turns) => finished(turns, 'agent') === 1);
    await phone.hangUp();
  });

  it('leaves the calls that run on the other console alone, which go on there to their end', async () => {
    const first = await stage.open({}, { replyMs: 300 });
    const phone = await first.phone();
    await phone.call('1000');
    await first.untilTurns((turns) => finished(turns, 'agent') === 1);
    const second = await takeOver({ SESSION_CLEANUP_INTERVAL: '1' });
    const told = await first.untilCall((call) => call.notices.length > 0);
    expect(told).toMatchObject({ state: 'live', notices: [{ kind: 'asterisk-events' }] });
    // Longer than the second one's sweep takes to make sure.
    await sleep(5_000);
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await first.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(first.call.state).toBe('live');
    expect(second.cordboard.pipeline.control.snapshot().calls).toEqual([]);

    await phone.hangUp();
    const ended = await first.untilCall((call) => call.state === 'ended');
    expect(ended.endReason).toBe('caller-hung-up');
    await stage.lab.waitUntilIdle();
  });

  it('serves a caller who still rang at the other console', async () => {
    const env = { AUTO_ANSWER_CALLS: 'false' };
    const first = await stage.open(env);
    const phone = await first.phone();
    await phone.dial('1000');
    await first.untilCall((call) => call.state === 'ringing');
    const second = await takeOver(env);
    const ringing = await second.untilCall((call) => call.state === 'ringing');
    expect(
      await second.cordboard.pipeline.control.command(ringing.id, { kind: 'answer' }),
    ).toMatchObject({
      ok: true,
    });
    await second.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(first.call).toMatchObject({ state: 'ended', endReason: 'asterisk-lost' });
    await phone.hangUp();
  });

  it('goes on at the first console with a call whose audio breaks there', async () => {
    const proxy = await stage.proxy();
    const first = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await first.phone();
    await phone.call('1000');
    await first.untilTurns((turns) => finished(turns, 'agent') === 1);
    const second = await takeOver({ SESSION_CLEANUP_INTERVAL: '1' });
    await first.untilCall((call) => call.notices.length > 0);
    expect(proxy.cut('/media/')).toBe(1);
    await first.untilCall((call) => call.notices.every(({ kind }) => kind !== 'media'));
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await first.untilTurns((turns) => finished(turns, 'agent') === 2);
    expect(first.call.state).toBe('live');
    expect(second.cordboard.pipeline.control.snapshot().calls).toEqual([]);
    await phone.hangUp();
    await first.untilCall((call) => call.endReason === 'caller-hung-up');
  });

  it('leaves a conference at the first console together', async () => {
    const first = await stage.open({}, { replyMs: 300 });
    const ana = await first.phone({ says: '' });
    const ben = await first.phone({ says: '' });
    await ana.call('1003');
    await ben.call('1003');
    await first.untilCall((call) => call.state === 'live');
    await takeOver({ SESSION_CLEANUP_INTERVAL: '1' });
    await first.untilCall((call) => call.notices.some(({ kind }) => kind === 'asterisk-events'));
    await sleep(3_000);
    const from = Date.now();
    await ana.say(await makeSpeech(SHORT_QUESTION));
    await untilHeard(ben, 300, from);
    expect(first.cordboard.pipeline.control.snapshot().calls.map(({ state }) => state)).toEqual([
      'live',
      'live',
    ]);
    await ana.hangUp();
    await ben.hangUp();
    await first.untilCall((call) => call.state === 'ended');
  });
});

describe('a caller who holds the line', () => {
  it('is talked to again after a gap in the events in which they came back', async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await phone.hold();
    await scene.untilCall((call) => call.heldBy === 'caller');
    proxy.refuse(EVENTS, true);
    proxy.cut(EVENTS);
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'reconnecting');
    await phone.resume();
    proxy.refuse(EVENTS, false);
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'ready');
    expect(scene.call).toMatchObject({ state: 'live', heldBy: null });
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
    await phone.hangUp();
  });
});

describe('a party who is called', () => {
  it('and answers while no event comes is talked to all the same', async () => {
    const proxy = await stage.proxy();
    const scene = await stage.open({ GEMINI_SPEAKS_FIRST: 'true' }, { replyMs: 300 }, { proxy });
    const phone = await scene.phone({ says: '', receive: 'manual' });
    await untilRegistered(phone);
    const placed = await scene.cordboard.pipeline.control.placeCall({
      number: '2001',
      profileId: 'default',
    });
    expect(placed).toMatchObject({ ok: true });
    await phone.waitFor('incoming');
    // Half open: neither side knows yet that nothing arrives any more.
    proxy.freeze(EVENTS);
    await phone.answer();
    await scene.untilCall((call) => call.state === 'live', 3_000);
    expect(scene.cordboard.pipeline.control.snapshot().health.asterisk.state).toBe('ready');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
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
    const said = await scene.cordboard.pipeline.control.command(id, { kind: 'end' });
    expect(said).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(scene.call).toMatchObject({
      state: 'ended',
      endReason: 'supervisor-hung-up',
      notices: [{ kind: 'farewell', message: expect.stringContaining('tries again') as string }],
    });
    expect(phone.state.kind).toBe('established');
    proxy.refuse('/ari', false);
    await phone.waitFor('closed');
    await stage.lab.waitUntilIdle();
  });
});

describe('a console that died during a call', () => {
  it('leaves its caller to the next one, where the talk goes on', async () => {
    const proxy = await stage.proxy();
    const died = await stage.open({}, { replyMs: 300 }, { proxy });
    const phone = await died.phone();
    await phone.call('1000');
    await died.untilTurns((turns) => finished(turns, 'agent') === 1);
    proxy.refuse('/', true);
    proxy.cut('/');
    const next = await stage.open({}, { replyMs: 300 });
    await next.untilCall((call) => call.state === 'live');
    expect(phone.state.kind).toBe('established');
    await phone.say(await makeSpeech(SHORT_QUESTION));
    await next.untilTurns((turns) => finished(turns, 'agent') === 1);
    expect(await stage.lab.countBridges()).toBe(1);
    expect(await stage.lab.countChannels()).toBe(2);
    // The one that died reaches nothing: for all it knows, the caller is still there.
    expect(died.call).toMatchObject({ state: 'live' });
    await phone.hangUp();
    await next.untilCall((call) => call.state === 'ended');
    proxy.refuse('/', false);
    const ended = await died.untilCall((call) => call.state === 'ended', 20_000);
    expect(ended.endReason).toBe('caller-hung-up');
  });
});

describe('a restart of Asterisk', () => {
  it('ends the calls as lost, and service resumes by itself', async () => {
    const scene = await stage.open({}, { replyMs: 300 });
    const phone = await scene.phone();
    await phone.call('1000');
    const { id } = await scene.untilCall((call) => call.state === 'live');
    await stage.lab.restart();
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'ready', 20_000);
    await scene.cordboard.until(({ calls }) =>
      calls.every((call) => call.id !== id || call.endReason === 'asterisk-lost'),
    );
    const second = await scene.phone();
    await second.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await second.hangUp();
    await scene.untilCall((call) => call.endReason === 'caller-hung-up');
  });
});
