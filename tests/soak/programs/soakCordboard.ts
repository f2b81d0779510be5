/** Cordboard as a process whose memory and handles can be looked at. Needs `--expose-gc`. */
import { readdir } from 'node:fs/promises';
import type { CallCommand } from '#model/commands';
import type { VoiceName } from '#model/voices';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { serveParent } from '../../bench/programs/parentLink';

/** What a process holds, after a collection of garbage. */
export type ProcessFigures = {
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Open files, sockets and pipes. */
  readonly descriptors: number;
  /** Timers, sockets, servers, threads ... that keep the process alive, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly liveCalls: number;
};

/** Lines that tell of a defect. */
const DEFECT = /listener of|by a defect|could not be taken in|"level":"error"/;

let cordboard: TestCordboard | null = null;

serveParent(
  {
    start: async (env: Readonly<Record<string, string>>) => {
      cordboard = await startCordboard(env, {}, { keepsLine: (line) => DEFECT.test(line) });
      await cordboard.until(({ health }) => health.asterisk.state === 'ready');
    },
    calls: () => running().pipeline.control.snapshot().calls,
    act: ({ callId, action }: { callId: string; action: CallCommand }) =>
      running().pipeline.control.command(callId, action),
    changeVoice: ({ callId, voice }: { callId: string; voice: VoiceName }) =>
      running().pipeline.control.command(callId, { kind: 'changeVoice', voice }),
    figures: () => figures(),
    /** Log lines that tell of a defect. */
    defects: () =>
      running()
        .log()
        .split('\n')
        .filter((line) => line !== ''),
  },
  () => cordboard?.stop(),
);

function running(): TestCordboard {
  if (cordboard === null) {
    throw new Error('not started');
  }
  return cordboard;
}

async function figures(): Promise<ProcessFigures> {
  if (globalThis.gc === undefined) {
    throw new Error('start the process with --expose-gc');
  }
  // What is freed in the first round may hold what the second one finds.
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 100));
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    resources[kind] = (resources[kind] ?? 0) + 1;
  }
  return {
    heapBytes: heapUsed,
    rssBytes: rss,
    descriptors: (await readdir('/proc/self/fd')).length,
    resources,
    liveCalls: running().pipeline.liveCalls,
  };
}
