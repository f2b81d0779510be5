import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '#support/desk/bytesOf';
import { ExportBench, filesBelow, wavFile } from '#support/desk/exportBench';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

const DAY = '2026-01-31';

describe('a recording as a file', () => {
  const excerptOf = async (fromMs: number, toMs: number) => {
    const bench = await ExportBench.make();
    await bench.putRecorded('a');
    const made = await bench.exports.recording({
      callId: 'a',
      index: 0,
      excerpt: { fromMs, toMs },
    });
    return { made, bench };
  };

  it('is the whole recording', async () => {
    const bench = await ExportBench.make();
    await bench.putRecorded('a');
    const made = await bench.exports.recording({ callId: 'a', index: 0, excerpt: null });
    expect(made.ok && (await bytesOf(made.value)).equals(wavFile(1_000))).toBe(true);
  });

  it('is a part of it by the clock of the call, with a header of its own', async () => {
    const { made, bench } = await excerptOf(700, 800);
    const bytes = made.ok ? await bytesOf(made.value) : Buffer.alloc(0);
    expect(bytes.subarray(0, 44).equals(wavFile(100).subarray(0, 44))).toBe(true);
    // 200 ms into the recording, which began at 500 ms; each sample is its place in the file.
    expect(bytes.readUInt32LE(44)).toBe(44 + 200 * 64);
    expect(bytes.readUInt32LE(bytes.length - 4)).toBe(44 + 300 * 64 - 4);
    expect(bench.desk.audited).toMatchObject([
      {
        action: 'history.export',
        callId: 'a',
        params: { format: 'wav', fromMs: 700, toMs: 800 },
        result: 'ok',
      },
    ]);
  });

  it('ends where the recording does', async () => {
    const { made } = await excerptOf(0, 60_000);
    expect(made.ok && (await bytesOf(made.value)).equals(wavFile(1_000))).toBe(true);
  });

  it('is refused where the recording has nothing of the excerpt', async () => {
    const { made } = await excerptOf(0, 500);
    expect(made).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('is refused where there is no such recording', async () => {
    const bench = await ExportBench.make();
    bench.putCall('a');
    expect(await bench.exports.recording({ callId: 'a', index: 0, excerpt: null })).toMatchObject({
      ok: false,
      error: { phrase: { code: 'history.no-recording' } },
    });
  });
});

describe('a folder of several calls', () => {
  it('has a file of each call, for its owner only, and the audit names each', async () => {
    const bench = await ExportBench.make();
    bench.putCall('a');
    bench.putCall('b');
    const { folder, ...report } = await bench.made('text', ['a', 'b']);
    expect(await filesBelow(folder)).toEqual([`call-${DAY}-a.txt`, `call-${DAY}-b.txt`]);
    expect((await stat(join(folder, `call-${DAY}-a.txt`))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(report).toEqual({ calls: 2, failed: [], cancelled: false, seal: null });
    expect(bench.desk.audited.map(({ callId, params }) => [callId, params])).toEqual([
      ['a', { format: 'text' }],
      ['b', { format: 'text' }],
      [null, { format: 'text', calls: 2, written: 2, failed: 0, cancelled: false }],
    ]);
  });

  it('keeps apart calls whose ids make the same name', async () => {
    const bench = await ExportBench.make();
    for (const id of ['a/b', 'a:b', 'A_b']) {
      bench.putCall(id);
    }
    const { folder } = await bench.made('json', ['a/b', 'a:b', 'A_b']);
    const files = await filesBelow(folder);
    expect(files).toEqual([
      `call-${DAY}-A_b-3.json`,
      `call-${DAY}-a_b-2.json`,
      `call-${DAY}-a_b.json`,
    ]);
    expect(await readFile(join(folder, files[1] ?? ''), 'utf8')).toContain('"a:b"');
  });

  it('overwrites nothing: another export makes another folder', async () => {
    const bench = await ExportBench.make();
    bench.putCall('a');
    const [first, second] = [await bench.made('vtt', ['a']), await bench.made('vtt', ['a'])];
    expect(second.folder).not.toBe(first.folder);
  });

  it('names the calls that fail, and writes the others', async () => {
    const bench = await ExportBench.make();
    bench.putCall('silent');
    await bench.putRecorded('a');
    const { folder, ...report } = await bench.made('wav', ['gone', 'silent', 'a']);
    expect(await filesBelow(folder)).toEqual([`call-${DAY}-a.wav`]);
    expect(report).toMatchObject({
      calls: 1,
      failed: [{ callId: 'gone' }, { callId: 'silent', phrase: { code: 'history.not-recorded' } }],
    });
  });

  it('leaves no folder when no call could be written', async () => {
    const bench = await ExportBench.make();
    expect(await bench.folder('text', ['gone'])).toMatchObject({
      ok: true,
      value: { folder: null, calls: 0, failed: [{ callId: 'gone' }] },
    });
    expect(await filesBelow(bench.out)).toEqual([]);
  });

  it('keeps what is written when it is called off, and takes no further call', async () => {
    const bench = await ExportBench.make();
    bench.putCall('a');
    bench.putCall('b');
    const made = await bench.folder('srt', ['a', 'b'], (abort) => {
      abort.abort();
    });
    expect(made).toMatchObject({ ok: true, value: { calls: 1, failed: [], cancelled: true } });
    expect((await filesBelow(bench.out)).map((file) => file.split('/').at(-1))).toEqual([
      `call-${DAY}-a.srt`,
    ]);
  });

  it('says so when the folder cannot be made', async () => {
    const bench = await ExportBench.make();
    bench.putCall('a');
    const watch = { signal: new AbortController().signal, onProgress: () => undefined };
    expect(
      await bench.exports.folder(
        { callIds: ['a'], format: 'text', into: join(bench.dir, 'nowhere'), language: 'en' },
        watch,
      ),
    ).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });
});

describe('a table of chosen calls', () => {
  it('has these calls only, without those that are gone', async () => {
    const bench = await ExportBench.make();
    for (const id of ['a', 'b', 'c']) {
      bench.desk.history.put({ call: recordedCallWith({ id }) });
    }
    const { history } = bench.desk.desk.as({ kind: 'window', name: 'ann' });
    const file = await history.exportList({ callIds: ['c', 'gone', 'a'] });
    expect(file.ok && file.value.content.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      '\uFEFFid',
      'c',
      'a',
      '',
    ]);
    expect(bench.desk.audited).toMatchObject([{ params: { format: 'csv', calls: 2 } }]);
  });
});
