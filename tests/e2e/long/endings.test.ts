import { describe, expect, it } from 'vitest';
import { makeSpeech } from '#support/audio/speech';
import { useStallWatch } from '#support/machine/stalls';
import { finished, SHORT_QUESTION, useStage } from '../stage/harness';
import { answersIn, untilHeard } from '../stage/listening';

const timed = useStallWatch();
const stage = useStage();

describe('a call ends', () => {
  it('when the supervisor hangs up', async () => {
    const scene = await stage.open({}, { replyMs: 5_000 });
    const phone = await scene.phone();
    await phone.call('1000');
    const { id } = await scene.untilCall((call) => call.agentState === 'speaking');
    const { control } = scene.cordboard.pipeline;
    expect(await control.command(id, { kind: 'end' })).toMatchObject({ ok: true });
    await phone.waitFor('closed');
    expect(scene.call).toMatchObject({
      state: 'ended',
      endReason: 'supervisor-hung-up',
      agentLink: 'closed',
      agentState: 'idle',
    });
    expect(scene.turns.some((turn) => turn.status === 'partial')).toBe(false);
    expect(await control.command(id, { kind: 'end' })).toMatchObject({ ok: false });
    await scene.gemini.untilNoneOpen();
    await stage.lab.waitUntilIdle();
  });

  it('when the caller hangs up while the agent is still being connected', async () => {
    const scene = await stage.open({}, { setupDelayMs: 'never' });
    const phone = await scene.phone();
    // He hears ringing for as long as the agent connects.
    await phone.dial('1000');
    await phone.waitFor('ringing');
    await scene.untilCall((call) => call.state === 'answering');
    await phone.hangUp();
    const ended = await scene.untilCall((call) => call.state === 'ended');
    expect(ended).toMatchObject({ endReason: 'caller-hung-up', notices: [] });
    await stage.lab.waitUntilIdle();
    await scene.gemini.untilNoneOpen();
  });

  it('when it has lasted MAX_CALL_DURATION', async () => {
    const scene = await stage.open({ MAX_CALL_DURATION: '1' });
    const phone = await scene.phone();
    await phone.call('1000');
    await phone.waitFor('closed').catch(() => undefined);
    expect(phone.state.kind).toBe('closed');
    const ended = await scene.untilCall((call) => call.state === 'ended');
    expect(ended.endReason).toBe('max-duration');
  });

  it('politely when it is about to reach MAX_CALL_DURATION: the agent says goodbye first', async () => {
    const scene = await stage.open({ MAX_CALL_DURATION: '21' }, { replyMs: 800 });
    const phone = await scene.phone({ says: '' });
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1, 20_000);
    expect(answersIn((await phone.audio()).heard, 'Puck')).toHaveLength(1);
    expect(scene.call.state).toBe('live');
    await phone.waitFor('closed', 12_000);
    expect(scene.call).toMatchObject({ state: 'ended', endReason: 'max-duration' });
  });
});

describe('a media connection that breaks in the call', () => {
  it.each([
    {
      transport: 'websocket-dial',
      path: '/media/',
      set: async () => {
        const proxy = await stage.proxy();
        return { proxy, scene: await stage.open({}, { replyMs: 3_000 }, { proxy }) };
      },
    },
    {
      transport: 'websocket-listen',
      path: '/external_media',
      set: async () => {
        const { proxy, env } = await stage.mediaProxy();
        const listening = { ...env, EXTERNAL_MEDIA_TRANSPORT: 'websocket-listen' };
        return { proxy, scene: await stage.open(listening, { replyMs: 3_000 }) };
      },
    },
  ])(
    'is made anew within 500 ms over $transport: the rest of the answer follows, the caller stays',
    timed,
    async ({ path, set }) => {
      const { proxy, scene } = await set();
      const phone = await scene.phone();
      await phone.call('1000');
      await scene.untilCall((call) => call.agentState === 'speaking');
      await untilHeard(phone, 800, 0);
      expect(proxy.cut(path)).toBe(1);
      await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
      const { heard } = await phone.audio();
      const parts = answersIn(heard, 'Puck');
      const heardMs = parts.reduce((sum, part) => sum + part.durationMs, 0);
      expect(heardMs).toBeGreaterThan(2_900);
      expect(heardMs).toBeLessThan(3_300);
      // Asterisk goes on with its time stamps where it stopped: the silence shows in the packets'
      // arrival only.
      const silencesMs = heard.gaps
        .filter(({ atEpochMs }) => atEpochMs > (parts[0]?.startEpochMs ?? 0))
        .filter(({ atEpochMs }) => atEpochMs < (parts.at(-1)?.endEpochMs ?? 0) - 40)
        .map(({ arrivalMs }) => arrivalMs);
      expect(Math.max(...silencesMs)).toBeLessThan(500);
      scene.gemini.knobs.replyMs = 500;
      await phone.say(await makeSpeech(SHORT_QUESTION));
      await scene.untilTurns((turns) => finished(turns, 'agent') === 2);
      expect(scene.call).toMatchObject({ state: 'live', notices: [] });
      expect(await stage.lab.countChannels()).toBe(2);
      expect(await stage.lab.countBridges()).toBe(1);
    },
  );
});

describe('when Cordboard stops, a live call', () => {
  it.each(['fallback', 'hangup'])('leaves as SHUTDOWN_CALLS=%s says', async (calls) => {
    const scene = await stage.open({ SHUTDOWN_CALLS: calls }, { replyMs: 400 });
    const phone = await scene.phone();
    await phone.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    const stoppedAt = Date.now();
    await scene.cordboard.pipeline.stop();
    if (calls === 'fallback') {
      await untilHeard(phone, 600, stoppedAt);
      expect(phone.state.kind).toBe('established');
      expect(await stage.lab.countBridges()).toBe(0);
      expect(await stage.lab.countChannels()).toBe(1);
    } else {
      await phone.waitFor('closed');
    }
    expect(scene.call).toMatchObject({ state: 'ended', endReason: 'shutdown' });
    await scene.gemini.untilNoneOpen();
  });
});

describe('five calls at once', () => {
  it('each end in their own way and leave nothing behind', async () => {
    const scene = await stage.open({}, { replyMs: 1_500 });
    const phones = await Promise.all(
      Array.from({ length: 5 }, () => scene.phone({ capture: false })),
    );
    await Promise.all(phones.map((phone) => phone.call('1000')));
    const { control } = scene.cordboard.pipeline;
    const { calls } = await scene.cordboard.until(
      (snapshot) => snapshot.calls.filter((call) => call.agentState === 'speaking').length === 5,
    );
    expect(new Set(calls.map((call) => call.meterId)).size).toBe(5);
    expect(scene.gemini.sessions).toHaveLength(5);
    // Callers and supervisor at the same moment; a call that both end may be ended by either.
    await Promise.all([
      ...phones.slice(0, 2).map((phone) => phone.hangUp()),
      ...calls.slice(1, 4).map(({ id }) => control.command(id, { kind: 'end' })),
    ]);
    scene.gemini.openSessions[0]?.close(1011, 'Internal error encountered.');
    for (const { id } of control.snapshot().calls) {
      await control.command(id, { kind: 'end' });
    }
    await Promise.all(phones.map((phone) => phone.waitFor('closed')));
    expect(phones.map((phone) => phone.state.kind)).toEqual(Array(5).fill('closed'));
    await stage.lab.waitUntilIdle();
    await scene.gemini.untilNoneOpen();
    expect(scene.cordboard.pipeline.liveCalls).toBe(0);
  });
});

describe('Asterisk dies in the call and comes back', () => {
  it('ends the call as lost, says so meanwhile, and takes the next one', async () => {
    const scene = await stage.open({}, { replyMs: 500 });
    const phone = await scene.phone();
    await phone.call('1000');
    const { id } = await scene.untilCall((call) => call.state === 'live');
    await stage.lab.kill();
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'reconnecting');
    await stage.lab.restart();
    const { calls } = await scene.cordboard.until(
      (snapshot) => snapshot.calls.find((call) => call.id === id)?.state === 'ended',
      20_000,
    );
    expect(calls[0]?.endReason).toBe('asterisk-lost');
    await scene.cordboard.until(({ health }) => health.asterisk.state === 'ready', 20_000);
    const next = await scene.phone();
    await next.call('1000');
    await scene.untilTurns((turns) => finished(turns, 'agent') === 1);
    await next.hangUp();
  });
});
