import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { SessionBench } from '#support/call/sessionBench';
import { CALM } from '#support/call/talkBench';
import { saying } from '#support/phrases';

const LOUD = 3_000;

describe('CallSession', () => {
  let bench: SessionBench;

  beforeEach(() => {
    vi.useFakeTimers();
    bench = new SessionBench();
  });

  afterEach(async () => {
    await bench.session.shutDown('hangup');
    vi.useRealTimers();
  });

  const advance = (ms: number): void => {
    vi.advanceTimersByTime(ms);
  };

  it('answers, connects media and agent, and is live', async () => {
    await bench.goLive();
    expect(bench.leg.told).toEqual(['ring', 'answer', 'connectMedia']);
    expect(bench.call).toMatchObject({
      agentLink: 'ready',
      agentState: 'listening',
      transport: 'simulated',
    });
  });

  it('lets the caller hear ringing, not silence, while the agent connects', async () => {
    let ready: () => void = () => undefined;
    bench.agent.startWait = new Promise((resolve) => {
      ready = resolve;
    });
    bench.session.begin();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.leg.told).toEqual(['ring']);
    ready();
    await bench.settle();
    expect(bench.call.state).toBe('live');
  });

  it('answers after 3 s even if the agent is not ready yet', async () => {
    bench.agent.startWait = new Promise(() => undefined);
    bench.session.begin();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(bench.leg.told).toEqual(['ring', 'answer', 'connectMedia']);
    expect(bench.call.state).toBe('connecting');
  });

  it('does not answer a caller that no agent can serve', async () => {
    bench.agent.startResult = fail(cordboardError('auth', saying('The API key was refused.')));
    bench.session.begin();
    await bench.settle();
    expect(bench.leg.told).not.toContain('answer');
  });

  it('does not go live with an agent that failed while the media was being connected', async () => {
    bench.session.begin();
    bench.agent.handlers.onLink('failed', cordboardError('network', saying('Gemini is gone.')));
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
    expect(bench.leg.told).toContain('sendToFallback');
  });

  it('rings and waits for the supervisor when calls are not answered automatically', async () => {
    bench.settings = { ...bench.settings, autoAnswer: false };
    bench.session.begin();
    await bench.settle();
    expect(bench.call.state).toBe('ringing');
    expect(bench.leg.told).toEqual(['ring']);
    await bench.session.answer();
    expect(bench.call.state).toBe('live');
  });

  it('declines a ringing call as busy', async () => {
    bench.settings = { ...bench.settings, autoAnswer: false };
    bench.session.begin();
    await bench.session.command({ kind: 'decline' });
    expect(bench.leg.told).toEqual(['ring', 'hangUp busy', 'release']);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'declined' });
  });

  it('refuses to answer twice', async () => {
    await bench.goLive();
    expect(await bench.session.answer()).toMatchObject({
      ok: false,
      error: { kind: 'invalid-state' },
    });
  });

  it('gives the caller to the fallback when the agent cannot connect, and says why', async () => {
    bench.agent.startResult = fail(cordboardError('auth', saying('The API key was refused.')));
    bench.session.begin();
    await bench.settle();
    expect(bench.leg.told.slice(-2)).toEqual(['sendToFallback', 'release']);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
    expect(bench.call.notices[0]?.message).toBe('The API key was refused.');
    expect(bench.released).toBe(true);
  });

  it('shows no failure when the caller leaves while the call is being connected', async () => {
    bench.agent.startResult = fail(
      cordboardError('invalid-state', saying('The session was ended.')),
    );
    bench.session.begin();
    bench.leg.handlers?.onEnded({ by: 'caller' });
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'caller-hung-up', notices: [] });
  });

  it('treats a channel that is gone before its answer as a caller who gave up', async () => {
    bench.leg.answerResult = fail(cordboardError('not-found', saying('No such channel.')));
    bench.session.begin();
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'caller-hung-up', notices: [] });
    expect(bench.leg.told).not.toContain('sendToFallback');
  });

  it('does not go live because a caller comes back from hold while the call is being connected', () => {
    bench.session.begin();
    bench.leg.handlers?.onHold(false);
    expect(bench.call.state).toBe('answering');
  });

  it('does not listen while the caller holds the line, and goes on when they are back', async () => {
    await bench.goLive();
    bench.leg.handlers?.onHold(true);
    expect(bench.call).toMatchObject({ state: 'held', agentState: 'paused' });
    bench.transport.hear(1_000, LOUD, advance);
    expect(bench.agent.frames).toBe(0);
    expect(bench.call.callerSpeaking).toBe(false);
    bench.leg.handlers?.onHold(false);
    expect(bench.call).toMatchObject({ state: 'live', agentState: 'listening' });
    bench.transport.hear(1_000, LOUD, advance);
    expect(bench.agent.frames).toBe(50);
    expect(bench.call.callerSpeaking).toBe(true);
  });

  it('tells the agent which frames have sound', async () => {
    await bench.goLive();
    bench.transport.hear(200, 0, advance);
    expect(bench.agent).toMatchObject({ frames: 10, soundFrames: 0 });
    bench.transport.hear(200, LOUD, advance);
    expect(bench.agent).toMatchObject({ frames: 20, soundFrames: 10 });
  });

  it('remembers a hold that begins while the call is being connected', async () => {
    bench.session.begin();
    bench.leg.handlers?.onHold(true);
    expect(bench.call.state).not.toBe('held');
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'held', agentState: 'paused' });
    bench.leg.handlers?.onHold(false);
    expect(bench.call).toMatchObject({ state: 'live', agentState: 'listening' });
  });

  it('goes on trying for its audio as long as Asterisk itself is away', async () => {
    await bench.goLive();
    bench.leg.mediaResult = fail(cordboardError('network', saying('Refused.')));
    bench.leg.checkResult = fail(cordboardError('network', saying('Refused.')));
    bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(bench.call.state).toBe('live');
    expect(bench.call.notices).toMatchObject([{ kind: 'media', severity: 'danger' }]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(bench.call.state).toBe('live');
    bench.leg.mediaResult = done;
    await vi.advanceTimersByTimeAsync(4_500);
    expect(bench.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('does nothing for a caller who is gone when it begins', async () => {
    bench.settings = { ...bench.settings, autoAnswer: false };
    const start = bench.leg.start.bind(bench.leg);
    bench.leg.start = (handlers) => {
      start(handlers);
      handlers.onEnded({ by: 'caller' });
    };
    bench.session.begin();
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'caller-hung-up' });
    expect(bench.leg.told).toEqual(['release']);
  });

  it('keeps a caller whose agent fails while it is paused, until it is to speak again', async () => {
    await bench.goLive();
    await bench.session.command({ kind: 'pauseAgent', on: true });
    bench.agent.handlers.onLink('failed', cordboardError('network', saying('Gemini is gone.')));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(bench.call.state).toBe('live');
    await bench.session.command({ kind: 'pauseAgent', on: false });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'agent-unavailable' });
  });

  it('is lost once Asterisk is back and says that the caller is gone', async () => {
    await bench.goLive();
    bench.leg.mediaResult = fail(cordboardError('network', saying('Refused.')));
    bench.leg.checkResult = fail(cordboardError('network', saying('Refused.')));
    bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(30_000);
    bench.leg.handlers?.onEnded({ by: 'asterisk-lost', reason: saying('Gone.') });
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'asterisk-lost' });
  });

  it('flushes playout and cuts the transcript when the caller barges in', async () => {
    await bench.goLive();
    bench.agent.handlers.onAgentText('One two three four five six');
    bench.agent.speak(4_000);
    bench.transport.hear(1_000, 0, advance);
    bench.transport.hear(140, LOUD, advance);
    expect(bench.transport.told).toContain('flush');
    expect(bench.turns.at(-1)).toMatchObject({ status: 'truncated' });
    expect(bench.turns.at(-1)?.heardChars).toBeLessThan(15);
    expect(bench.call.agentState).toBe('listening');
    advance(1_000);
    expect(bench.call.metrics.bargeIns).toBe(1);
  });

  it('drops what still arrives of a turn that was cut', async () => {
    await bench.goLive();
    bench.agent.speak(1_000);
    bench.transport.hear(140, LOUD, advance);
    const sent = bench.transport.counters.framesOut;
    bench.agent.speak(1_000);
    expect(bench.transport.counters.framesOut).toBe(sent);
  });

  it('measures the time from the end of the caller’s speech to the first audio', async () => {
    await bench.goLive();
    bench.transport.hear(600, LOUD, advance);
    bench.transport.hear(800, 0, advance);
    expect(bench.call.agentState).toBe('thinking');
    bench.agent.speak(200);
    advance(1_000);
    expect(bench.call.metrics.lastTimeToFirstAudioMs).toBeGreaterThanOrEqual(780);
    expect(bench.call.metrics.lastTimeToFirstAudioMs).toBeLessThanOrEqual(840);
  });

  it('restores the media connection when it breaks, while the caller stays on the line', async () => {
    await bench.goLive();
    bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
    await bench.settle();
    expect(bench.leg.transports).toHaveLength(2);
    expect(bench.call).toMatchObject({ state: 'live', notices: [] });
  });

  it('gives up a media connection that breaks again and again', async () => {
    await bench.goLive();
    for (let loss = 0; loss < 10 && bench.call.state === 'live'; loss += 1) {
      bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
      await bench.settle();
    }
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'media-failed' });
    expect(bench.leg.transports).toHaveLength(6);
  });

  it('gives the caller to the fallback when the media cannot be restored', async () => {
    await bench.goLive();
    bench.leg.mediaResult = fail(cordboardError('timeout', saying('no answer')));
    bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
    await vi.advanceTimersByTimeAsync(8_000);
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'media-failed' });
    expect(bench.leg.told).toContain('sendToFallback');
  });

  it('warns of an agent that stays away, not of one whose connection is only renewed', async () => {
    await bench.goLive();
    bench.agent.handlers.onLink('resuming', null);
    advance(600);
    expect(bench.call.notices).toMatchObject([{ kind: 'agent-link', severity: 'info' }]);
    bench.agent.handlers.onLink('ready', null);
    bench.agent.handlers.onLink('resuming', null);
    advance(2_000);
    const [warning] = bench.call.notices;
    expect(warning).toMatchObject({ kind: 'agent-link', severity: 'warn' });
    advance(10_000);
    expect(bench.call.notices, 'it is the same').toEqual([warning]);
  });

  it('shows a lost agent and goes on when it is back', async () => {
    await bench.goLive();
    bench.agent.handlers.onLink('resuming', null);
    expect(bench.call.notices[0]?.kind).toBe('agent-link');
    bench.agent.handlers.onLink('ready', null);
    bench.agent.handlers.onReconnected('resumed', 'lost');
    expect(bench.call.notices).toEqual([]);
    advance(1_000);
    expect(bench.call.metrics.agentReconnects).toBe(1);
  });

  it('ends once and in order, whichever side hangs up first', async () => {
    await bench.goLive();
    bench.leg.handlers?.onEnded({ by: 'caller' });
    const second = await bench.session.command({ kind: 'end' });
    await bench.settle();
    expect(second.ok).toBe(false);
    expect(bench.call.endReason).toBe('caller-hung-up');
    expect(bench.leg.told.filter((line) => line.startsWith('hangUp'))).toEqual([]);
    expect(bench.agent.told).toEqual(['start', 'close']);
    expect(bench.leg.told.at(-1)).toBe('release');
    expect(bench.released).toBe(true);
  });

  it('frees a media connection that comes after the call has ended', async () => {
    bench.session.begin();
    bench.leg.handlers?.onEnded({ by: 'caller' });
    await bench.settle();
    expect(bench.leg.transports.every((each) => each.told.includes('close'))).toBe(true);
    expect(bench.call.state).toBe('ended');
  });

  it.each(['end', 'decline'] as const)(
    'ends with a failed %s and says that Cordboard tries again when Asterisk does not accept it',
    async (kind) => {
      bench.settings = { ...bench.settings, autoAnswer: false };
      bench.session.begin();
      bench.leg.hangUpResult = fail(
        cordboardError('network', saying('Not yet; it is tried again.')),
      );
      expect(await bench.session.command({ kind })).toEqual(bench.leg.hangUpResult);
      expect(bench.call.state).toBe('ended');
      expect(bench.call.notices).toMatchObject([
        { kind: 'farewell', severity: 'danger', message: 'Not yet; it is tried again.' },
      ]);
      expect(bench.released).toBe(true);
    },
  );

  it('shows a call as answered from the moment that something else answered it', async () => {
    bench.settings = { ...bench.settings, autoAnswer: false };
    bench.session.begin();
    expect(bench.call.answeredAt).toBeNull();
    bench.leg.handlers?.onAnswered();
    const { answeredAt } = bench.call;
    expect(answeredAt).not.toBeNull();
    advance(5_000);
    await bench.session.answer();
    bench.leg.handlers?.onAnswered();
    expect(bench.call).toMatchObject({ state: 'live', answeredAt });
  });

  it('shows a notice when only Asterisk hears the caller, until Cordboard hears them', async () => {
    await bench.goLive();
    bench.leg.handlers?.onTalking(true);
    bench.transport.hear(4_900, 0, advance);
    expect(bench.call.notices).toEqual([]);
    bench.transport.hear(200, 0, advance);
    expect(bench.call.notices).toMatchObject([{ kind: 'hearing', severity: 'warn' }]);
    bench.transport.hear(200, LOUD, advance);
    expect(bench.call).toMatchObject({ callerSpeaking: true, notices: [] });
  });

  it('does not miss a caller who is on hold', async () => {
    await bench.goLive();
    bench.leg.handlers?.onTalking(true);
    bench.leg.handlers?.onHold(true);
    advance(20_000);
    bench.leg.handlers?.onTalking(true);
    advance(20_000);
    expect(bench.call.notices).toEqual([]);
  });

  it('ends as moved when another program has sent the caller on', async () => {
    await bench.goLive();
    bench.leg.handlers?.onEnded({ by: 'moved' });
    await bench.settle();
    expect(bench.call).toMatchObject({ state: 'ended', endReason: 'moved', notices: [] });
    expect(bench.leg.told).not.toContain('hangUp normal');
  });

  it.each([
    [{ number: '2001', name: 'Ana' }, 'note.party-changed', 'Ana 2001'],
    [{ number: '', name: '' }, 'note.party-withheld', 'somebody else is on the line'],
  ])(
    'tells the agent who a transfer by phone has put on the line: %j',
    async (party, code, said) => {
      await bench.goLive();
      bench.leg.handlers?.onPartyChanged(party);
      expect(bench.turns.at(-1)?.note).toMatchObject({ code });
      expect(bench.agent.told.at(-1)).toContain(said);
    },
  );

  it('shows the notice of its leg, and clears it', () => {
    bench.session.begin();
    bench.leg.handlers?.onNotice('asterisk-events', phrase('asterisk.taken-over'));
    expect(bench.call.notices).toMatchObject([
      { kind: 'asterisk-events', phrase: { code: 'asterisk.taken-over' } },
    ]);
    bench.leg.handlers?.onNotice('asterisk-events', null);
    expect(bench.call.notices).toEqual([]);
  });

  it('asks no caller who presses keys whether they are there, and writes no digit down', async () => {
    bench.settings = {
      ...bench.settings,
      watchdogs: { ...CALM.watchdogs, callerSilentMs: 20_000 },
    };
    await bench.goLive();
    bench.agent.told.length = 0;
    for (const digit of '123456#') {
      bench.transport.hear(4_000, 0, advance);
      bench.leg.handlers?.onDtmf(digit);
    }
    expect(bench.agent.told).toEqual([]);
    expect(bench.call.notices).toEqual([]);
    expect(new Set(bench.turns.map(({ text }) => text))).toEqual(new Set(['Caller pressed a key']));
    bench.transport.hear(20_600, 0, advance);
    expect(bench.agent.told).toEqual([expect.stringMatching(/^text .*still there/)]);
  });

  it('ends a call that lasts too long', async () => {
    await bench.goLive();
    await vi.advanceTimersByTimeAsync(bench.settings.maxCallMs);
    expect(bench.call.endReason).toBe('max-duration');
    expect(bench.leg.told.slice(-2)).toEqual(['hangUp normal', 'release']);
  });

  it('leaves no timer behind', async () => {
    await bench.goLive();
    bench.agent.speak(3_000);
    await bench.session.command({ kind: 'end' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
