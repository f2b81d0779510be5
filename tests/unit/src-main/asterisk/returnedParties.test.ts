import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallMemory } from '#main/call/life/callMemory';
import { NO_WISHES } from '#main/call/life/wishes';
import { SourceBench } from '#support/call/sourceBench';

const TALKED: CallMemory = { startedAt: 1, answeredAt: 2, wishes: NO_WISHES, turnsBelow: 7 };

describe('a party whom we have called', () => {
  let bench: SourceBench;

  beforeEach(() => {
    vi.useFakeTimers();
    bench = new SourceBench();
  });

  afterEach(() => {
    bench.source.stop();
    vi.useRealTimers();
  });

  /** They have answered, and then been sent to another place in the dialplan. */
  const sentOn = async (memory: CallMemory): Promise<string> => {
    const made = bench.source.createOutgoing({ kind: 'number', number: '2002', profileId: '' });
    if (!made.ok) {
      throw new Error(made.error.message);
    }
    const { caller } = made.value;
    await made.value.dial();
    bench.asterisk.states.set(caller.callId, 'Up');
    bench.asterisk.enter(caller.callId);
    await made.value.remember(memory);
    bench.asterisk.move(caller.callId);
    await bench.settle(2_000);
    expect(bench.legs).toEqual([]);
    return caller.callId;
  };

  it('is a caller like any other when the dialplan sends them back', async () => {
    const id = await sentOn(TALKED);
    bench.asterisk.enter(id);
    await bench.settle();
    expect(bench.legs.map(({ caller, memory }) => ({ ...caller, memory }))).toMatchObject([
      { callId: id, direction: 'outbound', callerNumber: '2002', adopted: false, memory: TALKED },
    ]);
  });

  it('is nobody’s call when they answer just as it is given up', async () => {
    const id = await sentOn({ ...TALKED, answeredAt: null });
    bench.asterisk.enter(id);
    await bench.settle();
    expect(bench.legs).toEqual([]);
  });
});
