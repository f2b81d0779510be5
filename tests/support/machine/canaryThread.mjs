/**
 * The thread of canary.ts: it sleeps again and again, and keeps in shared memory the longest time
 * by which it overslept, µs.
 */
import { workerData } from 'node:worker_threads';

const NAP_MS = 5;
/** Words of the memory: one that nobody changes, and the result. */
const BELL = 0;
const LONGEST_US = 1;

const memory = new Int32Array(workerData);

for (;;) {
  const beginMs = performance.now();
  // Waiting for a bell that nobody rings is a sleep of the thread itself, without an event loop.
  Atomics.wait(memory, BELL, 0, NAP_MS);
  const overMs = performance.now() - beginMs - NAP_MS;
  if (overMs * 1_000 > Atomics.load(memory, LONGEST_US)) {
    Atomics.store(memory, LONGEST_US, overMs * 1_000);
  }
}
