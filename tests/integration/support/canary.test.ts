import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

  it('notices that the main thread waited for a processor, though it was served itself', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cordboard-canary-'));
    const schedstat = path.join(folder, 'schedstat');
    await writeFile(schedstat, '5000000 1000000 7\n');
    const served = startCanary(schedstat);
    await expect.poll(() => served.longestMs()).toBeGreaterThan(0);
    // In one step, as the kernel's file changes: half a file has no figure.
    await writeFile(`${schedstat}.next`, '5000000 901000000 8\n');
    await rename(`${schedstat}.next`, schedstat);
    await expect.poll(() => served.longestMs()).toBeGreaterThanOrEqual(900);
    await served.stop();
    await rm(folder, { recursive: true });
  });
});
