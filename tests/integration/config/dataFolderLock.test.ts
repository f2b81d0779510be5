import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from '#main/config/installation/dataFolderLock';
import { type BundledScript, bundleScript } from '#support/store/workerBundle';

let holder: BundledScript;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  holder = await bundleScript('tests/support/lockHolder.ts');
});
afterAll(() => holder.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-lock-'));
});
afterEach(async () => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
  await rm(folder, { recursive: true, force: true });
});

/** Another process that has the folder. */
async function otherProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(holder.url), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a data folder', () => {
  it('keeps a second process out and names the first', async () => {
    const { pid } = await otherProcess();
    const lock = await lockDataFolder(folder);
    expect(lock).toMatchObject({ ok: false, error: { kind: 'invalid-state' } });
    expect(lock.ok ? '' : lock.error.message).toBe(
      `Another Cordboard (process ${String(pid)}) works in the data folder ${folder}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.`,
    );
  });

  it('is free again as soon as its process is killed', async () => {
    const child = await otherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockDataFolder(folder);
    expect(lock.ok).toBe(true);
    expect(await readFile(join(folder, 'cordboard.pid'), 'utf8')).toBe(`${String(process.pid)}\n`);
    await (lock.ok && lock.value.release());
  });

  it('goes to one of many that ask at the same time', async () => {
    const locks = await Promise.all(Array.from({ length: 5 }, () => lockDataFolder(folder)));
    const got = locks.flatMap((lock) => (lock.ok ? [lock.value] : []));
    expect(got).toHaveLength(1);
    await got[0]?.release();
    const next = await lockDataFolder(folder);
    expect(next.ok).toBe(true);
    await (next.ok && next.value.release());
    expect(await readdir(folder)).toEqual(['cordboard.lock']);
  });

  it('makes the folder, for its owner alone', async () => {
    const inner = join(folder, 'a', 'b');
    const lock = await lockDataFolder(inner);
    expect((await stat(inner)).mode & 0o777).toBe(0o700);
    await (lock.ok && lock.value.release());
  });

  it('is another matter than a folder that cannot be used', async () => {
    await writeFile(join(folder, 'file'), '');
    const lock = await lockDataFolder(join(folder, 'file', 'data'));
    expect(lock).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(lock.ok ? '' : lock.error.message).toContain('cannot be locked');
  });
});
