/** How long processes had to wait for a processor: tells a fault of the program from a starved machine. Linux only. */
import { readdir, readFile } from 'node:fs/promises';

/**
 * Time all threads of a process, and of this one, were ready to run and did not, ms since they were started
 * (Linux kernel documentation, "Scheduler Statistics", /proc/<pid>/schedstat).
 */
export async function cpuWaitMs(pid: number): Promise<number> {
  const [theirs, ours] = await Promise.all([waitOf(String(pid)), waitOf('self')]);
  return theirs + ours;
}

/** Most that is forgiven on a starved machine, ms. */
export const STARVED_MS = 100;

/** Does what is measured. Resolves with the ms that are forgiven, because a process or this one had to wait for a processor. */
export async function forgivenFor(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = await cpuWaitMs(pid);
  await work();
  return Math.min(STARVED_MS, (await cpuWaitMs(pid)) - before);
}

async function waitOf(process: string): Promise<number> {
  const folder = `/proc/${process}/task`;
  const threads = await readdir(folder);
  const waits = await Promise.all(
    threads.map(async (thread) => {
      // A thread may end between the two reads.
      const text = await readFile(`${folder}/${thread}/schedstat`, 'utf8').catch(() => '0 0 0');
      return Number(text.split(' ')[1]) / 1e6;
    }),
  );
  return waits.reduce((sum, wait) => sum + wait, 0);
}
