import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Canary, startCanary } from '#support/machine/canary';

const run = promisify(execFile);
let canary: Canary;

beforeEach(async () => {
  canary = startCanary();
  // It sings: its first nap is over.
  await expect.poll(() => canary.longestMs()).toBeGreaterThan(0);
  canary.reset();
});

afterEach(() => canary.stop());

describe('the canary', () => {
  it('notices that the whole process stood still', async () => {
    const pid = String(process.pid);
    await run('/bin/sh', ['-c', `kill -STOP ${pid}; sleep 0.3; kill -CONT ${pid}`]);
    await expect.poll(() => canary.longestMs()).toBeGreaterThan(250);
  });

  it('is not disturbed by what keeps the event loop', () => {
    const endMs = performance.now() + 1_500;
    while (performance.now() < endMs) {
      // Nothing else gets a turn.
    }
    expect(canary.longestMs()).toBeLessThan(750);
  });
});
