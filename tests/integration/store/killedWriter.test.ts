import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordOperations } from '#main/store/historyMessages';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import type { CallRecord } from '#model/history';
import { type StoreFolder, storeFolder } from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker, bundleScript } from '#support/store/workerBundle';

const KILLS = 50;
/** Programs that are killed side by side, each with a file of its own. */
const LANES = 5;
/** Rows wait 250 ms at most; the rest is for a commit on a busy machine. */
const LOST_AT_MOST_MS = 250 + 750;

type PutTurn = { readonly callId: string; readonly turnId: number; readonly at: number };

let worker: BundledScript;
let writer: BundledScript;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
  writer = await bundleScript('tests/support/store/killedWriter.ts');
});

afterAll(async () => {
  await worker.remove();
  await writer.remove();
});

/**
 * Lets a program write for `afterMs`, then kills it. Gives what it put, and the time of the kill.
 */
async function killWhileWriting(
  dir: string,
  round: number,
  afterMs: number,
): Promise<{ readonly put: readonly PutTurn[]; readonly killedAt: number }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(writer.url), dir, worker.url.href, String(round)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  let killedAt = 0;
  child.stdout.on('data', (data: Buffer) => {
    if (output === '') {
      setTimeout(() => {
        killedAt = Date.now();
        child.kill('SIGKILL');
      }, afterMs);
    }
    output += data.toString('latin1');
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (killedAt === 0) {
    throw new Error(`the program ended by itself with code ${String(code)}`);
  }
  // The last line may be cut.
  const lines = output.split('\n').slice(0, -1);
  const put = lines.map((line) => {
    const [callId = '', turnId = '', at = ''] = line.split(' ');
    return { callId, turnId: Number(turnId), at: Number(at) };
  });
  return { put, killedAt };
}

function recordOf(engine: RecordOperations, callId: string): CallRecord | null {
  try {
    return engine.call({ callId });
  } catch {
    return null;
  }
}

/** Opens the file. Gives how long before the kill the first missing turn was put, ms. */
function lostMs(folder: StoreFolder, put: readonly PutTurn[], killedAt: number): number {
  const engine = createRecordEngine();
  const { file, backupsDir, dir } = folder;
  const report = engine.open({
    ...{ file, backupsDir, dataDir: dir },
    liveCalls: [],
    knownDamaged: false,
  });
  expect(report.setAside).toBeNull();
  const records = new Map(
    [...new Set(put.map(({ callId }) => callId))].map((id) => [id, recordOf(engine, id)]),
  );
  for (const record of records.values()) {
    expect(record?.call.state ?? 'interrupted').toBe('interrupted');
  }
  const missing = put.filter(
    ({ callId, turnId }) => !records.get(callId)?.turns.some(({ id }) => id === turnId),
  );
  expect(report.interrupted).toBe([...records.values()].filter((record) => record).length);
  engine.close({});
  return missing.length === 0 ? 0 : killedAt - Math.min(...missing.map(({ at }) => at));
}

describe('a program that is killed while it writes', () => {
  it(`leaves a sound file ${KILLS} times, with at most the last moment missing`, async () => {
    const lost: number[] = [];
    let turns = 0;
    const lane = async (): Promise<void> => {
      const folder = await storeFolder();
      for (let round = 0; round < KILLS / LANES; round += 1) {
        const { put, killedAt } = await killWhileWriting(folder.dir, round, Math.random() * 900);
        lost.push(lostMs(folder, put, killedAt));
        turns += put.length;
      }
      await folder.remove();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(lost).toHaveLength(KILLS);
    expect(turns).toBeGreaterThan(KILLS * 20);
    expect(Math.max(...lost)).toBeLessThanOrEqual(LOST_AT_MOST_MS);
  }, 120_000);
});
