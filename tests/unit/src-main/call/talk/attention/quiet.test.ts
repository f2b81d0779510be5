import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TalkBench } from '#support/call/talkBench';

describe('since when nobody speaks', () => {
  let bench: TalkBench;
  /** What the call was published with. */
  const seen = new Set<number | null>();

  beforeEach(async () => {
    vi.useFakeTimers();
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms));
    bench.onCall = ({ quietSince }) => {
      seen.add(quietSince);
    };
    await bench.begin();
    bench.callerSays(1_000);
    bench.agentSays(1_000);
    bench.callerListens(1_500);
  });

  afterEach(() => {
    bench.talk.end();
    bench.talk.close();
    vi.useRealTimers();
  });

  it('is published once it is no pause, and is over with the next word', () => {
    const before = Date.now();
    expect(bench.call.quietSince).toBeNull();
    bench.callerListens(5_000);
    expect(Math.abs((bench.call.quietSince ?? 0) - before)).toBeLessThan(1_000);
    bench.callerSays(1_000);
    expect(bench.call.quietSince).toBeNull();
  });

  it('changes the call only where it begins and ends', () => {
    bench.callerListens(3_000);
    const since = bench.call.quietSince;
    seen.clear();
    bench.callerListens(60_000);
    // Alerts of the silence change the call, too.
    expect([...seen]).toEqual([since]);
    bench.callerSays(1_000);
    expect([...seen]).toEqual([since, null]);
  });

  it.each<[string, () => void]>([
    [
      'a supervisor has the call',
      () => {
        bench.talk.takeOver();
      },
    ],
    [
      'the caller is on hold',
      () => {
        bench.talk.hold(true);
      },
    ],
    [
      'the AI is muted',
      () => {
        bench.talk.muteAgent(true);
      },
    ],
  ])('is no silence while %s', (_what, begins) => {
    bench.callerListens(5_000);
    begins();
    bench.callerListens(10_000);
    expect(bench.call.quietSince).toBeNull();
  });

  it('is no silence while the caller waits for an answer', () => {
    bench.callerSays(1_000);
    bench.callerListens(10_000);
    expect(bench.call).toMatchObject({ agentState: 'thinking', quietSince: null });
  });
});
