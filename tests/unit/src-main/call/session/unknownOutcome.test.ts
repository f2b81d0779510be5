import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { done, fail } from '#main/util/result';
import { SessionBench } from '#support/call/sessionBench';
import { saying } from '#support/phrases';

const LOST = fail(cordboardError('timeout', saying('No answer.')));

describe('music on hold whose answer was lost', () => {
  let bench: SessionBench;

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new SessionBench();
    await bench.goLive();
  });

  afterEach(async () => {
    bench.leg.operationResult = done;
    await bench.session.shutDown('hangup');
    vi.useRealTimers();
  });

  it('is asked for again until Asterisk has answered, and the call is held meanwhile', async () => {
    bench.leg.operationResult = LOST;
    const holding = bench.session.command({ kind: 'hold' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
    bench.leg.operationResult = done;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await holding).toMatchObject({ ok: true });
  });

  it('is ended all the same when the supervisor has changed their mind: it may be playing', async () => {
    bench.leg.operationResult = LOST;
    void bench.session.command({ kind: 'hold' });
    await vi.advanceTimersByTimeAsync(100);
    void bench.session.command({ kind: 'resume' });
    bench.leg.operationResult = done;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.leg.told.at(-1)).toBe('music off');
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
  });

  it('keeps the agent out of a line on which it may still play', async () => {
    await bench.session.command({ kind: 'hold' });
    bench.leg.operationResult = LOST;
    void bench.session.command({ kind: 'resume' });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(bench.call).toMatchObject({ state: 'held', agentState: 'paused' });
    bench.leg.operationResult = done;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bench.call).toMatchObject({ state: 'live', agentState: 'listening' });
  });

  it('keeps the agent waiting until it has ended', async () => {
    await bench.session.command({ kind: 'hold' });
    let ended = (): void => undefined;
    bench.leg.playMusic = () =>
      new Promise((resolve) => {
        ended = () => {
          resolve(done);
        };
      });
    const resumed = bench.session.command({ kind: 'resume' });
    await vi.advanceTimersByTimeAsync(500);
    expect(bench.call).toMatchObject({ state: 'live', agentState: 'paused' });
    ended();
    expect(await resumed).toMatchObject({ ok: true });
    expect(bench.call).toMatchObject({ state: 'live', agentState: 'listening' });
  });

  it('is played to the channel that takes the place of the caller’s on hold', async () => {
    await bench.session.command({ kind: 'hold' });
    bench.leg.told.length = 0;
    bench.leg.handlers?.onChannelReplaced();
    await vi.advanceTimersByTimeAsync(100);
    expect(bench.leg.told).toEqual(['music on']);
    expect(bench.call).toMatchObject({ state: 'held', heldBy: 'supervisor' });
  });

  it('does not disturb a talk in which another channel takes the place of the caller’s', async () => {
    bench.leg.told.length = 0;
    bench.leg.handlers?.onChannelReplaced();
    expect(bench.call).toMatchObject({ state: 'live', heldBy: null });
    await vi.advanceTimersByTimeAsync(100);
    expect(bench.leg.told).toEqual([]);
  });

  it('fails for the supervisor after 10 s, and is repeated all the same', async () => {
    bench.leg.operationResult = LOST;
    const holding = bench.session.command({ kind: 'hold' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await holding).toMatchObject({ error: { kind: 'timeout' } });
    const told = bench.leg.told.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(bench.leg.told.length).toBeGreaterThan(told);
    expect(bench.call.state).toBe('held');
  });
});
