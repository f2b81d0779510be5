import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '#main/desk/recordingFile';
import { DeskBench } from '#support/desk/deskBench';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

const CONTENT = 'RIFF0123456789';

let folder = '';
let dataDir = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cordboard-recordings-'));
  dataDir = path.join(folder, 'data');
  const inside = path.join(dataDir, 'recordings');
  await mkdir(path.join(inside, 'folder.wav'), { recursive: true });
  await writeFile(path.join(inside, 'a.wav'), CONTENT);
  await writeFile(path.join(inside, 'empty.wav'), '');
  await writeFile(path.join(dataDir, 'secrets.json'), '{}');
  await writeFile(path.join(folder, 'secret.wav'), CONTENT);
  await symlink(path.join(folder, 'secret.wav'), path.join(inside, 'link.wav'));
  await symlink(folder, path.join(dataDir, 'way-out'));
  await symlink(path.join(inside, 'a.wav'), path.join(inside, 'link-inside.wav'));
  execFileSync('mkfifo', [path.join(inside, 'pipe.wav')]);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const open = (file: string) => openRecording(dataDir, file, 'call.wav');

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return await new Response(stream).text();
}

describe('opening a recording', () => {
  it('gives its name, size and any part of it', async () => {
    const opened = await open('recordings/a.wav');
    if (!opened.ok) {
      throw new Error(opened.error.message);
    }
    expect(opened.value).toMatchObject({ name: 'call.wav', bytes: 14 });
    expect(await textOf(opened.value.read(4, 6))).toBe('012');
    // After its end, and again: it is closed already.
    await opened.value.close();
    await opened.value.close();
  });

  it('follows a link that stays in the data folder', async () => {
    const opened = await open('recordings/link-inside.wav');
    expect(opened).toMatchObject({ ok: true, value: { bytes: 14 } });
    await (opened.ok ? opened.value.close() : undefined);
  });

  it.each([
    'recordings/gone.wav',
    'recordings/empty.wav',
    'recordings/folder.wav',
    'recordings/pipe.wav',
    'recordings/link.wav',
    'way-out/secret.wav',
    '../secret.wav',
    'recordings/../../secret.wav',
    'secrets.json',
    'recordings',
    '.',
    '',
    'a\0.wav',
  ])('fails for %j, and says no more than that it is gone', async (file) => {
    expect(await open(file)).toMatchObject({
      ok: false,
      error: { kind: 'not-found', phrase: { code: 'history.recording-gone' } },
    });
  });

  it('fails for a path of its own', async () => {
    expect((await open(path.join(folder, 'secret.wav'))).ok).toBe(false);
  });

  it('gives another etag when the file has changed', async () => {
    const file = path.join(dataDir, 'recordings', 'a.wav');
    const etags = new Set<string>();
    for (const change of [
      () => utimes(file, 1_000, 1_000),
      () => utimes(file, 1_000, 1_000),
      () => utimes(file, 2_000, 2_000),
      () => truncate(file, 13),
    ]) {
      await change();
      const opened = await open('recordings/a.wav');
      etags.add(opened.ok ? opened.value.etag : '');
      await (opened.ok ? opened.value.close() : undefined);
    }
    expect(etags.size).toBe(3);
  });
});

describe('a recording on the desk', () => {
  function setUp() {
    const bench = new DeskBench({ dataDir });
    bench.history.put({
      call: recordedCallWith({ id: 'c1' }),
      recordings: [{ path: 'recordings/a.wav', startMs: 0, durationMs: 1, bytes: 14 }],
    });
    return { bench, history: bench.desk.as({ kind: 'window', name: 'ann' }).history };
  }

  it('is audited as read once, when its bytes are asked for', async () => {
    const { bench, history } = setUp();
    const looked = await history.openRecording('c1', 0);
    await (looked.ok ? looked.value.close() : undefined);
    expect(bench.audited).toEqual([]);
    for (const start of [0, 4, 8]) {
      const opened = await history.openRecording('c1', 0);
      await (opened.ok ? textOf(opened.value.read(start, start + 1)) : undefined);
    }
    expect(bench.audited).toEqual([
      {
        actor: 'window:ann',
        action: 'recording.read',
        callId: 'c1',
        params: { recording: 0 },
        result: 'ok',
      },
    ]);
  });

  it('that does not exist cannot be opened', async () => {
    const { bench, history } = setUp();
    expect(await history.openRecording('c1', 1)).toMatchObject({
      error: { phrase: { code: 'history.no-recording' } },
    });
    expect(await history.openRecording('nobody', 0)).toMatchObject({ ok: false });
    expect(bench.audited).toEqual([]);
  });
});
