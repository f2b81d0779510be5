/**
 * Tells a fault of the program from a machine that stood still, for tests that measure when sound
 * comes.
 *
 *   const timed = useStallWatch(); // at the top of a file, before anything else that cleans up
 *   const stage = useStage();
 *   it('is heard in one piece', timed, async () => …);      // or describe('…', timed, () => …)
 *
 * Such a test runs once more only if it failed and the machine stood still while it ran; the output
 * says so. Its bounds stay as they are: a failure on a machine that did not stand still counts, and
 * so does a second one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, type TestOptions } from 'vitest';
import { type Canary, startCanary } from './canary';

/** A standstill of one frame is audible, ms. */
const STALL_MS = 20;

/**
 * Most seconds that the machine gets to run for one second without standing still, before the test
 * runs again.
 */
const CALM_SECONDS = 10;

/** Watches the tests of this file; gives the options of those that are timed. */
export function useStallWatch(start: () => Canary = startCanary): TestOptions {
  // Vitest asks the last error whether to run a test again, and the hook that was registered first
  // is the last to run.
  const retry = { count: 1, condition: /^The machine stood still/ };
  let canary: Canary;
  beforeAll(() => {
    canary = start();
  });
  beforeEach(async ({ task }) => {
    if ((task.result?.retryCount ?? 0) > 0) {
      await untilCalm(canary);
    }
    canary.reset();
  });
  afterEach(({ task }) => {
    const stoodStillMs = canary.longestMs();
    if (task.retry === retry && task.result?.state === 'fail' && stoodStillMs >= STALL_MS) {
      const what = `The machine stood still for ${stoodStillMs.toFixed(0)} ms`;
      const then = task.result.retryCount === 0 ? 'is measured again' : 'has failed twice';
      process.stderr.write(`${what}: "${task.name}" ${then}.\n`);
      throw new Error(`${what} in this test.`);
    }
  });
  afterAll(() => canary.stop());
  return { retry };
}

async function untilCalm(canary: Canary): Promise<void> {
  for (let second = 0; second < CALM_SECONDS; second += 1) {
    canary.reset();
    await sleep(1_000);
    if (canary.longestMs() < STALL_MS) {
      return;
    }
  }
}
