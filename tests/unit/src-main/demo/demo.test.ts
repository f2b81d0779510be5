import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallLeg } from '#main/call/callLeg';
import { createDemo } from '#main/demo/createDemo';
import { seededRandom } from '#main/demo/random';
import { rmsOf, samplesOf } from './audioFacts';
import { startDemo } from './startDemo';
import { createTestLog } from './testLog';

describe('the demo', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('brings the first call within half a second and three within four', async () => {
    const { calls, stop } = startDemo(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(calls.size).toBe(1);
    await vi.advanceTimersByTimeAsync(3_500);
    expect([...calls.values()].filter(({ state }) => state === 'live')).toHaveLength(3);
    await stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('runs two minutes of calls that come, talk, interrupt and end, through the real pipeline', async () => {
    const { manager, calls, states, turns, complaints, stop } = startDemo(5);
    const live: number[] = [];
    for (let second = 0; second < 120; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      live.push(manager.liveCalls);
    }
    const all = [...calls.values()];
    const said = [...turns.values()];
    expect(Math.min(...live.slice(4))).toBeGreaterThanOrEqual(1);
    expect(Math.max(...live)).toBeLessThanOrEqual(5);
    expect(all.some(({ endReason }) => endReason === 'caller-hung-up')).toBe(true);
    expect(all.every(({ demo, dialedNumber }) => demo && dialedNumber === '1000')).toBe(true);
    expect(new Set(all.map(({ callerNumber }) => callerNumber)).size).toBeGreaterThan(3);
    expect([...states]).toEqual(expect.arrayContaining(['connecting', 'live', 'held', 'ended']));
    expect(said.filter(({ speaker }) => speaker === 'caller').length).toBeGreaterThan(15);
    expect(said.filter(({ speaker }) => speaker === 'agent').length).toBeGreaterThan(15);

    const cut = said.filter(({ status }) => status === 'truncated');
    expect(all.reduce((sum, { metrics }) => sum + metrics.bargeIns, 0)).toBeGreaterThan(2);
    expect(cut.every(({ heardChars, text }) => heardChars! > 0 && heardChars! <= text.length)).toBe(
      true,
    );

    const replies = said.flatMap(({ timeToFirstAudioMs }) => timeToFirstAudioMs ?? []);
    expect(Math.min(...replies)).toBeGreaterThan(600);
    expect(Math.max(...replies)).toBeLessThan(3_500);
    for (const { metrics } of all) {
      expect(metrics.framesLost).toBe(0);
      expect(metrics.framesLate).toBe(0);
    }
    await stop();
    expect(complaints).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  }, 60_000);

  it('changes the voice of a live call', async () => {
    const { manager, calls, stop } = startDemo(2);
    await vi.advanceTimersByTimeAsync(3_000);
    const [id] = calls.keys();
    await manager.command(id!, { kind: 'changeVoice', voice: 'Puck' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls.get(id!)).toMatchObject({ voice: 'Puck', pendingVoice: null, agentLink: 'ready' });
    await stop();
  });

  it('lets calls ring until somebody answers, or the caller gives up', async () => {
    const { manager, calls, stop } = startDemo(3, false);
    await vi.advanceTimersByTimeAsync(4_000);
    const [first, second] = calls.keys();
    expect(calls.get(first!)?.state).toBe('ringing');
    const answer = manager.command(first!, { kind: 'answer' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await answer).toMatchObject({ ok: true });
    await vi.advanceTimersByTimeAsync(50_000);
    expect(calls.get(second!)).toMatchObject({ state: 'ended', endReason: 'caller-hung-up' });
    await stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is the same demo again from the same seed', async () => {
    const texts: string[][] = [];
    for (let run = 0; run < 2; run += 1) {
      const { turns, stop } = startDemo(11);
      await vi.advanceTimersByTimeAsync(20_000);
      texts.push([...turns.values()].map(({ speaker, text }) => `${speaker}: ${text}`));
      await stop();
    }
    expect(texts[0]!.length).toBeGreaterThan(6);
    expect(texts[1]).toEqual(texts[0]);
  });
});

describe('a demo leg', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  async function firstLeg(): Promise<{ leg: CallLeg; ends: string[] }> {
    const { log } = createTestLog();
    const { source } = createDemo({ random: seededRandom(4), log });
    const legs: CallLeg[] = [];
    const ends: string[] = [];
    source.start((leg) => {
      source.stop();
      leg.start({
        onEnded: ({ by }) => ends.push(by),
        onHold: () => undefined,
        onDtmf: () => undefined,
        onAnswered: () => undefined,
        onTalking: () => undefined,
        onChannelReplaced: () => undefined,
        onPartyChanged: () => undefined,
        onNotice: () => undefined,
      });
      legs.push(leg);
    });
    await vi.advanceTimersByTimeAsync(400);
    return { leg: legs[0]!, ends };
  }

  async function after<T>(work: Promise<T>): Promise<T> {
    await vi.advanceTimersByTimeAsync(300);
    return await work;
  }

  it('has no media before it is answered', async () => {
    const { leg } = await firstLeg();
    expect(await leg.connectMedia(1_000)).toMatchObject({ error: { kind: 'invalid-state' } });
    await after(leg.release());
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks whether anybody is there, and hangs up when nobody ever answers', async () => {
    const { leg, ends } = await firstLeg();
    await after(leg.answer());
    const media = await after(leg.connectMedia(1_000));
    const levels: number[] = [];
    if (media.ok) {
      media.value.start({
        onFrame: (frame) => levels.push(rmsOf(samplesOf(frame))),
        onPause: () => undefined,
        onResume: () => undefined,
        onMark: () => undefined,
        onQueueLength: () => undefined,
        onClose: () => ends.push('media closed'),
      });
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ends).toEqual(['caller']);
    // The room is heard while the caller waits, and the caller is heard when they speak.
    expect(levels.slice(10, 100).every((level) => level > 10 && level < 100)).toBe(true);
    expect(levels.filter((level) => level > 1_000).length).toBeGreaterThan(100);
    await after(leg.release());
    expect(ends).toEqual(['caller', 'media closed']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('cannot be answered once it has been hung up, and is released once', async () => {
    const { leg, ends } = await firstLeg();
    expect(await after(leg.hangUp('busy'))).toEqual({ ok: true, value: undefined });
    expect(await after(leg.answer())).toMatchObject({ error: { kind: 'not-found' } });
    expect(await after(leg.connectMedia(1_000))).toMatchObject({ error: { kind: 'not-found' } });
    await after(Promise.all([leg.release(), leg.release()]));
    expect(ends).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
