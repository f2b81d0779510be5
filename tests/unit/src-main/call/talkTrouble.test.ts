import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { FakeTransport } from '#support/call/fakes';
import { CALM, TalkBench } from '#support/call/talkBench';

describe('a talk that goes wrong', () => {
  let bench: TalkBench;

  const open = async (settings: Partial<CallSettings>): Promise<void> => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings);
    await bench.begin();
    bench.callerListens(20);
  };
  const watchdogs = (limits: Partial<CallSettings['watchdogs']>): Partial<CallSettings> => ({
    watchdogs: { ...CALM.watchdogs, ...limits },
  });
  const alerts = (): string[] => bench.told.filter((line) => line.startsWith('alert'));
  const notices = (): string[] => bench.call.notices.map(({ kind }) => kind);

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  it('asks a silent caller, says goodbye, and ends the call once they have heard it', async () => {
    await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
    bench.callerListens(5_100);
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^text .*still there/)]);
    expect(alerts()).toEqual(['alert caller-silent']);
    expect(notices()).toEqual(['caller-silent']);
    expect(bench.log.lines).toContainEqual({
      level: 'warn',
      msg: 'alert raised',
      fields: { alert: 'caller-silent', code: 'alert.caller-silent' },
    });
    bench.agentSays(1_000);
    bench.callerListens(7_000);
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^text .*goodbye/)]);
    bench.agentSays(1_000);
    bench.callerListens(1_500);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('caller silent');
    bench.callerListens(1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toContain('caller silent');
  });

  it('lets the call go on when the caller speaks during the goodbye', async () => {
    await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
    bench.callerListens(10_500);
    bench.callerSays(800);
    bench.callerListens(15_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('caller silent');
    expect(notices()).not.toContain('caller-silent');
  });

  it('lets the call go on when the caller speaks, although nobody had asked for them', async () => {
    await open(watchdogs({ callerSilentEndMs: 10_000 }));
    bench.callerListens(10_500);
    bench.callerSays(800);
    bench.callerListens(8_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('caller silent');
  });

  it.each([
    ['said over a minute', 0],
    ['said into the goodbye', 10_500],
  ])(
    'never ends the call of a caller who is muted, whatever they may have %s',
    async (_what, ms) => {
      await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
      bench.callerListens(ms);
      bench.talk.muteCaller(true);
      bench.toldAgent();
      bench.callerSays(130_000);
      await vi.advanceTimersByTimeAsync(0);
      expect(bench.told).not.toContain('caller silent');
      expect(bench.toldAgent()).toEqual([]);
      expect(notices()).toEqual([]);
      bench.talk.muteCaller(false);
      bench.callerListens(5_600);
      expect(bench.toldAgent(), 'from now on they can be silent again').toHaveLength(1);
    },
  );

  it('never ends the call of a caller whose words are transcribed, though the detector hears nothing', async () => {
    await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
    for (let times = 0; times < 20; times += 1) {
      bench.callerListens(4_500);
      bench.agent.handlers.onCallerText('Quiet words.');
    }
    bench.agentSays(200);
    await vi.advanceTimersByTimeAsync(0);
    expect(alerts()).toEqual([]);
    bench.callerListens(10_500);
    expect(bench.toldAgent().at(-1)).toMatch(/goodbye/);
    bench.agent.handlers.onCallerText('Not yet!');
    bench.callerListens(7_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('caller silent');
  });

  it('never ends the call of a caller who cannot hear the question', async () => {
    await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
    bench.talk.muteAgent(true);
    bench.callerListens(130_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.toldAgent()).toEqual([]);
    expect(bench.told).toEqual([]);
  });

  it('takes keys for a sign of life', async () => {
    await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
    for (let times = 0; times < 20; times += 1) {
      bench.callerListens(4_500);
      bench.talk.keyPressed('1');
    }
    expect(bench.toldAgent()).toEqual([]);
    expect(alerts()).toEqual([]);
  });

  it('takes a question that the agent answers for a sign of life', async () => {
    await open(watchdogs({ callerSilentMs: 20_000, callerSilentEndMs: 60_000 }));
    for (let times = 0; times < 20; times += 1) {
      bench.callerListens(10_000);
      bench.agent.handlers.onCallerText('Quiet words.');
      bench.callerListens(1_000);
      bench.agentSays(1_000);
    }
    expect(bench.toldAgent()).toEqual([]);
    expect(alerts()).toEqual([]);
  });

  it('counts anew after a goodbye that the supervisor interrupted', async () => {
    await open(watchdogs({ callerSilentEndMs: 10_000 }));
    bench.callerListens(10_500);
    bench.talk.hold(true);
    bench.callerListens(7_000);
    await vi.advanceTimersByTimeAsync(0);
    bench.talk.hold(false);
    bench.toldAgent();
    bench.agentSays(500);
    bench.callerListens(9_000);
    expect(bench.toldAgent()).toEqual([]);
    bench.callerListens(3_000);
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^text .*goodbye/)]);
    bench.callerListens(7_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toContain('caller silent');
  });

  it('does not end a call that the supervisor takes over during the goodbye', async () => {
    await open(watchdogs({ callerSilentMs: 5_000, callerSilentEndMs: 10_000 }));
    bench.callerListens(10_500);
    bench.talk.takeOver();
    bench.callerListens(15_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).not.toContain('caller silent');
  });

  it('reconnects an agent that does not answer, says so until somebody speaks, then makes it ask the caller to repeat', async () => {
    await open(watchdogs({ agentSilentMs: 8_000 }));
    bench.callerSays(600);
    bench.callerListens(8_600);
    expect(bench.toldAgent()).toContain('reconnect no-answer');
    expect(bench.call.notices).toMatchObject([
      { severity: 'warn', message: 'The AI has not answered for 8 s.' },
    ]);
    // What the caller said is still to be answered: the new connection is told it.
    expect(bench.agent.options.unansweredMs?.()).not.toBeNull();
    bench.callerListens(8_000);
    expect(bench.call.agentState).toBe('listening');
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^text .*say it again/)]);
    bench.callerSays(200);
    expect(bench.call.notices).toEqual([]);
  });

  it('does not wait for an answer while a tool runs', async () => {
    await open(watchdogs({ agentSilentMs: 8_000 }));
    bench.callerSays(600);
    bench.callerListens(800);
    bench.agent.handlers.onToolCalls([{ id: 'a', name: 'look_up', args: {} }]);
    bench.callerListens(20_000);
    expect(alerts()).toEqual([]);
    bench.host?.sendResult({ id: 'a', name: 'look_up', response: {}, scheduling: 'wait' });
    bench.callerListens(8_100);
    expect(alerts()).toEqual(['alert no-answer']);
  });

  it('reconnects an agent whose speech is silence, and makes it say that again', async () => {
    await open(watchdogs({ agentSilentMs: 3_000 }));
    bench.agent.handlers.onAudio(Buffer.alloc(10_000 * 48));
    bench.agent.handlers.onAgentText('It comes tomorrow.');
    bench.callerListens(4_600);
    expect(bench.toldAgent()).toEqual(['reconnect soundless']);
    expect(alerts()).toEqual(['alert agent-soundless']);
    expect(bench.transport.told).toContain('flush');
    expect(bench.agent.options.history(), 'nothing of it was heard').toEqual([]);
    bench.agent.handlers.onLink('resuming', null);
    bench.agent.handlers.onLink('ready', null);
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^text .*heard nothing/)]);
  });

  it('does not take a muted agent for a silent one', async () => {
    await open(watchdogs({ agentSilentMs: 3_000 }));
    bench.talk.muteAgent(true);
    bench.agentSays(10_000);
    bench.callerListens(8_000);
    expect(alerts()).toEqual([]);
  });

  it('stops an agent that talks on and on, and tells it to come to an end', async () => {
    await open(watchdogs({ agentTalkingMs: 5_000 }));
    bench.agentSays(20_000);
    bench.callerListens(6_000);
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^text .*one short sentence/)]);
    expect(alerts()).toEqual(['alert agent-talking']);
    expect(bench.call.agentState).not.toBe('speaking');
    expect(bench.talk.metrics.bargeIns).toBe(0);
  });

  it('tells again and again that no audio comes from the caller, without an alert', async () => {
    await open(watchdogs({ noMediaMs: 5_000 }));
    vi.advanceTimersByTime(16_000);
    expect(bench.told).toEqual(['no media', 'no media', 'no media']);
    expect(bench.call.notices).toMatchObject([{ kind: 'no-media', severity: 'info' }]);
    bench.callerListens(1_000);
    expect(notices()).toEqual([]);
    vi.advanceTimersByTime(6_000);
    expect(bench.told.slice(3)).toEqual(['no media']);
  });

  it('does not count the silence of a caller while a tool runs', async () => {
    await open(watchdogs({ callerSilentMs: 5_000 }));
    bench.agent.handlers.onToolCalls([{ id: 'a', name: 'look_up', args: {} }]);
    bench.callerListens(12_000);
    expect(alerts()).toEqual([]);
    bench.host?.sendResult({ id: 'a', name: 'look_up', response: {}, scheduling: 'wait' });
    bench.callerListens(12_000);
    expect(alerts(), 'it is the agent’s turn to speak about the result').toEqual([]);
    bench.agentSays(200);
    bench.callerListens(5_900);
    expect(alerts()).toEqual(['alert caller-silent']);
  });

  it('plays soft tones to a caller while the agent is away, and none when it is back', async () => {
    await open({ agentAway: { sound: 'tone', limitMs: 20_000 } });
    const before = bench.transport.counters.framesOut;
    bench.agent.handlers.onLink('resuming', null);
    bench.callerListens(7_000);
    expect(bench.transport.counters.framesOut - before).toBe(2 * 20);
    bench.agent.handlers.onLink('ready', null);
    bench.callerListens(20_000);
    expect(bench.transport.counters.framesOut - before).toBe(2 * 20);
    expect(bench.told).toEqual(['alert agent-link']);
  });

  it('gives up the call when the agent stays away', async () => {
    await open({ agentAway: { sound: 'music', limitMs: 20_000 } });
    bench.agent.handlers.onLink('resuming', null);
    bench.callerListens(21_000);
    expect(bench.told).toEqual(['alert agent-link', 'music on', 'agent away too long']);
  });

  it('does not miss an agent that is back, although the media are still away', async () => {
    await open({ agentAway: { sound: 'music', limitMs: 20_000 } });
    bench.agent.handlers.onLink('resuming', null);
    bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
    vi.advanceTimersByTime(1_000);
    bench.agent.handlers.onLink('ready', null);
    vi.advanceTimersByTime(30_000);
    expect(bench.told).toEqual(['media lost']);
  });

  it('counts no caller without media as one who waits for the agent only', async () => {
    await open({ agentAway: { sound: 'silence', limitMs: 20_000 } });
    bench.agent.handlers.onLink('resuming', null);
    bench.transport.handlers?.onClose({ by: 'remote', code: 1006 });
    vi.advanceTimersByTime(25_000);
    expect(bench.told).not.toContain('agent away too long');
    bench.talk.attach(new FakeTransport());
    vi.advanceTimersByTime(5_000);
    expect(bench.told, 'the agent is still away').toContain('agent away too long');
  });
});
