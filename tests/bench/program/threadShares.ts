/** Where the processor goes within the program: by process and thread, as the kernel names them. */
import {
  type ProcessEntry,
  processTree,
  threadShares,
  type ThreadTime,
  threadTimes,
} from '../threads';

/** Threads of one name in processes of one kind, together. */
export type ThreadShare = { readonly name: string; readonly percent: number };

/** What uses less is left out, % of a core. */
const LEAST_PERCENT = 0.1;

/**
 * Begins to count; gives what ends it.
 * @param main The main process.
 * @param workers Thread id to script of its workers.
 */
export async function watchThreads(
  main: number,
  workers: Readonly<Record<number, string>>,
): Promise<() => Promise<readonly ThreadShare[]>> {
  const family = await processTree(main);
  const kinds = new Map(family.map((entry) => [entry.pid, kindOf(entry, main)]));
  const pids = family.map(({ pid }) => pid);
  const startedMs = performance.now();
  const before = await threadTimes(pids);
  const nameOf = ({ pid, tid, name }: ThreadTime): string =>
    `${kinds.get(pid) ?? ''}, ${tid === pid ? 'main thread' : (workers[tid] ?? name)}`;
  return async () => {
    const after = await threadTimes(pids);
    const sums = new Map<string, number>();
    for (const thread of threadShares(before, after, performance.now() - startedMs)) {
      const name = nameOf(thread);
      sums.set(name, (sums.get(name) ?? 0) + thread.percent);
    }
    return [...sums]
      .map(([name, percent]) => ({ name, percent }))
      .filter(({ percent }) => percent >= LEAST_PERCENT)
      .toSorted((a, b) => b.percent - a.percent);
  };
}

/** Chromium tells its helpers what they are: `--type=renderer`, `--type=gpu-process`. */
function kindOf({ pid, command }: ProcessEntry, main: number): string {
  return pid === main ? 'main process' : (/--type=(\S+)/.exec(command)?.[1] ?? 'helper');
}
