/**
 * A program that writes a history until it is killed: `DIR WORKER_URL ROUND`. It prints each turn
 * at the moment it is put, as `<call id> <turn id> <epoch ms>`.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { silentLog } from '#main/observability/log';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { liveCall, turn } from './recordedCalls';

const CALLS = 20;
/** Time between two turns of all calls together, ms. */
const TURN_MS = 2;

const [dir = '', worker = '', round = '0'] = process.argv.slice(2);
const store = new SqliteHistoryStore({
  file: path.join(dir, 'history.sqlite'),
  backupsDir: path.join(dir, 'backups'),
  dataDir: dir,
  workerUrl: new URL(worker),
  retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
  country: () => '',
  log: silentLog,
});
const health = await store.open();
if (health.state !== 'ready') {
  throw new Error(`the history is ${health.state} (${String(health.phrase?.code)})`);
}
let turns = 0;
setInterval(() => {
  const call = liveCall(Number(round) * CALLS + (turns % CALLS));
  const id = Math.floor(turns / CALLS);
  store.putCall(call);
  store.putTurn(call.id, turn(id, `round ${round} turn ${id} ${'word '.repeat(turns % 40)}`));
  writeSync(1, `${call.id} ${id} ${Date.now()}\n`);
  turns += 1;
}, TURN_MS);
