/** Figures of the main process itself. */
import type { ProgramFigures } from './programFigures';
import { TotalsReader } from './totalsReader';

/** `read` brings the figures up to date. */
export function createProcessSampler(
  set: Pick<ProgramFigures, 'residentMemory' | 'heapUsed' | 'cpu' | 'startTime'>,
): { read(): void } {
  const totals = new TotalsReader();
  set.startTime.set(Math.round(Date.now() / 1_000 - process.uptime()));
  return {
    read() {
      const { user, system } = process.cpuUsage();
      set.cpu.inc(totals.growth('cpu', (user + system) / 1e6));
      const { rss, heapUsed } = process.memoryUsage();
      set.residentMemory.set(rss);
      set.heapUsed.set(heapUsed);
    },
  };
}
