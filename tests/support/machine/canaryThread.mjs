/**
 * The thread of canary.ts: it sleeps again and again, and keeps in shared memory the longest time
 * by which it overslept, or for which the main thread waited for a processor meanwhile, µs.
 */
import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const NAP_MS = 5;
/** Words of the memory: one that nobody changes, and the result. */
const BELL = 0;
const LONGEST_US = 1;

const memory = new Int32Array(workerData.memory);

/** How long the main thread has waited for a processor in its whole life, ms; NaN if unknown. */
function waitedMs() {
  try {
    // "time on the processor, time waiting for it, number of slices", ns.
    return Number(readFileSync(workerData.schedstat, 'utf8').split(' ')[1]) / 1_000_000;
  } catch {
    return Number.NaN;
  }
}

let waitedBeforeMs = waitedMs();
for (;;) {
  const beginMs = performance.now();
  // Waiting for a bell that nobody rings is a sleep of the thread itself, without an event loop.
  Atomics.wait(memory, BELL, 0, NAP_MS);
  const overMs = performance.now() - beginMs - NAP_MS;
  const waitedNowMs = waitedMs();
  const stoodMs = Math.max(overMs, waitedNowMs - waitedBeforeMs || 0);
  // One look that fails must not lose the wait that the next one sees.
  waitedBeforeMs = waitedNowMs || waitedBeforeMs;
  if (stoodMs * 1_000 > Atomics.load(memory, LONGEST_US)) {
    Atomics.store(memory, LONGEST_US, stoodMs * 1_000);
  }
}
