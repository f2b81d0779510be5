/** What the figures were measured on. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** Facts to be printed above the figures. */
export type MachineFacts = {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly node: string;
  /**
   * Load averages of the last 1 and 5 minutes when the run began; above about 0.5 other programs
   * disturb the figures.
   */
  readonly load: readonly [number, number];
};

/** Reads them now. */
export function machineFacts(): MachineFacts {
  const [one = 0, five = 0] = loadavg();
  return {
    date: new Date().toISOString(),
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    load: [one, five],
  };
}

/**
 * Share of the machine's processor time that was busy and that was stolen by the host since
 * `since`, %; all programs together. Null where /proc is not there.
 */
export async function busyShare(
  since: readonly number[] | null,
): Promise<{ readonly busy: number; readonly stolen: number } | null> {
  const now = await cpuTimes();
  if (now === null || since === null) {
    return null;
  }
  const passed = now.map((value, index) => value - (since[index] ?? 0));
  // user nice system idle iowait irq softirq steal (man 5 proc, /proc/stat)
  const total = passed.slice(0, 8).reduce((sum, value) => sum + value, 0);
  const idle = (passed[3] ?? 0) + (passed[4] ?? 0);
  return { busy: (100 * (total - idle)) / total, stolen: (100 * (passed[7] ?? 0)) / total };
}

/** Processor time of the whole machine so far, by kind; null where /proc is not there. */
export async function cpuTimes(): Promise<readonly number[] | null> {
  const stat = await readFile('/proc/stat', 'utf8').catch(() => null);
  return stat?.split('\n')[0]?.split(/\s+/).slice(1).map(Number) ?? null;
}
