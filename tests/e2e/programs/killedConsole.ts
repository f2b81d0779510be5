/**
 * Cordboard as a program that can be killed: `SETTINGS_JSON DATA_DIR WORKER_URL`. Writes at each
 * change how it stands with Asterisk, as text, and with each call, as JSON. A line of its input is
 * a command to the only call, as JSON.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createProgram } from '#main/program/program';
import type { CallCommand } from '#model/commands';
import { wordsIn } from '#support/phrases';

const [env = '{}', dataDir = '', worker = ''] = process.argv.slice(2);
const workerUrl = new URL(worker);
const created = await createProgram({
  // The detector of speech that needs no file of its own.
  env: { API_PORT: '0', ...(JSON.parse(env) as Record<string, string>), VAD_ENGINE: 'energy' },
  envFile: path.join(dataDir, '.env'),
  dataDir,
  files: {
    historyWorker: workerUrl,
    pluginWorker: workerUrl,
    silero: { workerUrl, modelFile: '' },
  },
  version: '0.0.0-test',
  logOutput: { write: () => undefined },
});
if (!created.ok) {
  throw new Error(created.error.message);
}
const program = created.value;
program.control.onBatch(() => {
  setImmediate(() => {
    const { calls, transcripts, health } = program.control.snapshot();
    writeSync(1, `asterisk ${health.asterisk.state} ${wordsIn(health.asterisk)}\n`);
    for (const { id, state } of calls) {
      const turns = (transcripts[id] ?? []).map(({ speaker, status }) => `${speaker} ${status}`);
      writeSync(1, `${JSON.stringify({ id, state, turns })}\n`);
    }
  });
});
createInterface({ input: process.stdin }).on('line', (line) => {
  const [call] = program.control.snapshot().calls;
  void program.control.command(call?.id ?? '', JSON.parse(line) as CallCommand);
});
await program.start();
