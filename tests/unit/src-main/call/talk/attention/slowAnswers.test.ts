import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '#main/call/callSettings';
import { Waits } from '#main/call/talk/attention/signals/waits';
import { wordsOf } from '#model/phrases/phrase';
import { TalkBench } from '#support/call/talkBench';

describe('the waits of a caller', () => {
  let waits: Waits;
  const pass = (waiting: boolean, seconds: number): void => {
    for (let half = 0; half < 2 * seconds; half += 1) {
      waits.add(waiting, 500);
    }
  };

  beforeEach(() => {
    waits = new Waits();
  });

  it('count while they last, and after them', () => {
    pass(true, 3);
    expect([waits.ms, waits.runningMs]).toEqual([3_000, 3_000]);
    pass(false, 20);
    expect([waits.ms, waits.runningMs]).toEqual([3_000, 0]);
  });

  it('are those of the last answer once it has come', () => {
    pass(true, 3);
    pass(false, 10);
    pass(true, 1);
    expect(waits.ms).toBe(3_000);
    pass(false, 1);
    expect(waits.ms).toBe(1_000);
  });

  it('are no matter of now after a minute', () => {
    pass(true, 3);
    pass(false, 59);
    expect(waits.ms).toBe(3_000);
    pass(false, 2);
    expect(waits.ms).toBe(0);
  });
});

describe('a late answer', () => {
  let bench: TalkBench;

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    bench.talk.close();
    vi.useRealTimers();
  });

  const begin = async (settings: Partial<CallSettings> = {}): Promise<void> => {
    bench = new TalkBench((ms) => vi.advanceTimersByTime(ms), settings);
    await bench.begin();
  };
  const raised = () => bench.call.alerts.find(({ signal }) => signal === 'slow-answer');
  const isOpen = (): boolean => raised()?.over === null;
  const ask = (waitMs: number): void => {
    bench.callerSays(1_000);
    bench.callerListens(waitMs + 500);
    bench.agentSays(1_000);
    bench.callerListens(4_000);
  };

  it('is told of while the caller waits, and until the next answer comes in time', async () => {
    await begin();
    ask(500);
    expect(raised()).toBeUndefined();
    ask(3_000);
    expect(isOpen()).toBe(true);
    ask(3_000);
    expect(isOpen()).toBe(true);
    ask(500);
    expect(isOpen()).toBe(false);
  });

  it('is also a greeting that does not come, from the moment the caller is on the line', async () => {
    await begin({ greeting: 'Say hello.' });
    bench.callerListens(1_500);
    expect(raised()).toBeUndefined();
    bench.callerListens(1_500);
    const alert = raised();
    expect(alert && wordsOf(alert.phrase)).toBe('The caller has waited 2 s for an answer.');
  });

  it('is no matter in a call that the AI does not open', async () => {
    await begin();
    bench.callerListens(10_000);
    expect(raised()).toBeUndefined();
  });

  it('is no matter while the caller speaks in place of listening to a greeting', async () => {
    await begin({ greeting: 'Say hello.' });
    bench.callerListens(1_000);
    bench.callerSays(6_000);
    expect(raised()).toBeUndefined();
  });
});
