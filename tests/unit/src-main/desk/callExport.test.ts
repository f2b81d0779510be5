import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '#model/history';
import { exportFile } from '#shell/history/callExport';
import { createSaveFile } from '#shell/history/saveFile';
import { aRecord, aRecordedCall } from '#support/window/historyFixtures';

describe('the file of an export', () => {
  it('has a name without anything a file system minds', () => {
    const call = aRecordedCall({ id: '../../etc/1700:0.7', startedAt: Date.UTC(2026, 10, 22) });
    expect(exportFile(aRecord({ call }), 'text').name).toBe(
      'call-2026-11-22-.._.._etc_1700_0.7.txt',
    );
  });

  it('holds everything as JSON', () => {
    const record = aRecord();
    const { content } = exportFile(record, 'json');
    expect(JSON.parse(content) as CallRecord).toEqual(record);
  });
});

describe('saving', () => {
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
    expect(await saveTo(file)({ name: 'x.txt', content: 'said' })).toEqual({
      ok: true,
      value: file,
    });
    expect(await readFile(file, 'utf8')).toBe('said');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('writes nothing when the dialog is cancelled', async () => {
    expect(await saveTo('', true)({ name: 'x.txt', content: 'said' })).toEqual({
      ok: true,
      value: null,
    });
  });

  it('says so when the place cannot be written', async () => {
    const answer = await saveTo(join(folder, 'none', 'a.txt'))({ name: 'x', content: '' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });
});
