import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterSpeech } from '#main/call/talk/afterSpeech';

let afterSpeech: AfterSpeech;
let over: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  over = false;
  afterSpeech = new AfterSpeech(() => undefined);
  void afterSpeech.wait(2_000).then(() => {
    over = true;
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Passes this time, then says whether the wait is over. */
async function isOverAfter(ms: number): Promise<boolean> {
  await vi.advanceTimersByTimeAsync(ms);
  afterSpeech.tick(performance.now());
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

describe('the wait for the last words of the agent', () => {
  it('ends when an agent that is silent does not begin in its time', async () => {
    expect(await isOverAfter(1_900)).toBe(false);
    expect(await isOverAfter(100)).toBe(true);
  });

  it('gives that time in full to an agent that stops thinking meanwhile without a word', async () => {
    afterSpeech.agentHeard(false);
    expect(await isOverAfter(1_900)).toBe(false);
    afterSpeech.agentHeard(true);
    expect(await isOverAfter(5_000)).toBe(false);
  });

  it('ends 1 s after the agent has spoken, and never before', async () => {
    afterSpeech.agentHeard(true);
    await vi.advanceTimersByTimeAsync(3_000);
    afterSpeech.agentHeard(false);
    expect(await isOverAfter(900)).toBe(false);
    expect(await isOverAfter(100)).toBe(true);
  });

  it('lasts 12 s at most', async () => {
    afterSpeech.agentHeard(true);
    expect(await isOverAfter(11_900)).toBe(false);
    expect(await isOverAfter(100)).toBe(true);
  });
});
