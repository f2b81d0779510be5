import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToken } from '#main/api/access/tokenFile';
import { createProgram, type Program } from '#main/program/program';
import type { Result } from '#main/util/result';
import { programFiles } from '#support/programFiles';

let folder: string;
const made: Program[] = [];
const logged: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-program-'));
  logged.length = 0;
});
afterEach(async () => {
  await Promise.all(made.splice(0).map((program) => program.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function make(
  env: Readonly<Record<string, string>> = {},
  dataDir = folder,
): Promise<Result<Program>> {
  const program = await createProgram({
    env: { API_PORT: '0', ...env },
    envFile: join(folder, '.env'),
    dataDir,
    files: await programFiles(),
    version: '1.2.3',
    logOutput: { write: (line) => logged.push(line) },
  });
  if (program.ok) {
    made.push(program.value);
  }
  return program;
}

async function start(...args: Parameters<typeof make>): Promise<Program> {
  const program = await make(...args);
  if (!program.ok) {
    throw new Error(program.error.message);
  }
  await program.value.start();
  return program.value;
}

describe('the program without a window', () => {
  it('shows simulated calls to its HTTP API, writes them down, and ends in order', async () => {
    const program = await start();
    expect(program.mode).toBe('demo');
    await expect.poll(() => program.liveCalls, { timeout: 15_000 }).toBeGreaterThan(0);
    const { api, history, control } = program;
    const tokens = join(folder, 'api-tokens.json');
    const token = await addToken(tokens, 'test', 'read', Date.now());
    const headers = { authorization: `Bearer ${token.ok ? token.value : ''}` };
    const answer = await fetch(`${api.url}/calls`, { headers });
    const { calls } = (await answer.json()) as { calls: readonly { id: string }[] };
    expect(calls.map(({ id }) => id)).toContain(control.snapshot().calls[0]?.id);
    expect(program.health).toMatchObject({
      mode: 'demo',
      version: '1.2.3',
      api: { state: 'ready' },
    });
    expect(history.health.state).toBe('ready');

    expect(await program.stop()).toEqual({ ok: true, value: undefined });
    expect(program.liveCalls).toBe(0);
    await expect(fetch(`${api.url}/calls`)).rejects.toThrow();
    const lines = logged.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(lines[0]).toBe('Cordboard starts');
    expect(lines.at(-1)).toBe('Cordboard ended');
    expect(await readdir(folder)).toContain('history.sqlite');
  });

  it('is alone in its data folder until it has ended', async () => {
    const first = await start();
    const second = await make();
    expect(second).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    await first.stop();
    expect((await make()).ok).toBe(true);
  });

  it('works, and says so, where the data folder cannot be used at all', async () => {
    await writeFile(join(folder, 'file'), '');
    const program = await start({}, join(folder, 'file', 'data'));
    expect(logged.join('')).toContain('data folder is not locked');
    await expect.poll(() => program.liveCalls, { timeout: 15_000 }).toBeGreaterThan(0);
    expect((await program.stop()).ok).toBe(true);
  });

  it('can be ended before it was started, and while it starts', async () => {
    const unstarted = await make();
    expect(unstarted.ok && (await unstarted.value.stop())).toMatchObject({ ok: true });
    const starting = await make();
    if (!starting.ok) {
      throw new Error(starting.error.message);
    }
    const started = starting.value.start();
    expect((await starting.value.stop()).ok).toBe(true);
    await started;
    await expect(fetch(`${starting.value.api.url}/health`)).rejects.toThrow();
  });
});
