/**
 * Notices when the machine stood still. A thread of its own sleeps for a few ms at a time and notes
 * by how much it overslept. A busy event loop does not delay it. A machine without a free processor
 * does, and so does a container that has used up its share, or a virtual machine that did not run.
 *
 * A thread that mostly sleeps is served first, so on a full machine the main thread may wait for a
 * processor while the canary does not. The kernel counts that wait (run delay in `schedstat`, Linux
 * Documentation/scheduler/sched-stats.rst), and the canary reads it.
 */
import { Worker } from 'node:worker_threads';

export type Canary = {
  /** Begins to count anew. */
  reset(): void;
  /** The longest that the machine, or the main thread, stood still since then, ms. */
  longestMs(): number;
  stop(): Promise<void>;
};

const WORDS = 2;
const LONGEST_US = 1;

/**
 * Starts a canary; it does not keep the process alive.
 * @param schedstat Where the kernel tells how long the main thread has waited for a processor; a
 * system without such a file has only the naps.
 */
export function startCanary(schedstat = `/proc/self/task/${process.pid}/schedstat`): Canary {
  const memory = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(new URL('./canaryThread.mjs', import.meta.url), {
    workerData: { memory: memory.buffer, schedstat },
    execArgv: [],
  });
  thread.unref();
  return {
    reset: () => {
      Atomics.store(memory, LONGEST_US, 0);
    },
    longestMs: () => Atomics.load(memory, LONGEST_US) / 1_000,
    stop: async () => {
      await thread.terminate();
    },
  };
}
