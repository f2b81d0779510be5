import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRecordingRequest, recordingOf } from '#shell/recordingPlayer';
import { DeskBench } from '#support/desk/deskBench';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

let dataDir = '';
let secret = '';
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-recordings-'));
  dataDir = join(folder, 'data');
  secret = join(folder, 'secret.wav');
  await mkdir(join(dataDir, 'recordings'), { recursive: true });
  await writeFile(join(dataDir, 'recordings', 'a.wav'), 'RIFF0123456789');
  await writeFile(join(dataDir, 'secrets.json'), '{}');
  await writeFile(secret, 'RIFF');
  await symlink(secret, join(dataDir, 'recordings', 'link.wav'));
});
afterAll(async () => {
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

/** The record as the window reads it: one call, with a recording at `path`. */
function benchWith(path: string): DeskBench {
  const bench = new DeskBench({ dataDir });
  bench.history.put({
    call: recordedCallWith({ id: 'a/1' }),
    recordings: [{ path, startMs: 0, durationMs: 1000, bytes: 14 }],
  });
  return bench;
}

function ask(url: string, range: string | null = null, path = 'recordings/a.wav') {
  const headers = { get: (name: string) => (name === 'range' ? range : null) };
  const { history } = benchWith(path).desk.as({ kind: 'window', name: 'ann' });
  return answerRecordingRequest({ method: 'GET', url, headers }, history);
}

const URL_OF_A = 'console://app/recordings/a%2F1/0';

describe('a recording for the player', () => {
  it('comes whole, with the policy of the window', async () => {
    const response = await ask(URL_OF_A);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('audio/wav');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toBe('RIFF0123456789');
  });

  it('comes in parts where it is asked for in parts', async () => {
    const response = await ask(URL_OF_A, 'bytes=4-6');
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 4-6/14');
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('012');
    expect((await ask(URL_OF_A, 'bytes=14-')).status).toBe(416);
  });

  it('tells its size to HEAD without reading it', async () => {
    const bench = benchWith('recordings/a.wav');
    const { history } = bench.desk.as({ kind: 'window', name: 'ann' });
    const request = { method: 'HEAD', url: URL_OF_A, headers: { get: () => null } };
    const response = await answerRecordingRequest(request, history);
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '14']);
    expect(await response.text()).toBe('');
    expect(bench.audited).toEqual([]);
    await (await answerRecordingRequest({ ...request, method: 'GET' }, history)).text();
    expect(bench.audited).toMatchObject([{ actor: 'window:ann', action: 'recording.read' }]);
  });

  it.each([
    ['another call', 'console://app/recordings/b/0'],
    ['a recording that is not there', 'console://app/recordings/a%2F1/1'],
    ['a number that is none', 'console://app/recordings/a%2F1/x'],
    ['another host', 'console://other/recordings/a%2F1/0'],
    ['a broken address', 'console://app/recordings/%ff/0'],
  ])('is not %s', async (_name, url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it.each([
    '../secret.wav',
    'secrets.json',
    'recordings',
    'recordings/../../secret.wav',
    'recordings/link.wav',
    '',
  ])('is never %j, whatever the record says', async (path) => {
    expect((await ask(URL_OF_A, null, path)).status).toBe(404);
  });

  it('is never a file elsewhere, and none at all without a record', async () => {
    expect((await ask(URL_OF_A, null, secret)).status).toBe(404);
    const { history } = new DeskBench({ history: null }).desk.as({ kind: 'window', name: 'ann' });
    const request = { method: 'GET', url: URL_OF_A, headers: { get: () => null } };
    expect((await answerRecordingRequest(request, history)).status).toBe(404);
  });
});

describe('recordingOf', () => {
  it('leaves every other address to the files of the window', () => {
    expect(recordingOf('console://app/index.html')).toBeNull();
    expect(recordingOf('console://app/recordings/')).toBeNull();
    expect(recordingOf(URL_OF_A)).toEqual({ callId: 'a/1', index: 0 });
  });
});
