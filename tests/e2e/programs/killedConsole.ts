/**
 * Cordboard with its record, as a program that can be killed: `SETTINGS_JSON DATA_DIR WORKER_URL`. Writes at each change how it
 * stands with Asterisk, as text, and with each call, as JSON.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { ProfileStore } from '#main/config/profiles/profileStore';
import { SettingsStore } from '#main/config/settings/settingsStore';
import { silentLog } from '#main/observability/log';
import { createPipeline } from '#main/program/pipeline';
import { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';

const [env = '{}', dataDir = '', worker = ''] = process.argv.slice(2);
const workerUrl = new URL(worker);
const history = new SqliteHistoryStore({
  file: path.join(dataDir, 'history.sqlite'),
  backupsDir: path.join(dataDir, 'backups'),
  dataDir,
  workerUrl,
  retention: () => ({ days: 0, maxBytes: 0, recordingDays: 0 }),
  log: silentLog,
});
await history.open();
const pipeline = createPipeline({
  settings: await SettingsStore.load({
    // The detector of speech that needs no file of its own.
    env: { ...(JSON.parse(env) as Record<string, string>), VAD_ENGINE: 'energy' },
    envFilePath: path.join(dataDir, '.env'),
    savedFilePath: path.join(dataDir, 'settings.json'),
  }),
  profiles: await ProfileStore.load(path.join(dataDir, 'profiles.json')),
  log: silentLog,
  version: '0.0.0-test',
  dataDir,
  history,
  silero: { workerUrl, modelFile: '' },
  pluginWorker: workerUrl,
});
pipeline.control.onBatch(() => {
  setImmediate(() => {
    const { calls, transcripts, health } = pipeline.control.snapshot();
    writeSync(1, `asterisk ${health.asterisk.state} ${health.asterisk.message}\n`);
    for (const { id, state } of calls) {
      const turns = (transcripts[id] ?? []).map(({ speaker, status }) => `${speaker} ${status}`);
      writeSync(1, `${JSON.stringify({ id, state, turns })}\n`);
    }
  });
});
await pipeline.start();
