/**
 * Processor time by process and thread, from outside (man 5 proc). Linux only: elsewhere the lists
 * are empty.
 */
import { readdir, readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';

/** The kernel counts in ticks of 10 ms (sysconf(_SC_CLK_TCK) is 100 on every Linux). */
const TICK_MS = 10;

/** One thread of a process. */
export type ThreadTime = {
  readonly pid: number;
  /** That of the process for its main thread. */
  readonly tid: number;
  /** As the kernel knows it, at most 15 characters. */
  readonly name: string;
  /** Since the thread began, ms. */
  readonly cpuMs: number;
};

/** A process and where it comes from. */
export type ProcessEntry = {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, joined by blanks. */
  readonly command: string;
};

/** The threads of these processes now; those that are gone are left out. */
export async function threadTimes(pids: readonly number[]): Promise<readonly ThreadTime[]> {
  const lists = await Promise.all(
    pids.map(async (pid) => {
      const tids = await readdir(`/proc/${pid}/task`).catch(() => []);
      return Promise.all(tids.map((tid) => threadTime(pid, Number(tid))));
    }),
  );
  return lists.flat().filter((thread) => thread !== null);
}

/**
 * Has a process make way for all others: each of its threads, as on Linux every thread has a
 * priority of its own (man 2 setpriority).
 */
export async function makeWay(pid: number): Promise<void> {
  for (const { tid } of await threadTimes([pid])) {
    setPriority(tid, constants.priority.PRIORITY_LOW);
  }
}

/** The process and all that descend from it. */
export async function processTree(root: number): Promise<readonly ProcessEntry[]> {
  const all = (await Promise.all((await pidsNow()).map(processEntry))).filter(
    (entry) => entry !== null,
  );
  const found = all.filter(({ pid }) => pid === root);
  for (const entry of found) {
    // Appended while it is walked through: children of children come later in the same loop.
    found.push(...all.filter(({ parent }) => parent === entry.pid));
  }
  return found;
}

/** A thread, and what it used of a core, %. */
type ThreadShare = ThreadTime & { readonly percent: number };

/** Begins to count what the threads of these processes use; gives what ends it. */
export async function watchShares(
  pids: readonly number[],
): Promise<() => Promise<readonly ThreadShare[]>> {
  const startedMs = performance.now();
  const before = await threadTimes(pids);
  return async () => threadShares(before, await threadTimes(pids), performance.now() - startedMs);
}

/**
 * What each thread used between two looks, % of a core; threads that came meanwhile count whole.
 */
export function threadShares(
  before: readonly ThreadTime[],
  after: readonly ThreadTime[],
  tookMs: number,
): readonly ThreadShare[] {
  const earlier = new Map(before.map(({ tid, cpuMs }) => [tid, cpuMs]));
  return after.map((thread) => ({
    ...thread,
    percent: ((thread.cpuMs - (earlier.get(thread.tid) ?? 0)) / tookMs) * 100,
  }));
}

async function pidsNow(): Promise<readonly number[]> {
  return (await readdir('/proc').catch(() => [])).map(Number).filter((pid) => pid > 0);
}

async function processEntry(pid: number): Promise<ProcessEntry | null> {
  const fields = statFields(await read(`/proc/${pid}/stat`));
  const command = (await read(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ').trim();
  return fields === null ? null : { pid, parent: Number(fields.rest[1]), command };
}

async function threadTime(pid: number, tid: number): Promise<ThreadTime | null> {
  const fields = statFields(await read(`/proc/${pid}/task/${tid}/stat`));
  if (fields === null) {
    return null;
  }
  // utime and stime are the fields 14 and 15 of the file, the 12th and 13th after the name.
  const ticks = Number(fields.rest[11]) + Number(fields.rest[12]);
  return { pid, tid, name: fields.name, cpuMs: ticks * TICK_MS };
}

/** A name may hold blanks and brackets: it ends at the last one. */
function statFields(
  text: string,
): { readonly name: string; readonly rest: readonly string[] } | null {
  const end = text.lastIndexOf(')');
  return end < 0
    ? null
    : { name: text.slice(text.indexOf('(') + 1, end), rest: text.slice(end + 2).split(' ') };
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
