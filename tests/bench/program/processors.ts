/**
 * Who used the processor while a benchmark measured: by program, and by thread where it matters.
 */
import { processTree, type ThreadTime, watchShares } from '../threads';

/** % of one core each. */
export type ProcessorShares = {
  /** The main process, whole. */
  readonly main: number;
  readonly mainThread: number;
  readonly voiceDetection: number;
  readonly history: number;
  /** What is left of the main process: compiling, collecting, names and files. */
  readonly mainRest: number;
  /** The page and its drawing process; 0 without a window. */
  readonly window: number;
  readonly asterisk: number;
  /** Callers and the stand-in. */
  readonly load: number;
};

export type ProcessorWatch = { end(): Promise<ProcessorShares> };

type Watched = {
  readonly main: number;
  /** Thread id to script of the main process' workers. */
  readonly workers: Readonly<Record<number, string>>;
  readonly asterisk: number;
  readonly load: readonly number[];
};

/** Begins to count. */
export async function watchProcessors(watched: Watched): Promise<ProcessorWatch> {
  const { main, workers, asterisk, load } = watched;
  const family = (await processTree(main)).map(({ pid }) => pid);
  const pids = [...new Set([...family, asterisk, ...load])];
  const endShares = await watchShares(pids);
  return {
    end: async () => {
      const shares = await endShares();
      const sum = (of: (thread: ThreadTime) => boolean): number =>
        shares.reduce((total, thread) => total + (of(thread) ? thread.percent : 0), 0);
      const worker = (script: string) => (thread: ThreadTime) =>
        thread.pid === main && (workers[thread.tid] ?? '').startsWith(script);
      const whole = sum(({ pid }) => pid === main);
      const mainThread = sum(({ pid, tid }) => pid === main && tid === main);
      const voiceDetection = sum(worker('sileroWorker'));
      const history = sum(worker('historyWorker'));
      return {
        main: whole,
        mainThread,
        voiceDetection,
        history,
        mainRest: whole - mainThread - voiceDetection - history,
        window: sum(({ pid }) => pid !== main && family.includes(pid)),
        asterisk: sum(({ pid }) => pid === asterisk),
        load: sum(({ pid }) => load.includes(pid)),
      };
    },
  };
}
