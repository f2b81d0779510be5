import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callText } from '#main/transcript/callText';
import type { ConsoleSnapshot } from '#model/events';
import { startCordboard, type TestCordboard } from '#support/cordboard';
import { fillHistory } from '#support/store/fillHistory';
import { type StoreFolder, storeFolder } from '#support/store/recordedCalls';

const WORK_MS = 6_000;
const STORED_CALLS = 400;
const STORED_TURNS = 40_000;

let folder: StoreFolder;
let cordboard: TestCordboard;

beforeAll(async () => {
  folder = await storeFolder();
  const { file, backupsDir, dir } = folder;
  await fillHistory({ file, backupsDir, dataDir: dir, calls: STORED_CALLS, turns: STORED_TURNS });
  cordboard = await startCordboard({ HISTORY_RETENTION_DAYS: '0' }, {}, { dataDir: dir });
}, 60_000);

afterAll(async () => {
  await cordboard.stop();
  await folder.remove();
});

describe('live calls while the record is busy', () => {
  it('have no gap and lose no frame while searches, exports and backups run', async () => {
    await expect.poll(() => liveCalls(), { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
    const done = await workHard(performance.now() + WORK_MS);
    expect(done.searches).toBeGreaterThan(20);
    expect(done.exports).toBeGreaterThan(20);
    expect(done.backups).toBeGreaterThan(0);
    const calls = cordboard.pipeline.control
      .snapshot()
      .calls.filter(({ state }) => state === 'live');
    expect(calls.length).toBeGreaterThan(0);
    for (const { id, metrics } of calls) {
      expect({ id, gaps: metrics.playoutGaps, lost: metrics.framesLost }).toEqual({
        id,
        gaps: 0,
        lost: 0,
      });
    }
  });

  it('are in the record while they run', async () => {
    const snapshot: ConsoleSnapshot = cordboard.pipeline.control.snapshot();
    const [callId] = Object.entries(snapshot.transcripts).find(([, turns]) => turns.length > 1) ?? [
      '',
    ];
    await expect
      .poll(async () => {
        const record = await cordboard.pipeline.history.call(callId);
        return record.ok ? record.value.turns.length : 0;
      })
      .toBeGreaterThan(0);
  });
});

function liveCalls(): number {
  return cordboard.pipeline.control.snapshot().calls.filter(({ state }) => state === 'live').length;
}

/** Searches, exports and backs up side by side until `endMs`; every one of them has to succeed. */
async function workHard(
  endMs: number,
): Promise<{ searches: number; exports: number; backups: number }> {
  const store = cordboard.pipeline.history;
  const done = { searches: 0, exports: 0, backups: 0 };
  const until = async (step: () => Promise<void>): Promise<void> => {
    while (performance.now() < endMs) {
      await step();
    }
  };
  await Promise.all([
    until(async () => {
      const found = await store.search({ text: 'factu', limit: 200 });
      expect(found.ok).toBe(true);
      done.searches += 1;
      const hit = found.ok ? found.value.hits[done.searches % 50] : undefined;
      const record = await store.call(hit?.call.id ?? '');
      if (record.ok) {
        expect(callText(record.value).length).toBeGreaterThan(100);
        done.exports += 1;
      }
    }),
    until(async () => {
      expect((await store.backup()).ok).toBe(true);
      done.backups += 1;
    }),
  ]);
  return done;
}
