import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically, writeJsonFile } from '#main/util/atomicFile';
import { done } from '#main/util/result';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cordboard-atomic-'));
  file = path.join(folder, 'kept', 'settings.json');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const modeOf = async (name: string) => (await stat(name)).mode & 0o777;

describe('a file that is written atomically', () => {
  it('is for its owner only, and so is a folder that was missing', async () => {
    expect(await writeAtomically(file, 'text')).toEqual(done);
    expect(await readFile(file, 'utf8')).toBe('text');
    expect([await modeOf(file), await modeOf(path.dirname(file))]).toEqual([0o600, 0o700]);
  });

  it('takes the place of the old one, which others could read', async () => {
    await mkdir(path.dirname(file));
    await writeFile(file, 'old', { mode: 0o644 });
    expect(await writeJsonFile(file, { now: 1 })).toEqual(done);
    expect(await readFile(file, 'utf8')).toBe('{\n  "now": 1\n}\n');
    expect(await modeOf(file)).toBe(0o600);
  });

  it('is whole whoever writes at the same time, and leaves nothing beside it', async () => {
    const texts = Array.from({ length: 10 }, (_each, n) => String(n).repeat(100_000));
    await Promise.all(texts.map((text) => writeAtomically(file, text)));
    expect(texts).toContain(await readFile(file, 'utf8'));
    expect(await readdir(path.dirname(file))).toEqual(['settings.json']);
  });

  it('leaves what was there when it cannot be written, and says so', async () => {
    await mkdir(path.join(file, 'in the way'), { recursive: true });
    const written = await writeAtomically(file, 'text');
    expect(written).toMatchObject({
      ok: false,
      error: { kind: 'config', phrase: { code: 'file.cannot-be-written', params: { path: file } } },
    });
    expect(await readdir(path.dirname(file))).toEqual(['settings.json']);
    expect(await readdir(file)).toEqual(['in the way']);
  });
});
