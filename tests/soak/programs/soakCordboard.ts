/** Cordboard's pipeline as a process whose memory and handles can be looked at. Needs `--expose-gc`. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '#main/observability/log';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import type { SupervisorAction } from '#model/supervisorAction';
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
let history: SqliteHistoryStore | null = null;
let dataDir = '';

serveParent(
  {
    start: async (env: Readonly<Record<string, string>>) => {
      dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-soak-'));
      history = new SqliteHistoryStore({
        file: path.join(dataDir, 'history.sqlite'),
        backupsDir: path.join(dataDir, 'backups'),
        dataDir,
        retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
        log: silentLog,
        workerUrl: new URL('historyWorker.mjs', import.meta.url),
      });
      await history.open();
      cordboard = await startCordboard(
        env,
        {},
        { dataDir, history, keepsLine: (line) => DEFECT.test(line) },
      );
      await cordboard.until(({ health }) => health.asterisk.state === 'ready');
    },
    calls: () => running().pipeline.control.snapshot().calls,
    act: ({ callId, action }: { callId: string; action: SupervisorAction }) =>
      running().pipeline.control.act(callId, action),
    changeVoice: ({ callId, voice }: { callId: string; voice: VoiceName }) =>
      running().pipeline.control.changeVoice(callId, voice),
    figures: () => figures(),
    /** Log lines that tell of a defect. */
    defects: () =>
      running()
        .log()
        .split('\n')
        .filter((line) => line !== ''),
  },
  async () => {
    await cordboard?.stop();
    await history?.close();
    await rm(dataDir, { recursive: true, force: true });
  },
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
