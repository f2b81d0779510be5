import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeAgent } from '#support/call/fakes';
import { LOUD, TalkBench } from '#support/call/talkBench';

const SALES = { name: 'sales', description: '', extension: '10' };

describe('what the supervisor does to a talk', () => {
  let bench: TalkBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms));
    await bench.begin();
    bench.callerListens(100);
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  const frame = Buffer.alloc(640);
  for (let at = 0; at < frame.length; at += 2) {
    frame.writeInt16LE(LOUD, at);
  }
  const listener = (index: 1 | 2): FakeAgent => {
    const agent = bench.agents[index];
    if (agent === undefined) {
      throw new Error('nobody writes down what is said');
    }
    return agent;
  };
  const supervisorSays = (ms: number): void => {
    for (let elapsed = 0; elapsed < ms; elapsed += 20) {
      bench.talk.supervisorFrame(frame);
      bench.callerListens(20);
    }
  };

  it('stops the agent and lets the supervisor be heard', () => {
    bench.agentSays(4_000);
    bench.callerListens(1_000);
    bench.talk.takeOver();
    expect(bench.transport.told).toContain('flush');
    expect(bench.call.agentState).toBe('paused');
    const before = bench.transport.counters.framesOut;
    supervisorSays(1_000);
    expect(bench.transport.counters.framesOut - before).toBe(50);
    const heard: (Buffer | null)[] = [];
    bench.talk.addTap((_caller, audio) => heard.push(audio));
    supervisorSays(100);
    expect(heard.at(-1)?.readInt16LE(0)).toBe(LOUD);
  });

  it('lets the supervisor hear a caller who is muted, and writes their words down', () => {
    const [heard, recorded]: [number[], number[]] = [[], []];
    bench.talk.addLineTap((caller) => heard.push(caller.readInt16LE(0)));
    bench.talk.addTap((caller) => recorded.push(caller.readInt16LE(0)));
    bench.talk.takeOver();
    bench.talk.muteCaller(true);
    bench.callerSays(400);
    expect(heard).toEqual(new Array(20).fill(LOUD));
    expect(listener(1).heard).toEqual(heard);
    expect(recorded).toEqual(new Array(20).fill(0));
  });

  it('drops what the agent says meanwhile, and sends it none of the caller’s audio', () => {
    bench.talk.takeOver();
    const frames = bench.agent.frames;
    const out = bench.transport.counters.framesOut;
    bench.callerSays(400);
    bench.agent.handlers.onAgentText('What did you say?');
    bench.agentSays(1_000);
    bench.callerListens(600);
    expect(bench.agent.frames).toBe(frames);
    expect(bench.toldAgent()).toEqual(['audio pauses']);
    expect(bench.transport.counters.framesOut).toBe(out);
    expect(bench.turns.map(({ speaker }) => speaker)).toEqual(['system']);
  });

  it('ignores the microphone of a supervisor who has not taken over', () => {
    const before = bench.transport.counters.framesOut;
    supervisorSays(200);
    bench.talk.takeOver();
    bench.talk.handBack();
    supervisorSays(200);
    expect(bench.transport.counters.framesOut).toBe(before);
  });

  it('makes the agent say a text at once, instead of what it is saying', () => {
    bench.agentSays(4_000);
    bench.callerListens(500);
    bench.talk.say('Please hold the line.');
    expect(bench.toldAgent()).toEqual(['say Please hold the line.']);
    expect(bench.transport.told).toContain('flush');
    expect(bench.talk.metrics.bargeIns).toBe(0);
  });

  it('has the agent say the facts of the call in the places for them', () => {
    bench.talk.say('Thank you, {caller.name}.');
    expect(bench.toldAgent()).toEqual(['say Thank you, Ana.']);
    expect(bench.turns.at(-1)?.text).not.toContain('{');
  });

  it('leaves what the agent was told to say while it was away, when somebody takes over', () => {
    bench.agent.handlers.onLink('resuming', null);
    bench.talk.say('Please hold the line.');
    bench.talk.takeOver();
    bench.agent.handlers.onLink('ready', null);
    supervisorSays(1_000);
    bench.talk.handBack();
    bench.callerListens(1_000);
    expect(bench.toldAgent()).not.toContain('say Please hold the line.');
  });

  it('whispers to the agent without stopping it', () => {
    bench.agentSays(1_000);
    bench.talk.whisper('Offer a discount.');
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^context .*Offer a discount\.$/)]);
    expect(bench.transport.told).not.toContain('flush');
    expect(bench.turns.at(-1)?.text).toBe('Whispered to the AI: Offer a discount.');
  });

  it('pauses the agent: it neither hears nor speaks until it is let in again', () => {
    bench.talk.pauseAgent(true);
    const frames = bench.agent.frames;
    bench.callerSays(400);
    bench.callerListens(600);
    bench.agentSays(400);
    expect(bench.agent.frames).toBe(frames);
    expect(bench.transport.counters.framesOut).toBe(0);
    bench.talk.pauseAgent(false);
    expect(bench.call.agentState).toBe('listening');
    bench.callerListens(100);
    bench.agentSays(400);
    expect(bench.agent.frames).toBe(frames + 5);
    // The resampler's 2 ms at the end of the 400 ms are in a frame of their own.
    expect(bench.transport.counters.framesOut).toBe(21);
  });

  it('gives the agent silence in place of a caller who is muted', () => {
    bench.talk.muteCaller(true);
    bench.agent.heard.length = 0;
    bench.callerSays(400);
    expect(bench.agent.heard).toEqual(new Array(20).fill(0));
    expect(bench.call.callerSpeaking).toBe(false);
    bench.talk.muteCaller(false);
    bench.callerSays(400);
    expect(bench.agent.heard.at(-1)).toBe(LOUD);
  });

  it('gives the caller silence in place of a muted agent, at once, and speech again when that is over', () => {
    const sent: number[] = [];
    const send = bench.transport.sendFrame.bind(bench.transport);
    vi.spyOn(bench.transport, 'sendFrame').mockImplementation((...frames: unknown[]) => {
      sent.push((frames[0] as Buffer).readInt16LE(100));
      return send();
    });
    bench.agentSays(2_000);
    bench.callerListens(500);
    bench.transport.told.length = 0;
    sent.length = 0;
    bench.talk.muteAgent(true);
    expect(bench.transport.told).toContain('flush');
    expect(sent.length).toBeGreaterThan(70);
    expect(sent.every((sample) => sample === 0)).toBe(true);
    bench.callerListens(500);
    expect(bench.call.agentState).toBe('speaking');
    sent.length = 0;
    bench.talk.muteAgent(false);
    expect(sent.length).toBeLessThan(60);
    // The last frame is the end of the answer, with silence behind it.
    expect(sent.slice(0, -1).every((sample) => sample !== 0)).toBe(true);
    bench.callerListens(1_500);
    expect(bench.call.agentState).toBe('listening');
  });

  it('keeps what the agent says while the line is held until it is heard', () => {
    bench.talk.hold(true);
    expect(bench.toldAgent()).toEqual(['audio pauses']);
    bench.agentSays(1_000);
    bench.callerListens(5_000);
    bench.talk.hold(false);
    expect(bench.call.agentState).toBe('speaking');
    bench.callerListens(1_500);
    expect(bench.call.agentState).toBe('listening');
  });

  it('plays nothing into a held line, whoever speaks', () => {
    bench.agentSays(2_000);
    bench.callerListens(500);
    bench.talk.hold(true);
    bench.talk.say('Please hold the line.');
    expect(bench.transport.told.filter((line) => /flush|pause|resume/.test(line))).toEqual([
      'pause',
      'flush',
      'pause',
    ]);
    bench.talk.takeOver();
    const before = bench.transport.counters.framesOut;
    supervisorSays(400);
    expect(bench.transport.counters.framesOut).toBe(before);
  });

  it('ends the call, or sends the caller on, only when the agent was heard to its end', async () => {
    bench.agentSays(1_000);
    bench.host?.endCall();
    const transferred = bench.host?.transfer(SALES, new AbortController().signal);
    bench.callerListens(1_500);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toEqual([]);
    bench.callerListens(800);
    await expect(transferred).resolves.toEqual({ ok: true, value: undefined });
    expect(bench.told).toEqual(['endCall', 'transfer sales']);
  });

  it('passes the agent’s calls to its tools, and cancels them', () => {
    bench.agent.handlers.onToolCalls([{ id: 'a', name: 'end_call', args: {} }]);
    bench.agent.handlers.onToolCallsCancelled(['a']);
    expect(bench.told).toEqual(['tools end_call', 'cancel a']);
  });

  it('lets no agent end or send on a call that the supervisor has taken over meanwhile', async () => {
    bench.agentSays(1_000);
    bench.host?.endCall();
    const transferred = bench.host?.transfer(SALES, new AbortController().signal);
    bench.callerListens(500);
    bench.talk.takeOver();
    bench.callerListens(5_000);
    await expect(transferred).resolves.toMatchObject({ ok: false });
    expect(bench.told).toEqual([]);
  });

  it.each<[string, (on: boolean) => void]>([
    [
      'held the line',
      (on) => {
        bench.talk.hold(on);
      },
    ],
    [
      'paused the agent',
      (on) => {
        bench.talk.pauseAgent(on);
      },
    ],
  ])(
    'tells an agent that has said goodbye that the call goes on, when the supervisor %s meanwhile',
    async (_what, keepOut) => {
      bench.agentSays(1_000);
      bench.host?.endCall();
      bench.callerListens(500);
      keepOut(true);
      bench.callerListens(5_000);
      await vi.advanceTimersByTimeAsync(0);
      keepOut(false);
      expect(bench.told).toEqual([]);
      expect(bench.toldAgent()).toContainEqual(expect.stringMatching(/^context .*not ended/));
      expect(bench.turns.map(({ note }) => note?.code)).toContain('note.not-ended-unheard');
    },
  );

  it('does not send on a caller who has interrupted the announcement of it', async () => {
    bench.agentSays(2_000);
    const wanted = new AbortController();
    const transferred = bench.host?.transfer(SALES, wanted.signal);
    bench.callerListens(500);
    wanted.abort();
    bench.callerListens(5_000);
    await expect(transferred).resolves.toMatchObject({ ok: false });
    expect(bench.told).toEqual([]);
  });

  it('does not hang up on a caller who is speaking', async () => {
    bench.agentSays(2_000);
    bench.host?.endCall();
    bench.callerListens(500);
    bench.callerSays(4_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toEqual([]);
    expect(bench.toldAgent()).toContainEqual(expect.stringMatching(/^context .*not ended/));
  });

  it('lets no agent end the call of a caller that it cannot hear', async () => {
    bench.talk.muteCaller(true);
    bench.agentSays(1_000);
    bench.host?.endCall();
    bench.callerSays(5_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toEqual([]);
    expect(bench.toldAgent()).toContainEqual(expect.stringMatching(/^context .*not ended/));
    bench.talk.muteCaller(false);
    bench.host?.endCall();
    bench.callerListens(3_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toEqual(['endCall']);
  });

  it('lets no agent end the call of a caller who cannot hear its goodbye', async () => {
    bench.talk.muteAgent(true);
    bench.agentSays(1_000);
    bench.host?.endCall();
    bench.callerListens(5_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.told).toEqual([]);
  });

  it('makes the agent answer what the caller is saying when it is let in again', () => {
    bench.talk.pauseAgent(true);
    bench.callerSays(600);
    bench.talk.pauseAgent(false);
    bench.toldAgent();
    bench.callerSays(600);
    expect(bench.agent.options.unansweredMs?.()).toBeGreaterThan(500);
    bench.callerListens(700);
    expect(bench.toldAgent()).toEqual(['speech ends']);
    expect(bench.call.agentState).toBe('thinking');
  });

  it('does not send the agent the end of what the caller said to the supervisor', () => {
    bench.talk.takeOver();
    bench.callerSays(600);
    bench.callerListens(700);
    bench.talk.handBack();
    bench.callerListens(700);
    expect(bench.call.agentState).toBe('listening');
  });
});
