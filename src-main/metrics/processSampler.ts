/** Figures of the main process itself. */
import type { ProgramFigures } from './programFigures';

/** `read` brings the figures up to date. */
export function createProcessSampler(
  set: Pick<ProgramFigures, 'residentMemory' | 'heapUsed' | 'cpu' | 'startTime'>,
): { read(): void } {
  let cpuSeconds = 0;
  set.startTime.set(Math.round(Date.now() / 1_000 - process.uptime()));
  return {
    read() {
      const { user, system } = process.cpuUsage();
      const seconds = (user + system) / 1e6;
      set.cpu.inc(Math.max(0, seconds - cpuSeconds));
      cpuSeconds = seconds;
      set.residentMemory.set(process.memoryUsage.rss());
      set.heapUsed.set(process.memoryUsage().heapUsed);
    },
  };
}
