import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { TalkBench } from '#support/call/talkBench';

describe('a caller who speaks into the answer, with BARGE_IN_MODE=confirm', () => {
  let bench: TalkBench;

  const open = async (settings: Partial<CallSettings> = {}): Promise<void> => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), { bargeIn: 'confirm', ...settings });
    await bench.begin();
    bench.callerListens(100);
    bench.agentSays(4_000);
    bench.callerListens(1_000);
    bench.transport.told.length = 0;
    bench.agent.heard.length = 0;
  };

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  const playback = (): string[] =>
    bench.transport.told.filter((line) => ['pause', 'resume', 'flush'].includes(line));

  it('lets the agent go on after a cough, which the service does not hear', async () => {
    await open();
    bench.callerSays(200);
    expect(playback()).toEqual(['pause']);
    bench.callerListens(800);
    expect(playback()).toEqual(['pause', 'resume']);
    bench.callerListens(4_000);
    expect(bench.agent.heard.filter((sample) => sample !== 0)).toEqual([]);
    expect(bench.turns.map(({ status }) => status)).not.toContain('truncated');
    expect(bench.call.agentState).toBe('listening');
    expect(bench.talk.metrics.bargeIns).toBe(0);
    expect(bench.agent.options.unansweredMs?.()).toBeNull();
  });

  it('loses no frame of the caller’s line to the service over a cough', async () => {
    await open();
    bench.callerSays(200);
    bench.callerListens(5_000);
    // What is said to a listening agent goes out as it comes.
    expect(bench.agent.frames).toBe(bench.transport.counters.framesIn);
  });

  it('cuts the agent when the speech goes on, and the service hears all of it', async () => {
    await open();
    bench.callerSays(1_400);
    expect(playback()).toEqual(['pause', 'flush']);
    const { bargeIns, lastBargeInReactionMs } = bench.talk.metrics;
    expect(bargeIns).toBe(1);
    expect(lastBargeInReactionMs, 'the pause is what the caller notices').toBeLessThan(150);
    bench.callerListens(100);
    const loud = bench.agent.heard.filter((sample) => sample !== 0);
    expect(loud).toHaveLength(1_400 / 20);
    bench.callerListens(800);
    expect(bench.call.agentState).toBe('thinking');
  });

  it('cuts the agent at once when the service says so', async () => {
    await open();
    bench.callerSays(300);
    bench.agent.handlers.onInterrupted();
    expect(playback()).toEqual(['pause', 'flush']);
  });

  it('pauses nothing when the agent is not heard', async () => {
    await open();
    bench.callerListens(4_000);
    bench.callerSays(200);
    bench.callerListens(20);
    expect(playback()).toEqual([]);
    expect(bench.agent.heard.filter((sample) => sample !== 0)).toHaveLength(10);
  });

  it('takes a short word during the agent’s last words for an answer', async () => {
    await open();
    bench.callerListens(2_200);
    bench.callerSays(300);
    bench.callerListens(800);
    expect(playback()).toEqual(['flush']);
    expect(bench.agent.heard.filter((sample) => sample !== 0)).toHaveLength(15);
    expect(bench.call.agentState).toBe('thinking');
  });

  it('sends an agent with local endpointing only the speech, and all of it', async () => {
    await open({ endpointing: 'local' });
    let loudFrames = 0;
    const startsSpeech = bench.agent.callerSpeechStarts.bind(bench.agent);
    vi.spyOn(bench.agent, 'callerSpeechStarts').mockImplementation((sinceOnsetMs) => {
      loudFrames = bench.agent.heard.filter((sample) => sample !== 0).length;
      startsSpeech(sinceOnsetMs);
    });
    bench.callerSays(200);
    bench.callerListens(800);
    expect(bench.toldAgent()).toEqual([]);
    bench.callerSays(1_400);
    expect(bench.toldAgent()).toEqual([expect.stringMatching(/^speech starts 1[12]\d\d/)]);
    expect(loudFrames).toBeGreaterThan(1_100 / 20);
  });

  it('follows the supervisor’s choice from the next word on', async () => {
    await open();
    bench.talk.setBargeIn('immediate');
    bench.callerSays(200);
    expect(playback()).toEqual(['flush']);
  });

  it('resumes the paused answer when the line is held while a barge-in is in doubt', async () => {
    await open();
    bench.callerSays(200);
    bench.talk.hold(true);
    bench.callerListens(3_000);
    bench.talk.hold(false);
    expect(playback().at(-1)).toBe('resume');
    bench.callerListens(3_500);
    expect(bench.call.agentState).toBe('listening');
    expect(bench.turns.map(({ status }) => status)).not.toContain('truncated');
  });
});
