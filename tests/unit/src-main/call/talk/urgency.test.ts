/** How much a call's session is missed, as its talk tells while it is away. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Urgency } from '#main/agent/voiceAgent';
import { TalkBench } from '#support/call/talkBench';

let bench: TalkBench;

beforeEach(() => {
  vi.useFakeTimers();
  bench = new TalkBench((ms) => vi.advanceTimersByTime(ms));
});

afterEach(() => {
  bench.talk.end();
  bench.talk.close();
  vi.useRealTimers();
});

function urgency(): Urgency | undefined {
  return bench.agent.options.urgency?.();
}

/** The agent's connection is gone, after `before` in a quiet talk. */
async function lostAfter(before: () => void = () => undefined): Promise<void> {
  await bench.begin();
  bench.callerListens(20);
  before();
  bench.agent.handlers.onLink('resuming', null);
  bench.callerListens(100);
}

describe('the urgency of a session', () => {
  it('is that of a new call until the agent was first connected', async () => {
    expect(urgency()).toBe('new-call');
    await lostAfter();
    expect(urgency()).toBe('other');
  });

  it('is that of a caller who waits, whatever they wait for', async () => {
    await lostAfter();
    bench.callerSays(400);
    expect(urgency(), 'they speak').toBe('caller-waits');
    bench.callerListens(1_000);
    expect(urgency(), 'they have asked').toBe('caller-waits');
  });

  it.each([
    [
      'an answer that broke off',
      () => {
        bench.agent.speak(400);
      },
    ],
    [
      'the result of a tool',
      () => {
        bench.agent.handlers.onToolCalls([{ id: 'a', name: 'look_up', args: {} }]);
      },
    ],
    [
      'what the agent was told to say',
      () => {
        bench.talk.say('One moment, please.');
      },
    ],
  ])('is that of a caller who waits for %s', async (_what, happens) => {
    await lostAfter(happens);
    expect(urgency()).toBe('caller-waits');
  });

  it('is the least while the line is held, and for those who only write down', async () => {
    await lostAfter(() => {
      bench.agent.speak(400);
    });
    bench.talk.hold(true);
    expect(urgency()).toBe('other');
    bench.talk.hold(false);
    expect(urgency()).toBe('caller-waits');
    bench.talk.takeOver();
    expect(urgency()).toBe('other');
    expect(bench.agents).toHaveLength(3);
    expect(bench.agents.slice(1).map(({ options }) => options.urgency)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
