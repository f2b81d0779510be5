import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecorder } from '#main/call/recording/recorder';
import { GUARD_INTERVAL_MS } from '#main/call/recording/recordingGuard';
import { silentLog } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import type { CallRecording } from '#model/history';

const LOUD = Buffer.alloc(640, 0x20);
const LIMITS = { maxBytes: 1_000_000, minFreeBytes: 1_000_000 };

let dataDir: string;
let told: CallRecording[];
let stopped: CordboardError[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'cordboard-recorder-'));
  told = [];
  stopped = [];
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(dataDir, { recursive: true, force: true });
});

function start(freeSpace: () => Promise<number>, limits = LIMITS) {
  const startRecording = createRecorder({
    dataDir,
    limits: () => limits,
    freeSpace,
    onRecording: (_callId, recording) => {
      told.push(recording);
    },
    log: silentLog,
  });
  return startRecording({ id: 'call-1', startedAt: Date.now() - 60_000 }, (error) => {
    stopped.push(error);
  });
}

describe('recording a call', () => {
  it('belongs to its call from its first moment, and has its length at the end', async () => {
    const started = await start(() => Promise.resolve(2_000_000));
    expect(told).toMatchObject([{ durationMs: 0, bytes: 0 }]);
    expect(told[0]?.startMs).toBeGreaterThanOrEqual(60_000);
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    started.value.tap(LOUD, LOUD, 5_000, null);
    await started.value.close();
    expect(told.at(-1)).toMatchObject({ path: told[0]?.path, durationMs: 20, bytes: 44 + 1_280 });
  });

  it('begins with its first sound', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const started = await start(() => Promise.resolve(2_000_000));
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    vi.setSystemTime(Date.now() + 700);
    started.value.tap(LOUD, LOUD, 5_000, null);
    vi.setSystemTime(Date.now() + 20);
    started.value.tap(LOUD, LOUD, 5_020, null);
    await started.value.close();
    expect(told.map(({ startMs }) => startMs)).toEqual([60_000, 60_700]);
  });

  it('writes silence on both sides while it is paused, and keeps the time', async () => {
    const started = await start(() => Promise.resolve(2_000_000));
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    const recording = started.value;
    recording.tap(LOUD, LOUD, 5_000, null);
    recording.pause();
    recording.tap(LOUD, LOUD, 5_020, null);
    recording.resume();
    recording.tap(LOUD, LOUD, 5_040, null);
    await recording.close();
    const audio = (await readFile(path.join(dataDir, told[0]?.path ?? ''))).subarray(44);
    const loudIn = (frame: number) =>
      audio.subarray(frame * 1_280, (frame + 1) * 1_280).every((byte) => byte === 0x20);
    expect([loudIn(0), loudIn(2)]).toEqual([true, true]);
    expect(audio.subarray(1_280, 2_560).every((byte) => byte === 0)).toBe(true);
  });

  it('places what it gets by its time, with silence where time was left out', async () => {
    const started = await start(() => Promise.resolve(2_000_000));
    if (!started.ok) {
      throw new Error(started.error.message);
    }
    for (const atMs of [5_000, 5_020.4, 5_099.8, 8_000]) {
      started.value.tap(LOUD, LOUD, atMs, null);
    }
    await started.value.close();
    expect(told.at(-1)).toMatchObject({ durationMs: 3_020 });
    const audio = (await readFile(path.join(dataDir, told[0]?.path ?? ''))).subarray(44);
    const loud = Array.from({ length: 151 }, (_, column) => column).filter((column) =>
      audio.subarray(column * 1_280, (column + 1) * 1_280).every((byte) => byte === 0x20),
    );
    expect(loud).toEqual([0, 1, 5, 150]);
  });

  it('does not begin on a disk that is nearly full, and says what to do', async () => {
    const started = await start(() => Promise.resolve(999_999));
    expect(started).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(!started.ok && started.error.message).toContain('RECORDING_MIN_FREE_DISK');
    expect(told).toEqual([]);
  });

  it('stops when the disk runs full meanwhile, keeps what it has and reports once', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let free = 2_000_000;
    const started = await start(() => Promise.resolve(free));
    if (started.ok) {
      started.value.tap(LOUD, null, 5_000, null);
    }
    free = 0;
    vi.advanceTimersByTime(2 * GUARD_INTERVAL_MS);
    await vi.waitFor(() => {
      expect(told).toHaveLength(2);
    });
    expect(told[1]).toMatchObject({ durationMs: 20 });
    expect(stopped).toHaveLength(1);
  });

  it('stops at its largest size', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const started = await start(() => Promise.resolve(2_000_000), { ...LIMITS, maxBytes: 64_000 });
    for (let frame = 0; started.ok && frame < 100; frame += 1) {
      started.value.tap(LOUD, null, frame * 20, null);
    }
    await vi.waitFor(() => {
      vi.advanceTimersByTime(GUARD_INTERVAL_MS);
      expect(stopped[0]?.message).toContain('RECORDING_MAX_SIZE');
    });
  });

  it('goes on if the file system does not report its free space', async () => {
    const started = await start(() => Promise.reject(new Error('ENOSYS')));
    expect(started.ok).toBe(true);
    if (started.ok) {
      await started.value.close();
    }
  });
});
