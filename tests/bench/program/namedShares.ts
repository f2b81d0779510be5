/** Where the processor goes within the program: by process and thread, as the kernel names them. */
import { type ProcessEntry, processTree, type ThreadTime, watchShares } from '../threads';

/** Threads of one name in processes of one kind, together. */
type NamedShare = { readonly name: string; readonly percent: number };

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
): Promise<() => Promise<readonly NamedShare[]>> {
  const family = await processTree(main);
  const kinds = new Map(family.map((entry) => [entry.pid, kindOf(entry, main)]));
  const endShares = await watchShares(family.map(({ pid }) => pid));
  const nameOf = ({ pid, tid, name }: ThreadTime): string =>
    `${kinds.get(pid) ?? ''}, ${tid === pid ? 'main thread' : (workers[tid] ?? name)}`;
  return async () => {
    const sums = new Map<string, number>();
    for (const thread of await endShares()) {
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
