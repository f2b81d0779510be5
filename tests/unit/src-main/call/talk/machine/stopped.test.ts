import { beforeEach, describe, expect, it } from 'vitest';
import { STOPPED_MS } from '#main/call/talk/machine/exchange';
import type { TalkMachine } from '#main/call/talk/machine/talkMachine';
import { goOnAfterStop } from '#main/call/talk/prompts';
import { SPOKEN } from '#support/call/fakes';
import { MachineBench } from '#support/call/machineBench';

const GOES_ON = `text ${goOnAfterStop()}`;

let bench: MachineBench;
let turns: TalkMachine;

/** The agent was stopped at 1000 ms, in the middle of a turn. */
beforeEach(() => {
  bench = new MachineBench();
  ({ turns } = bench);
  turns.agentAudio(0);
  turns.stop(1_000);
  bench.decided();
});

describe('an agent that the supervisor stopped', () => {
  it('waits in silence, and is not free for what changes the sound', () => {
    expect(turns).toMatchObject({ stopped: true, state: 'listening', quiet: false });
    expect(turns.dueMs).toBe(1_000 + STOPPED_MS);
    turns.turnComplete({ ...SPOKEN, end: 'interrupted' }, 1_200);
    expect(turns.stopped).toBe(true);
  });

  it('says what it is asked at once', () => {
    bench.prompt('Offer a voucher.', 2_000);
    expect(bench.decided()).toContain('text Offer a voucher.');
    expect(turns).toMatchObject({ stopped: false, dueMs: null });
  });

  it('goes on by itself when nobody says anything', () => {
    turns.tick(1_000 + STOPPED_MS - 1);
    expect(bench.decided()).toEqual([]);
    turns.tick(1_000 + STOPPED_MS);
    expect(bench.decided()).toContain(GOES_ON);
    expect(turns).toMatchObject({ stopped: false, dueMs: null });
  });

  it('is not told to go on once the caller speaks', () => {
    bench.callerSays(2_000, 3_000);
    expect(turns).toMatchObject({ stopped: false, state: 'thinking' });
    turns.tick(1_000 + STOPPED_MS);
    expect(bench.decided()).not.toContain(GOES_ON);
  });

  it('is not told to go on once the service has words of the caller', () => {
    turns.callerWords(4_000);
    expect(turns).toMatchObject({ stopped: false, state: 'thinking' });
  });

  it('takes words that come soon for those of the question before', () => {
    turns.callerWords(1_500);
    expect(turns.stopped).toBe(true);
  });

  it('is not told to go on when it speaks of its own accord', () => {
    turns.turnComplete({ ...SPOKEN, end: 'interrupted' }, 1_200);
    expect(turns.agentAudio(1_500)).toBe(true);
    expect(turns.stopped).toBe(false);
    turns.tick(1_000 + STOPPED_MS);
    expect(bench.decided()).not.toContain(GOES_ON);
  });

  it('speaks of the result of a tool that comes meanwhile', () => {
    turns.toolResult('wait', 2_000);
    expect(turns).toMatchObject({ stopped: false, state: 'thinking' });
  });

  it('goes on once it is connected again', () => {
    turns.setLink(false, 2_000);
    expect(turns.agentAwaited).toBe(true);
    turns.tick(1_000 + STOPPED_MS);
    expect(bench.decided()).not.toContain(GOES_ON);
    turns.setLink(true, 9_000);
    expect(bench.decided()).toContain(GOES_ON);
  });

  it('says what waited for a connection in place of going on by itself', () => {
    turns.setLink(false, 2_000);
    bench.prompt('Offer a voucher.', 3_000);
    turns.tick(1_000 + STOPPED_MS);
    turns.setLink(true, 9_000);
    const decided = bench.decided();
    expect(decided).toContain('text Offer a voucher.');
    expect(decided).not.toContain(GOES_ON);
  });

  it('is owed to nobody once the supervisor pauses it', () => {
    turns.setAbsent('pause', true, 2_000);
    turns.forget(2_000);
    expect(turns.dueMs).toBeNull();
  });
});

it('leaves the answer to a caller who had spoken before the stop', () => {
  const other = new MachineBench();
  other.interruptible = false;
  other.turns.agentAudio(0);
  other.callerSays(300, 900);
  other.turns.stop(1_000);
  expect(other.turns).toMatchObject({ stopped: false, state: 'thinking' });
});
