/**
 * Notices when the machine stood still. A thread of its own sleeps for a few ms at a time and notes
 * by how much it overslept. A busy event loop does not delay it. A machine without a free processor
 * does, and so does a container that has used up its share, or a virtual machine that did not run.
 */
import { Worker } from 'node:worker_threads';

export type Canary = {
  /** Begins to count anew. */
  reset(): void;
  /** The longest that the machine stood still since then, ms. */
  longestMs(): number;
  stop(): Promise<void>;
};

const WORDS = 2;
const LONGEST_US = 1;

/** Starts a canary; it does not keep the process alive. */
export function startCanary(): Canary {
  const memory = new Int32Array(new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(new URL('./canaryThread.mjs', import.meta.url), {
    workerData: memory.buffer,
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
