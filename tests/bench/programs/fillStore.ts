/**
 * Fills a folder with a history and measures it: `DIR CALLS TURNS RUNS WORKER_URL`. Started by
 * build/fillStore.mjs.
 */
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { silentLog } from '#main/observability/log';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { fillHistory } from '#support/store/fillHistory';
import { measureHistory } from '#support/store/measureHistory';

/** What the history is to keep to: p95 of each operation and the time to open it, ms. */
const LIMIT_MS = 50;
const OPEN_LIMIT_MS = 1_000;

const [dir = '', callsText = '', turnsText = '', runsText = '', worker = ''] =
  process.argv.slice(2);
const calls = Number(callsText);
const turns = Number(turnsText);
const places = {
  file: path.join(dir, 'history.sqlite'),
  backupsDir: path.join(dir, 'backups'),
  dataDir: dir,
};

async function fill(): Promise<void> {
  if (existsSync(places.file)) {
    console.log(`• ${places.file} is there already: measuring it as it is`);
    return;
  }
  const startedAt = performance.now();
  let told = startedAt;
  await fillHistory({
    ...places,
    calls,
    turns,
    onProgress: (done) => {
      if (performance.now() - told > 5_000) {
        told = performance.now();
        console.log(`• ${done} of ${calls} calls`);
      }
    },
  });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`✓ ${calls} calls with ${turns} turns in ${seconds} s`);
}

/** Gives whether all limits hold. */
async function measure(): Promise<boolean> {
  console.log(`• ${(statSync(places.file).size / 1024 / 1024).toFixed(0)} MiB`);
  const store = new SqliteHistoryStore({
    ...places,
    workerUrl: pathToFileURL(worker),
    retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
    country: () => '',
    log: silentLog,
  });
  const startedAt = performance.now();
  const { state } = await store.open();
  const openMs = performance.now() - startedAt;
  console.log(`${openMs.toFixed(0).padStart(8)} ms  open (${state})`);
  // A large file is read through by the other thread after the start; it answers when it is done
  // with that.
  const checkedAt = performance.now();
  await store.verifyAudit();
  console.log(`${(performance.now() - checkedAt).toFixed(0).padStart(8)} ms  check beside it`);
  console.log('    p50     p95     max     cpu');
  const timings = await measureHistory(store, calls, Number(runsText));
  for (const { name, p50, p95, max, cpu, found } of timings) {
    const figures = [p50, p95, max, cpu].map((ms) => ms.toFixed(1).padStart(7)).join(' ');
    console.log(`${figures}  ${name} (${found})${p95 > LIMIT_MS ? '  TOO SLOW' : ''}`);
  }
  const backupAt = performance.now();
  const backup = await store.backup();
  if (backup.ok) {
    console.log(`${(performance.now() - backupAt).toFixed(0).padStart(8)} ms  backup`);
    rmSync(backup.value);
  }
  await store.close();
  return openMs <= OPEN_LIMIT_MS && timings.every(({ p95 }) => p95 <= LIMIT_MS);
}

await fill();
process.exitCode = Number(runsText) === 0 || (await measure()) ? 0 : 1;
