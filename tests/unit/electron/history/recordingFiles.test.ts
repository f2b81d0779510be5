import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cordboardError } from '#main/util/errors';
import { fail, ok } from '#main/util/result';
import {
  answerRecordingRequest,
  byteRange,
  createRecordingSource,
  recordingOf,
} from '#shell/history/recordingFiles';
import { aRecord } from '#support/window/historyFixtures';

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
});
afterAll(async () => {
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

/** The record knows one call, with a recording at `path`. */
function sourceWith(path: string) {
  const recording = { path, durationMs: 1000, bytes: 14 };
  return createRecordingSource(
    {
      call: (callId) =>
        Promise.resolve(
          callId === 'a/1'
            ? ok(aRecord({ recordings: [recording] }))
            : fail(cordboardError('not-found', 'no such call')),
        ),
    },
    dataDir,
  );
}

function ask(url: string, range: string | null = null, path = 'recordings/a.wav') {
  const headers = { get: (name: string) => (name === 'range' ? range : null) };
  return answerRecordingRequest({ method: 'GET', url, headers }, sourceWith(path));
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

  it.each([
    ['another call', 'console://app/recordings/b/0'],
    ['a recording that is not there', 'console://app/recordings/a%2F1/1'],
    ['a number that is none', 'console://app/recordings/a%2F1/x'],
    ['another host', 'console://other/recordings/a%2F1/0'],
    ['a broken address', 'console://app/recordings/%ff/0'],
  ])('is not %s', async (_name, url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it.each(['../secret.wav', 'secrets.json', 'recordings', 'recordings/../../secret.wav', ''])(
    'is never %j, whatever the record says',
    async (path) => {
      expect((await ask(URL_OF_A, null, path)).status).toBe(404);
    },
  );

  it('is never a file elsewhere, and none at all without a record', async () => {
    expect((await ask(URL_OF_A, null, secret)).status).toBe(404);
    expect(await createRecordingSource(null, dataDir)('a/1', 0)).toBeNull();
  });
});

describe('recordingOf', () => {
  it('leaves every other address to the files of the window', () => {
    expect(recordingOf('console://app/index.html')).toBeNull();
    expect(recordingOf('console://app/recordings/')).toBeNull();
    expect(recordingOf(URL_OF_A)).toEqual({ callId: 'a/1', index: 0 });
  });
});

describe('byteRange', () => {
  it.each([
    [null, 'whole'],
    ['bytes=', 'whole'],
    ['bytes=-', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=2-3', { start: 2, end: 3 }],
    ['bytes=2-99', { start: 2, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=10-', null],
    ['bytes=3-2', null],
    ['bytes=-0', null],
  ] as const)('%s of ten bytes is %j', (header, expected) => {
    expect(byteRange(header, 10)).toEqual(expected);
  });
});
