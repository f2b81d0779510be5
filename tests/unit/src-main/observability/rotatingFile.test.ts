import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RETRY_MS, RotatingFile, type RotatingFileOptions } from '#main/observability/rotatingFile';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-rotate-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function open(options: Partial<RotatingFileOptions> = {}) {
  const failures: unknown[] = [];
  const dropped: number[] = [];
  const file = new RotatingFile({
    file: join(folder, 'a.log'),
    maxBytes: 1_000,
    keepFiles: 2,
    maxWaitingBytes: 1_000_000,
    onFailed: (error) => failures.push(error),
    onDropped: (lines) => dropped.push(lines),
    ...options,
  });
  return { file, failures, dropped };
}

const line = (n: number): string => `${String(n).padStart(99, '0')}\n`;
const numbers = async (name: string): Promise<readonly number[]> =>
  (await readFile(join(folder, name), 'utf8')).trim().split('\n').map(Number);

describe('RotatingFile', () => {
  it('keeps its name, puts full files aside and deletes the oldest', async () => {
    const { file } = open();
    for (let n = 0; n < 45; n += 1) {
      file.write(line(n));
    }
    await file.close();
    expect((await readdir(folder)).toSorted()).toEqual(['a.log', 'a.log.1', 'a.log.2']);
    expect(await numbers('a.log')).toEqual([40, 41, 42, 43, 44]);
    expect(await numbers('a.log.1')).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
    expect((await numbers('a.log.2'))[0]).toBe(20);
    expect((await stat(join(folder, 'a.log.1'))).size).toBe(1_000);
  });

  it('never passes its size in a burst, and loses no line', async () => {
    const { file, dropped } = open({ maxBytes: 100_000, keepFiles: 50 });
    for (let n = 0; n < 10_000; n += 1) {
      file.write(line(n));
    }
    await file.close();
    const names = await readdir(folder);
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000);
    expect(dropped).toEqual([]);
  });

  it('goes on with the file of the last run', async () => {
    await writeFile(join(folder, 'a.log'), line(0).repeat(9));
    const { file } = open();
    file.write(line(1));
    file.write(line(2));
    await file.close();
    expect(await numbers('a.log')).toEqual([1, 2]);
    expect((await numbers('a.log.1')).length).toBe(9);
  });

  it('keeps no other file when none is wanted', async () => {
    const { file } = open({ keepFiles: 0 });
    for (let n = 0; n < 25; n += 1) {
      file.write(line(n));
    }
    await file.close();
    await file.close();
    expect(await readdir(folder)).toEqual(['a.log']);
    expect(await numbers('a.log')).toEqual([20, 21, 22, 23, 24]);
  });

  it('takes a line that is longer than a file', async () => {
    const { file, failures } = open();
    file.write(`${'x'.repeat(5_000)}\n`);
    file.write(line(1));
    await file.close();
    expect(failures).toEqual([]);
    expect(await numbers('a.log')).toEqual([1]);
  });

  it('drops the lines that the disk cannot take in time, and says how many', async () => {
    const { file, dropped } = open({ maxWaitingBytes: 500 });
    for (let n = 0; n < 12; n += 1) {
      file.write(line(n));
    }
    await file.close();
    expect(await numbers('a.log')).toEqual([0, 1, 2, 3, 4]);
    expect(dropped).toEqual([7]);
  });

  it('pauses when it cannot be written, and tries again later', async () => {
    const clock = vi.spyOn(performance, 'now');
    clock.mockReturnValue(1_000);
    await writeFile(join(folder, 'blocker'), '');
    const { file, failures, dropped } = open({ file: join(folder, 'blocker', 'a.log') });
    await expect.poll(() => failures.length).toBe(1);
    file.write(line(1));
    await rm(join(folder, 'blocker'));
    file.write(line(2));
    clock.mockReturnValue(1_000 + RETRY_MS);
    file.write(line(3));
    await file.close();
    expect(await numbers(join('blocker', 'a.log'))).toEqual([3]);
    expect(dropped).toEqual([2]);
    expect(failures).toHaveLength(1);
  });

  it('can be read only by its user', async () => {
    const { file } = open();
    await file.close();
    expect((await stat(join(folder, 'a.log'))).mode & 0o777).toBe(0o600);
  });
});
