import { EventEmitter } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runServe } from '#main/cli/serve/serve';
import { programFiles } from '#support/programFiles';

/** A process that runs `serve`, as far as `serve` sees one. */
type TestRun = {
  readonly events: EventEmitter;
  readonly printed: string[];
  readonly told: string[];
  readonly logged: string[];
  readonly exit: Promise<number>;
};

let folder: string;
const runs: TestRun[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-serve-'));
});
afterEach(async () => {
  for (const { events, exit } of runs.splice(0)) {
    events.emit('SIGTERM');
    await exit;
  }
  await rm(folder, { recursive: true, force: true });
});

async function serve(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<TestRun> {
  const [printed, told, logged]: [string[], string[], string[]] = [[], [], []];
  const events = new EventEmitter();
  const exit = runServe(args, {
    env: { API_PORT: '0', CORDBOARD_DATA_DIR: join(folder, 'data'), ...env },
    folder,
    events,
    files: await programFiles(),
    version: '1.2.3',
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    logOutput: { write: (line) => logged.push(line) },
  });
  const run = { events, printed, told, logged, exit };
  runs.push(run);
  return run;
}

/** The address of the API, once it is told. */
async function apiUrl({ told }: TestRun): Promise<string> {
  const found = () =>
    told.flatMap((line) => /^HTTP API ready \((\S+),/.exec(line)?.[1] ?? []).at(0);
  await expect.poll(found, { timeout: 15_000 }).toBeDefined();
  return found() ?? '';
}

describe('serve', () => {
  it('tells what it is, shows simulated calls to its API, and ends in order on a signal', async () => {
    const run = await serve();
    const url = await apiUrl(run);
    expect(run.told[0]).toBe(`Cordboard 1.2.3 without a window, process ${String(process.pid)}`);
    const greeting = run.told.join('\n');
    expect(greeting).toContain('Mode         demo');
    expect(greeting).toContain(`Data folder  ${join(folder, 'data')}`);
    expect(greeting).toContain('npm run serve -- token NAME');
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ mode: 'demo' });
    const callsNow = async () => {
      const status = await fetch(`${url}/status`);
      return ((await status.json()) as { calls: { active: number } }).calls.active;
    };
    await expect.poll(callsNow).toBeGreaterThan(0);

    run.events.emit('SIGTERM');
    expect(await run.exit).toBe(0);
    expect(run.told.at(-2)).toMatch(/^SIGTERM: ending in order; /);
    expect(run.told.at(-1)).toBe('Ended in order.');
    expect(run.logged.at(-1)).toContain('Cordboard ended');
  });

  it('ends at once on a second signal', async () => {
    const run = await serve();
    await apiUrl(run);
    run.events.emit('SIGINT');
    run.events.emit('SIGINT');
    expect(await run.exit).toBe(2);
    expect(run.told.at(-1)).toBe('SIGINT again: ended at once.');
    // This process lives on, so what it began to end goes on ending.
    await expect.poll(() => run.logged.at(-1), { timeout: 15_000 }).toContain('Cordboard ended');
  });

  it('ends in order on a signal that comes before it has started', async () => {
    const run = await serve();
    run.events.emit('SIGTERM');
    expect(await run.exit).toBe(0);
  });

  it('leaves a data folder alone that another Cordboard works in', async () => {
    const first = await serve();
    await apiUrl(first);
    const second = await serve();
    expect(await second.exit).toBe(1);
    expect(second.told).toEqual([
      `Another Cordboard (process ${String(process.pid)}) works in the data folder ${join(folder, 'data')}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.`,
    ]);
    const elsewhere = await serve(['--data', 'other']);
    await apiUrl(elsewhere);
    expect(elsewhere.told.join('\n')).toContain(`Data folder  ${join(folder, 'other')}`);
  });

  it('reports a defect and goes on', async () => {
    const run = await serve();
    const url = await apiUrl(run);
    run.events.emit('uncaughtException', new Error('a defect'));
    run.events.emit('unhandledRejection', new Error('another one'));
    const lines = run.logged.join('');
    expect(lines).toContain('uncaught exception');
    expect(lines).toContain('another one');
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('reads .env of its folder, and warns of settings that cannot be right', async () => {
    await writeFile(join(folder, '.env'), 'SHUTDOWN_CALLS=hangup\nVAD_SILENCE_THRESHOLD=long\n');
    const run = await serve();
    await apiUrl(run);
    expect(run.told.join('\n')).toContain('live calls are hung up (SHUTDOWN_CALLS=hangup)');
    expect(run.told.join('\n')).toContain('WARNING  VAD_SILENCE_THRESHOLD is "long"');
  });
});

describe('serve on a data folder whose secrets only the window can read', () => {
  const sealed = async (name: string) => {
    await rm(join(folder, 'data'), { recursive: true, force: true });
    const run = await serve();
    await apiUrl(run);
    run.events.emit('SIGTERM');
    await run.exit;
    await writeFile(join(folder, 'data', 'secrets.json'), JSON.stringify({ [name]: 'c2VhbGVk' }));
  };

  it('does not simulate callers in place of real ones: it says what to do and ends', async () => {
    await sealed('ARI_PASSWORD');
    const run = await serve();
    expect(await run.exit).toBe(1);
    expect(run.told.join('\n')).toContain(
      'WARNING  The saved ARI_PASSWORD cannot be read: it was saved in the window, with a key that only the program with the window can use. For this one set it in the environment or .env.',
    );
  });

  it('runs with the secret from the environment, and has nothing to warn of then', async () => {
    await sealed('ARI_PASSWORD');
    const run = await serve([], { ARI_PASSWORD: 'x', ARI_BASE_URL: 'http://127.0.0.1:1/ari' });
    await apiUrl(run);
    const told = run.told.join('\n');
    expect(told).toContain('Mode         live');
    expect(told).toContain('Gemini missing: ');
    expect(told).not.toContain('WARNING');
    await expect.poll(() => run.told.join('\n')).toContain('Asterisk connecting: ');
  });

  it('is in demo mode all the same when the secret is none of the two sides', async () => {
    await sealed('WEBHOOK_SECRET');
    const run = await serve();
    await apiUrl(run);
    expect(run.told.join('\n')).toContain('Mode         demo');
  });
});

describe('the other commands of serve', () => {
  it('print help', async () => {
    const run = await serve(['--help']);
    expect(await run.exit).toBe(0);
    expect(run.printed.join('\n')).toContain('Exit codes: 0 ended in order');
  });

  it('refuse what they do not know with exit code 64', async () => {
    const run = await serve(['--sever']);
    expect(await run.exit).toBe(64);
    expect(run.told.at(-1)).toBe('npm run serve -- --help shows what there is.');
  });

  it('check, with the data folder that is given', async () => {
    const run = await serve(['--check', '--data', 'checked']);
    expect(await run.exit).toBe(0);
    expect(run.printed.join('\n')).toContain(`${join(folder, 'checked')} can be written`);
    expect(run.printed.at(-1)).toBe('All is well.');
  });

  it('make tokens that the running program takes', async () => {
    const running = await serve();
    const url = await apiUrl(running);
    const made = await serve(['token', 'anna']);
    expect(await made.exit).toBe(0);
    const token = /Bearer ([^"]+)/.exec(made.printed.at(-1) ?? '')?.[1] ?? '';
    expect(await readFile(join(folder, 'data', 'api-tokens.json'), 'utf8')).not.toContain(token);
    const headers = { authorization: `Bearer ${token}` };
    await expect.poll(async () => (await fetch(`${url}/calls`, { headers })).status).toBe(200);
  });
});
