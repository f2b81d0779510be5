/**
 * A program with webhooks and a record, until it is killed: `DIR WORKER_URL RECEIVER_URL CALLS`.
 * It announces as many calls and prints `announced` once the last one must have been written.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { silentLog } from '#main/observability/log';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { createWebhooks } from '#main/webhooks/webhooks';
import type { ConsoleEventBatch } from '#model/events';
import { callWith } from '../calls';

/** Rows wait 250 ms at most; the rest is for a commit on a busy machine. */
const WRITTEN_MS = 250 + 750;

const [dir = '', worker = '', webhookUrls = '', calls = '0'] = process.argv.slice(2);
const store = new SqliteHistoryStore({
  file: path.join(dir, 'history.sqlite'),
  backupsDir: path.join(dir, 'backups'),
  dataDir: dir,
  workerUrl: new URL(worker),
  retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
  country: () => '',
  log: silentLog,
});
let announce = (_batch: ConsoleEventBatch): void => undefined;
const webhooks = createWebhooks({
  control: {
    onBatch: (listener) => {
      announce = listener;
      return () => undefined;
    },
  },
  onMessage: () => () => undefined,
  onRecording: () => () => undefined,
  transcriptOf: () => [],
  onSummary: () => () => undefined,
  expectsSummary: () => true,
  settings: () => ({
    webhookUrls,
    webhookSecret: 'secret',
    webhookTimeoutMs: 5_000,
    webhookIncludeNumbers: false,
    webhookIncludeTranscript: false,
    webhookIncludeSummary: false,
  }),
  journal: store.webhooks,
  log: silentLog,
  version: '9.9.9',
  onHealth: () => undefined,
});
await store.open();
webhooks.start();
for (let n = 0; n < Number(calls); n += 1) {
  const call = callWith({ id: `call-${n}`, answeredAt: null });
  announce({ baseRevision: n, revision: n + 1, events: [{ type: 'callAdded', call }] });
}
await delay(WRITTEN_MS);
writeSync(1, 'announced\n');
// Until it is killed.
setInterval(() => undefined, 60_000);
