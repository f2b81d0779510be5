import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '../../../../src-main/call/callSession';
import { CallSession } from '../../../../src-main/call/callSession';
import { EnergyVad } from '../../../../src-main/media/energyVad';
import type { Call } from '../../../../src-main/model/call';
import type { Turn } from '../../../../src-main/model/transcript';
import { silentLog } from '../../../../src-main/observability/log';
import { cordboardError } from '../../../../src-main/util/errors';
import { fail, ok } from '../../../../src-main/util/result';
import { FakeAgent, FakeLeg } from '../../../support/call/fakes';

const LOUD = 3_000;

describe('CallSession', () => {
  let leg: FakeLeg;
  let agent: FakeAgent;
  let session: CallSession;
  let settings: CallSettings;
  let call: Call;
  let turns: Turn[];
  let released: boolean;

  beforeEach(() => {
    vi.useFakeTimers();
    leg = new FakeLeg();
    turns = [];
    released = false;
    settings = {
      voice: 'Puck',
      systemInstruction: 'Be kind.',
      autoAnswer: true,
      interruptible: true,
      maxCallMs: 60_000,
      record: false,
      speaksFirst: false,
      logTimes: false,
    };
    session = new CallSession({
      leg,
      meterId: 1,
      agents: {
        create: (options) => {
          agent = new FakeAgent(options);
          return agent;
        },
      },
      createVad: (handlers) =>
        new EnergyVad(
          () => ({ threshold: 300, speechSeconds: 0.1, silenceSeconds: 0.5 }),
          handlers,
        ),
      settings: () => settings,
      estimateCost: () => 0.01,
      startRecording: () =>
        Promise.resolve(ok({ tap: () => undefined, close: () => Promise.resolve() })),
      onCall: (changed) => {
        call = changed;
      },
      onTurn: (_callId, turn) => {
        turns[turn.id] = turn;
      },
      onAgentLink: () => undefined,
      onReleased: () => {
        released = true;
      },
      log: silentLog,
    });
  });

  afterEach(async () => {
    await session.shutDown('hangup');
    vi.useRealTimers();
  });

  const advance = (ms: number): void => {
    vi.advanceTimersByTime(ms);
  };
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const transport = (): FakeLeg['transports'][number] => {
    const last = leg.transports.at(-1);
    if (last === undefined) {
      throw new Error('no media yet');
    }
    return last;
  };
  const goLive = async (): Promise<void> => {
    session.begin();
    await settle();
    expect(call.state).toBe('live');
  };

  it('answers, connects media and agent, and is live', async () => {
    await goLive();
    expect(leg.told).toEqual(['ring', 'answer', 'connectMedia']);
    expect(call).toMatchObject({
      agentLink: 'ready',
      agentState: 'listening',
      transport: 'simulated',
    });
  });

  it('lets the caller hear ringing, not silence, while the agent connects', async () => {
    let ready: () => void = () => undefined;
    agent.startWait = new Promise((resolve) => {
      ready = resolve;
    });
    session.begin();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(leg.told).toEqual(['ring']);
    ready();
    await settle();
    expect(call.state).toBe('live');
  });

  it('answers after 3 s even if the agent is not ready yet', async () => {
    agent.startWait = new Promise(() => undefined);
    session.begin();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(leg.told).toEqual(['ring', 'answer', 'connectMedia']);
    expect(call.state).toBe('connecting');
  });

  it('does not answer a caller whom no agent can serve', async () => {
    agent.startResult = fail(cordboardError('auth', 'The API key was refused.'));
    session.begin();
    await settle();
    expect(leg.told).not.toContain('answer');
  });

  it('does not go live with an agent that failed while the media was being connected', async () => {
    session.begin();
    agent.handlers.onLink('failed', cordboardError('network', 'Gemini is gone.'));
    await settle();
    expect(call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
    expect(leg.told).toContain('sendToFallback');
  });

  it('rings and waits for the supervisor when calls are not answered by themselves', async () => {
    settings = { ...settings, autoAnswer: false };
    session.begin();
    await settle();
    expect(call.state).toBe('ringing');
    expect(leg.told).toEqual(['ring']);
    await session.answer();
    expect(call.state).toBe('live');
  });

  it('declines a ringing call as busy', async () => {
    settings = { ...settings, autoAnswer: false };
    session.begin();
    await session.decline();
    expect(leg.told).toEqual(['ring', 'hangUp busy', 'release']);
    expect(call).toMatchObject({ state: 'ended', endReason: 'declined' });
  });

  it('refuses to answer twice', async () => {
    await goLive();
    expect(await session.answer()).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
  });

  it('gives the caller to the fallback when the agent cannot be had, and says why', async () => {
    agent.startResult = fail(cordboardError('auth', 'The API key was refused.'));
    session.begin();
    await settle();
    expect(leg.told.slice(-2)).toEqual(['sendToFallback', 'release']);
    expect(call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
    expect(call.notices[0]?.message).toBe('The API key was refused.');
    expect(released).toBe(true);
  });

  it('shows no failure of its own making when the caller leaves while the call is being connected', async () => {
    agent.startResult = fail(cordboardError('invalid-state', 'The session was ended.'));
    session.begin();
    leg.handlers?.onEnded({ by: 'caller' });
    await settle();
    expect(call).toMatchObject({ state: 'ended', endReason: 'caller-hung-up', notices: [] });
  });

  it('takes a channel that is gone before it was answered for a caller who gave up', async () => {
    leg.answerResult = fail(cordboardError('not-found', 'No such channel.'));
    session.begin();
    await settle();
    expect(call).toMatchObject({ state: 'ended', endReason: 'caller-hung-up', notices: [] });
    expect(leg.told).not.toContain('sendToFallback');
  });

  it('does not go live because a caller comes back from hold while the call is being connected', () => {
    session.begin();
    leg.handlers?.onHold(false);
    expect(call.state).toBe('answering');
  });

  it('does not listen while the caller holds the line, and goes on when he is back', async () => {
    await goLive();
    leg.handlers?.onHold(true);
    expect(call).toMatchObject({ state: 'held', agentState: 'paused' });
    transport().hear(1_000, LOUD, advance);
    expect(agent.frames).toBe(0);
    expect(call.callerSpeaking).toBe(false);
    leg.handlers?.onHold(false);
    expect(call).toMatchObject({ state: 'live', agentState: 'listening' });
    transport().hear(1_000, LOUD, advance);
    expect(agent.frames).toBe(50);
    expect(call.callerSpeaking).toBe(true);
  });

  it('remembers a hold that begins while the call is being connected', async () => {
    session.begin();
    leg.handlers?.onHold(true);
    expect(call.state).not.toBe('held');
    await settle();
    expect(call).toMatchObject({ state: 'held', agentState: 'paused' });
    leg.handlers?.onHold(false);
    expect(call).toMatchObject({ state: 'live', agentState: 'listening' });
  });

  it('goes on trying for its audio, and says so when Asterisk itself is away', async () => {
    await goLive();
    leg.mediaResult = fail(cordboardError('network', 'Refused.'));
    transport().handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(call.state).toBe('live');
    expect(call.notices).toMatchObject([{ kind: 'media', severity: 'danger' }]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(call).toMatchObject({ state: 'ended', endReason: 'asterisk-lost' });
  });

  it('flushes playout and cuts the transcript when the caller barges in', async () => {
    await goLive();
    agent.handlers.onAgentText('One two three four five six');
    agent.speak(4_000);
    transport().hear(1_000, 0, advance);
    transport().hear(140, LOUD, advance);
    expect(transport().told).toContain('flush');
    expect(turns.at(-1)).toMatchObject({ status: 'truncated' });
    expect(turns.at(-1)?.heardChars).toBeLessThan(15);
    expect(call.agentState).toBe('listening');
    advance(1_000);
    expect(call.metrics.bargeIns).toBe(1);
  });

  it('drops what still arrives of a turn that was cut', async () => {
    await goLive();
    agent.speak(1_000);
    transport().hear(140, LOUD, advance);
    const sent = transport().counters.framesOut;
    agent.speak(1_000);
    expect(transport().counters.framesOut).toBe(sent);
  });

  it('measures the time from the end of the caller’s speech to the first audio', async () => {
    await goLive();
    transport().hear(600, LOUD, advance);
    transport().hear(800, 0, advance);
    expect(call.agentState).toBe('thinking');
    agent.speak(200);
    advance(1_000);
    expect(call.metrics.lastTimeToFirstAudioMs).toBeGreaterThanOrEqual(780);
    expect(call.metrics.lastTimeToFirstAudioMs).toBeLessThanOrEqual(840);
  });

  it('restores the media connection when it breaks, the caller on the line', async () => {
    await goLive();
    transport().handlers?.onClose({ by: 'remote', code: 1006 });
    await settle();
    expect(leg.transports).toHaveLength(2);
    expect(call).toMatchObject({ state: 'live', notices: [] });
  });

  it('gives up a media connection that breaks again and again', async () => {
    await goLive();
    for (let loss = 0; loss < 10 && call.state === 'live'; loss += 1) {
      transport().handlers?.onClose({ by: 'remote', code: 1006 });
      await settle();
    }
    expect(call).toMatchObject({ state: 'ended', endReason: 'media-failed' });
    expect(leg.transports).toHaveLength(6);
  });

  it('gives the caller to the fallback when the media cannot be restored', async () => {
    await goLive();
    leg.mediaResult = fail(cordboardError('timeout', 'no answer'));
    transport().handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(8_000);
    expect(call).toMatchObject({ state: 'ended', endReason: 'media-failed' });
    expect(leg.told).toContain('sendToFallback');
  });

  it('shows a lost agent and goes on when it is back', async () => {
    await goLive();
    agent.handlers.onLink('resuming', null);
    expect(call.notices[0]?.kind).toBe('agent-link');
    agent.handlers.onLink('ready', null);
    agent.handlers.onReconnected('resumed');
    expect(call.notices).toEqual([]);
    advance(1_000);
    expect(call.metrics.agentReconnects).toBe(1);
  });

  it('ends once, in order, whoever hangs up first', async () => {
    await goLive();
    leg.handlers?.onEnded({ by: 'caller' });
    const second = await session.hangUp();
    await settle();
    expect(second.ok).toBe(false);
    expect(call.endReason).toBe('caller-hung-up');
    expect(leg.told.filter((line) => line.startsWith('hangUp'))).toEqual([]);
    expect(agent.told).toEqual(['start', 'close']);
    expect(leg.told.at(-1)).toBe('release');
    expect(released).toBe(true);
  });

  it('frees a media connection that comes after the call has ended', async () => {
    session.begin();
    leg.handlers?.onEnded({ by: 'caller' });
    await settle();
    expect(leg.transports.every((each) => each.told.includes('close'))).toBe(true);
    expect(call.state).toBe('ended');
  });

  it.each(['hangUp', 'decline'] as const)(
    'ends with a failed %s and says that it is tried again when Asterisk does not take it',
    async (action) => {
      settings = { ...settings, autoAnswer: false };
      session.begin();
      leg.hangUpResult = fail(cordboardError('network', 'Not yet; it is tried again.'));
      expect(await session[action]()).toEqual(leg.hangUpResult);
      expect(call.state).toBe('ended');
      expect(call.notices).toMatchObject([
        { kind: 'farewell', severity: 'danger', message: 'Not yet; it is tried again.' },
      ]);
      expect(released).toBe(true);
    },
  );

  it('shows a call as answered that something else answered, from that moment on', async () => {
    settings = { ...settings, autoAnswer: false };
    session.begin();
    expect(call.answeredAt).toBeNull();
    leg.handlers?.onAnswered();
    const { answeredAt } = call;
    expect(answeredAt).not.toBeNull();
    advance(5_000);
    await session.answer();
    leg.handlers?.onAnswered();
    expect(call).toMatchObject({ state: 'live', answeredAt });
  });

  it('says when Asterisk hears the caller and nothing of him arrives, until he is heard', async () => {
    await goLive();
    leg.handlers?.onTalking(true);
    transport().hear(4_900, 0, advance);
    expect(call.notices).toEqual([]);
    transport().hear(200, 0, advance);
    expect(call.notices).toMatchObject([{ kind: 'hearing', severity: 'warn' }]);
    transport().hear(200, LOUD, advance);
    expect(call).toMatchObject({ callerSpeaking: true, notices: [] });
  });

  it('does not miss a caller who is on hold', async () => {
    await goLive();
    leg.handlers?.onTalking(true);
    leg.handlers?.onHold(true);
    advance(20_000);
    leg.handlers?.onTalking(true);
    advance(20_000);
    expect(call.notices).toEqual([]);
  });

  it('shows what its leg has to say, and takes it back', () => {
    session.begin();
    leg.handlers?.onNotice('asterisk-events', 'Away.');
    expect(call.notices).toMatchObject([{ kind: 'asterisk-events', message: 'Away.' }]);
    leg.handlers?.onNotice('asterisk-events', null);
    expect(call.notices).toEqual([]);
  });

  it('ends a call that takes too long', async () => {
    await goLive();
    await vi.advanceTimersByTimeAsync(settings.maxCallMs);
    expect(call.endReason).toBe('max-duration');
    expect(leg.told.slice(-2)).toEqual(['hangUp normal', 'release']);
  });

  it('leaves no timer behind', async () => {
    await goLive();
    agent.speak(3_000);
    await session.hangUp();
    expect(vi.getTimerCount()).toBe(0);
  });
});
