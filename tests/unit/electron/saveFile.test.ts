import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import { createSaveFile } from '#shell/saveFile';
import { saying } from '#support/phrases';

const said = () => Promise.resolve(ok('said'));

describe('saving a file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cordboard-export-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const saveTo = (filePath: string, canceled = false) =>
    createSaveFile({ showSaveDialog: () => Promise.resolve({ canceled, filePath }) });

  it('writes where the person says, for the owner only', async () => {
    const file = join(folder, 'a.txt');
    expect(await saveTo(file)('x.txt', said)).toEqual({
      ok: true,
      value: file,
    });
    expect(await readFile(file, 'utf8')).toBe('said');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('replaces a file that others could read by one for the owner only', async () => {
    const file = join(folder, 'old.txt');
    await writeFile(file, 'what was there');
    await chmod(file, 0o644);
    expect(await saveTo(file)('x.txt', said)).toEqual({ ok: true, value: file });
    expect(await readFile(file, 'utf8')).toBe('said');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.startsWith('old.'))).toEqual(['old.txt']);
  });

  it('makes no content when the dialog is cancelled', async () => {
    const content = vi.fn(said);
    expect(await saveTo('', true)('x.txt', content)).toEqual({ ok: true, value: null });
    expect(content).not.toHaveBeenCalled();
  });

  it('passes on why there is no content, and writes nothing', async () => {
    const file = join(folder, 'b.txt');
    const gone = fail(cordboardError('not-found', saying('There is no such call.')));
    expect(await saveTo(file)('x.txt', () => Promise.resolve(gone))).toEqual(gone);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('says so when the place cannot be written', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    const answer = await saveTo(join(folder, 'no-folder', 'a.txt'))('x', said);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });
});
