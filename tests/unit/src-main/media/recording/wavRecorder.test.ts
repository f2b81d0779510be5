import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RecorderFile, WavRecorder } from '#main/media/recording/wavRecorder';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'cordboard-wav-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

function frame(value: number): Buffer {
  return Buffer.from(new Int16Array(320).fill(value).buffer);
}

/** Reads a WAV file as strictly as a player may. */
function readWav(file: Buffer): { left: number[]; right: number[]; rateHz: number } {
  expect(file.toString('latin1', 0, 4)).toBe('RIFF');
  expect(file.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect([file.readUInt32LE(16), file.readUInt16LE(20), file.readUInt16LE(22)]).toEqual([16, 1, 2]);
  expect([file.readUInt16LE(32), file.readUInt16LE(34)]).toEqual([4, 16]);
  expect(file.readUInt32LE(28)).toBe(file.readUInt32LE(24) * 4);
  const bytes = file.readUInt32LE(40);
  expect(file.readUInt32LE(4)).toBe(36 + bytes);
  expect(file.length).toBeGreaterThanOrEqual(44 + bytes);
  const left: number[] = [];
  const right: number[] = [];
  for (let at = 44; at < 44 + bytes; at += 4) {
    left.push(file.readInt16LE(at));
    right.push(file.readInt16LE(at + 2));
  }
  return { left, right, rateHz: file.readUInt32LE(24) };
}

async function created(...args: Parameters<typeof WavRecorder.create>): Promise<WavRecorder> {
  const result = await WavRecorder.create(...args);
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}

/**
 * A file in memory whose writes wait from `stall` to `release`, and that takes half of what it is
 * given, as a file may.
 */
function slowFile(): {
  file: RecorderFile;
  content: () => Buffer;
  stall: () => void;
  release: () => void;
} {
  let gate = Promise.resolve();
  let release = (): void => undefined;
  let bytes = Buffer.alloc(0);
  const file: RecorderFile = {
    write: async (data, offset, length, position) => {
      await gate;
      const taken = Math.ceil(length / 2);
      const end = Math.max(bytes.length, position + taken);
      bytes = Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]);
      data.copy(bytes, position, offset, offset + taken);
      return { bytesWritten: taken };
    },
    close: () => Promise.resolve(),
  };
  return {
    file,
    content: () => bytes,
    stall: () => {
      gate = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => {
      release();
    },
  };
}

describe('WavRecorder', () => {
  it('writes the caller left and what they heard right, with silence where they heard nothing', async () => {
    const file = path.join(dir, 'calls', 'a.wav');
    const recorder = await created(file);
    for (let k = 0; k < 120; k += 1) {
      recorder.write(k, frame(k), k % 2 === 0 ? frame(-k) : null);
    }
    const summary = await recorder.close();
    expect(summary).toEqual({
      ok: true,
      value: { path: file, durationMs: 2400, bytes: 44 + 2400 * 64, framesDropped: 0 },
    });
    const wav = readWav(await readFile(file));
    expect(wav.rateHz).toBe(16_000);
    expect(wav.left).toHaveLength(120 * 320);
    expect(wav.left[119 * 320]).toBe(119);
    expect(wav.right[118 * 320]).toBe(-118);
    expect(wav.right[119 * 320]).toBe(0);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await recorder.close()).toEqual(summary);
  });

  it('leaves a playable file at any moment', async () => {
    const file = path.join(dir, 'b.wav');
    const recorder = await created(file);
    expect(readWav(await readFile(file)).left).toHaveLength(0);
    for (let k = 0; k < 75; k += 1) {
      recorder.write(k, frame(1), null);
    }
    await expect
      .poll(async () => readWav(await readFile(file)).left.length, { timeout: 5000 })
      .toBe(50 * 320);
    await recorder.close();
    expect(readWav(await readFile(file)).left).toHaveLength(75 * 320);
  });

  it('drops audio that a stalled disk does not take, counts it and keeps the time axis', async () => {
    const { file, content, stall, release } = slowFile();
    const recorder = await created('x.wav', () => Promise.resolve(file));
    stall();
    for (let k = 0; k < 50 * 12; k += 1) {
      recorder.write(k, frame(k + 1), null);
    }
    expect(recorder.framesDropped).toBe(50 * 4);
    release();
    // Time for the waiting blocks to be written.
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    for (let k = 600; k < 650; k += 1) {
      recorder.write(k, frame(k + 1), null);
    }
    const summary = await recorder.close();
    expect(summary).toMatchObject({ ok: true, value: { framesDropped: 200, durationMs: 13_000 } });
    const { left } = readWav(content());
    expect(left[399 * 320]).toBe(400);
    expect(left[400 * 320]).toBe(0);
    expect(left[599 * 320]).toBe(0);
    expect(left[600 * 320]).toBe(601);
    expect(left[649 * 320]).toBe(650);
  });

  it('keeps the time: what is left out is silent, and nothing is written twice', async () => {
    const file = path.join(dir, 'd.wav');
    const recorder = await created(file);
    for (const column of [0, 1, 4, 3, 4, 30, 130, 7_400]) {
      recorder.write(column, frame(column + 1), frame(-column - 1));
    }
    expect(await recorder.close()).toMatchObject({ ok: true, value: { durationMs: 7_401 * 20 } });
    const { left, right } = readWav(await readFile(file));
    const columns = Array.from({ length: 7_401 }, (_, column) => left[column * 320]);
    expect(columns.flatMap((value, column) => (value === 0 ? [] : [[column, value]]))).toEqual(
      [0, 1, 4, 30, 130, 7_400].map((column) => [column, column + 1]),
    );
    expect(right[30 * 320 + 319]).toBe(-31);
    expect(right[31 * 320]).toBe(0);
  });

  it('survives a full disk and says so at the end', async () => {
    let writes = 0;
    const recorder = await created('y.wav', () =>
      Promise.resolve({
        write: (_data: Buffer, _offset: number, length: number) => {
          writes += 1;
          return writes > 1
            ? Promise.reject(new Error('ENOSPC: no space left on device'))
            : Promise.resolve({ bytesWritten: length });
        },
        close: () => Promise.resolve(),
      }),
    );
    for (let k = 0; k < 200; k += 1) {
      recorder.write(k, frame(1), frame(1));
    }
    const summary = await recorder.close();
    expect(summary).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(summary.ok ? '' : summary.error.message).toContain('ENOSPC');
    recorder.write(200, frame(1), null);
  });

  it('does not overwrite a file, and fails by value where none can be created', async () => {
    const file = path.join(dir, 'c.wav');
    await (await created(file)).close();
    expect(await WavRecorder.create(file)).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(await WavRecorder.create(path.join(file, 'sub', 'd.wav'))).toMatchObject({ ok: false });
  });
});
