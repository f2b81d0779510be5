import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '#main/store/worker/driver';
import { useStallWatch } from '#support/machine/stalls';
import { fillHistory } from '#support/store/fillHistory';
import { measureHistory, timeRuns } from '#support/store/measureHistory';
import { liveCall, type StoreFolder, storeFolder, turn } from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

/** `npm run fill` measures the full size, 10,000 calls with 1,000,000 turns. */
const CALLS = 400;
const TURNS = 40_000;

/** No query may take more of the processor than so many readings of all that was said. */
const SCANS = 5;
const SCAN_RUNS = 20;

/**
 * Processor time in which SQLite reads all turns here and now, ms: a bound in ms would be one for a
 * machine, and for what else runs on it.
 */
async function scanMs(file: string): Promise<number> {
  const database = new Database(file, { readOnly: true });
  const scan = () => {
    const row = database.get("SELECT count(*) AS found FROM turns WHERE text LIKE '%xylophone%'");
    return Promise.resolve(Number(row?.['found']));
  };
  try {
    await scan();
    return (await timeRuns('read all turns', SCAN_RUNS, scan)).cpu;
  } finally {
    database.close();
  }
}

const timed = useStallWatch();

let worker: BundledScript;
let folder: StoreFolder;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
  folder = await storeFolder();
  await fillHistory({
    file: folder.file,
    backupsDir: folder.backupsDir,
    dataDir: folder.dir,
    calls: CALLS,
    turns: TURNS,
  });
}, 120_000);

afterAll(async () => {
  await worker.remove();
  await folder.remove();
});

describe('a large history', () => {
  it('answers every query with little processor time', timed, async () => {
    const before = await scanMs(folder.file);
    const store = folder.store(worker.url);
    await store.open();
    const timings = await measureHistory(store, CALLS, 20);
    await store.close();
    const mostMs = SCANS * Math.max(before, await scanMs(folder.file));
    expect(timings.filter(({ cpu }) => cpu > mostMs)).toEqual([]);
    const found = new Map(timings.map((timing) => [timing.name, timing.found]));
    expect(found.get('search, in every call')).toBe(50);
    expect(found.get('search, rare word')).toBe(40);
    expect(found.get('search, no such word')).toBe(0);
    expect(found.get('open a call')).toBe(1);
  });

  it('goes on writing and answering while it is backed up', async () => {
    const store = folder.store(worker.url);
    await store.open();
    const progress = { backedUp: false };
    const backup = store.backup().finally(() => {
      progress.backedUp = true;
    });
    let answers = 0;
    while (!progress.backedUp) {
      store.putCall(liveCall(CALLS));
      store.putTurn(`call-${CALLS}`, turn(answers, `said during the backup ${answers}`));
      const page = await store.search({ text: 'the' });
      expect(page.ok).toBe(true);
      answers += 1;
    }
    expect(await backup).toMatchObject({ ok: true });
    expect(answers).toBeGreaterThan(1);
    const record = await store.call(`call-${CALLS}`);
    expect(record.ok && record.value.turns).toHaveLength(answers);
    expect(store.health).toMatchObject({ state: 'ready', droppedRows: 0 });
    await store.close();
  });

  it('opens before it is checked, because the check takes long', async () => {
    const store = folder.store(worker.url);
    const startedAt = performance.now();
    expect(await store.open()).toMatchObject({ state: 'ready' });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await store.close();
  });
});
