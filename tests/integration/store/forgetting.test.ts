import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import { spread } from '#main/store/worker/unspacedText';
import { phrase } from '#model/phrases/phrase';
import { answered } from '#support/lookUps';
import {
  liveCall,
  recordedCall,
  type StoreFolder,
  storeFolder,
  turn,
} from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

const NUMBER = '+34 911 222 333';
const SECRET = 'Xanadupalast';
/** The same in a script without blanks. */
const UNSPACED_SECRET = '桃源乡宫殿';
const DAY_MS = 24 * 60 * 60 * 1000;

let worker: BundledScript;
let folder: StoreFolder;
let store: SqliteHistoryStore;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
});

afterAll(async () => {
  await worker.remove();
});

beforeEach(async () => {
  folder = await storeFolder();
  store = folder.store(worker.url);
  await store.open();
});

afterEach(async () => {
  await store.close();
  await folder.remove();
});

/** Puts a call of NUMBER with all that can belong to a call. Gives the path of its recording. */
async function putSecretCall(n: number): Promise<string> {
  const call = recordedCall(n, { callerNumber: NUMBER, callerName: `Greta ${SECRET}` });
  const lookUp = answered({ context: `${SECRET} owes nothing`, facts: { name: SECRET } });
  const recording = path.join('recordings', `${call.id}.wav`);
  await mkdir(path.join(folder.dir, 'recordings'), { recursive: true });
  await writeFile(path.join(folder.dir, recording), Buffer.alloc(44 + 64_000, 0x40));
  store.putCall({ ...call, lookUp });
  for (let id = 0; id < 30; id += 1) {
    store.putTurn(call.id, turn(id, `my name is ${SECRET}${id} and this is turn ${id}`));
  }
  store.putTurn(call.id, turn(30, `我的名字是${UNSPACED_SECRET}`));
  store.putEvent(call.id, {
    atMs: 1,
    kind: 'message',
    phrase: phrase('event.message-taken', { message: `${SECRET} was here` }),
  });
  store.putMessage(call.id, { at: 1, from: SECRET, callBack: NUMBER, text: `call ${SECRET}` });
  store.putRecording(call.id, { path: recording, startMs: 0, durationMs: 1_000, bytes: 64_044 });
  await store.addNote(call.id, 'window:ann', `call ${SECRET} back`);
  await store.setTags(call.id, [SECRET]);
  return path.join(folder.dir, recording);
}

/** Names of the files in the folder that hold this text, whatever its case. */
async function filesWith(text: string): Promise<string[]> {
  const names = await readdir(folder.dir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((name) => name.isFile())) {
    const content = await readFile(path.join(entry.parentPath, entry.name), 'latin1');
    if (content.toLowerCase().includes(text.toLowerCase())) {
      found.push(entry.name);
    }
  }
  return found;
}

/** The bytes of a text in a file, as `filesWith` reads them. */
function asStored(text: string): string {
  return Buffer.from(text).toString('latin1');
}

describe('deleting a caller', () => {
  it('leaves nothing of them in any file, and everything of other callers', async () => {
    const recording = await putSecretCall(1);
    await putSecretCall(2);
    store.webhooks.put({
      ...{ receiver: 'r1', id: 'e1', type: 'message.taken', callId: 'call-1', queuedAt: 1 },
      ...{ body: `${SECRET} ${NUMBER}`, attempts: 0, unanswered: 0, dueAt: 0 },
    });
    const erased: string[] = [];
    store.webhooks.onErased((callIds) => erased.push(...callIds));
    store.putCall(recordedCall(3));
    store.putTurn('call-3', turn(0, 'I stay, and my turn too'));
    const backup = await store.backup();
    await writeFile(`${folder.file}.corrupt-2026-01-01`, `damaged, with ${SECRET}`);
    expect((await filesWith(SECRET)).length).toBeGreaterThanOrEqual(3);
    expect(await filesWith(asStored(spread(UNSPACED_SECRET)))).not.toEqual([]);
    expect(existsSync(recording)).toBe(true);

    expect(await store.deleteCaller('+34911222333')).toEqual({ ok: true, value: 2 });

    expect(erased).toEqual(['call-1', 'call-2']);
    expect(await filesWith(SECRET)).toEqual([]);
    expect(await filesWith(asStored(UNSPACED_SECRET))).toEqual([]);
    expect(await filesWith(asStored(spread(UNSPACED_SECRET)))).toEqual([]);
    expect(await filesWith('34911222333')).toEqual([]);
    expect(await filesWith('911 222 333')).toEqual([]);
    expect(existsSync(recording)).toBe(false);
    expect(backup.ok && existsSync(backup.value)).toBe(true);
    expect(await store.search({ text: 'turn' })).toMatchObject({
      value: { hits: [{ call: { id: 'call-3' } }] },
    });
    // Whoever asked for it writes it down.
    expect(await store.listAudit({})).toEqual({ ok: true, value: [] });
  });

  it('that a crash interrupted is completed at the next start, and then written down', async () => {
    await putSecretCall(1);
    await store.backup();
    await store.close();
    const killed = createRecordEngine();
    const { file, backupsDir, dir: dataDir } = folder;
    killed.open({ file, backupsDir, dataDir, liveCalls: [], knownDamaged: false });
    const callerNumber = NUMBER;
    killed.beginErasure({ kind: 'caller', callerNumber, spellings: [], country: '' });
    killed.close({});
    expect(await filesWith(SECRET)).not.toEqual([]);

    store = folder.store(worker.url);
    await store.open();
    const deed = { action: 'history.callerDeleted', params: '{"calls":1,"recordings":1}' };
    await expect
      .poll(() => store.listAudit({}))
      .toMatchObject({ ok: true, value: [{ actor: 'system', ...deed, result: 'ok' }] });
    expect(await filesWith(SECRET)).toEqual([]);
    expect(await filesWith('34911222333')).toEqual([]);
  });

  it('keeps them deleted when rows of their call come late', async () => {
    await putSecretCall(1);
    await store.deleteCaller(NUMBER);
    const late = path.join(folder.dir, 'recordings', 'late.wav');
    await writeFile(late, SECRET);
    store.putCall(recordedCall(1, { callerNumber: NUMBER }));
    store.putTurn('call-1', turn(31, SECRET));
    store.putRecording('call-1', {
      path: 'recordings/late.wav',
      startMs: 0,
      durationMs: 1,
      bytes: 1,
    });
    expect(await store.call('call-1')).toMatchObject({ error: { kind: 'not-found' } });
    expect(existsSync(late)).toBe(false);
    expect(await filesWith(SECRET)).toEqual([]);
  });

  it('is refused while they are on the line, and without a number', async () => {
    store.putCall(liveCall(1, { callerNumber: NUMBER }));
    expect(await store.deleteCaller(NUMBER)).toMatchObject({ error: { kind: 'invalid-state' } });
    expect(await store.deleteCaller(' ')).toMatchObject({ error: { kind: 'invalid-input' } });
    expect(await store.call('call-1')).toMatchObject({ ok: true });
  });
});

describe('retention', () => {
  it('removes calls that are too old with their recordings, and no other calls', async () => {
    const recording = await putSecretCall(1);
    const yesterday = Date.now() - DAY_MS;
    store.putCall(recordedCall(2, { startedAt: yesterday, endedAt: yesterday + 1 }));
    store.putCall(liveCall(3));
    await store.close();
    store = folder.store(worker.url, {
      retention: () => ({ days: 30, maxBytes: 0, recordingDays: 0 }),
    });
    await store.open();
    store.putCall(liveCall(3));
    expect(await store.call('call-3')).toMatchObject({ ok: true });

    expect(await store.applyRetention()).toEqual({ ok: true, value: 1 });

    const page = await store.search({});
    expect(page.ok && page.value.hits.map(({ call }) => call.id)).toEqual(['call-2', 'call-3']);
    expect(existsSync(recording)).toBe(false);
    expect(await filesWith(SECRET)).toEqual([]);
  });

  it('removes the oldest calls until record and recordings fit', async () => {
    for (let n = 1; n <= 60; n += 1) {
      store.putCall(recordedCall(n));
      store.putRecording(`call-${n}`, {
        path: `r/${n}.wav`,
        startMs: 0,
        durationMs: 1,
        bytes: 1_000_000,
      });
    }
    await store.close();
    store = folder.store(worker.url, {
      retention: () => ({ days: 0, maxBytes: 45_000_000, recordingDays: 0 }),
    });
    await store.open();
    expect(await store.applyRetention()).toEqual({ ok: true, value: 20 });
    const page = await store.search({ limit: 200 });
    expect(page.ok && page.value.hits.at(-1)?.call.id).toBe('call-21');
    expect(await store.applyRetention()).toEqual({ ok: true, value: 0 });
  });
});

describe('recordings', () => {
  it('are deleted after the days set for them, while their calls stay', async () => {
    const recording = await putSecretCall(1);
    await store.close();
    store = folder.store(worker.url, {
      retention: () => ({ days: 0, maxBytes: 0, recordingDays: 7 }),
    });
    await store.open();
    expect(await store.applyRetention()).toEqual({ ok: true, value: 0 });
    expect(existsSync(recording)).toBe(false);
    expect(await store.call('call-1')).toMatchObject({ ok: true, value: { recordings: [] } });
  });

  it('that a crash cut short get the length of their file when the history opens', async () => {
    await mkdir(path.join(folder.dir, 'recordings'));
    await writeFile(path.join(folder.dir, 'recordings', '1.wav'), Buffer.alloc(44 + 64 * 3_000));
    store.putCall(liveCall(1));
    store.putRecording('call-1', { path: 'recordings/1.wav', startMs: 0, durationMs: 0, bytes: 0 });
    store.putRecording('call-1', {
      path: 'recordings/gone.wav',
      startMs: 0,
      durationMs: 0,
      bytes: 0,
    });
    await store.close();
    store = folder.store(worker.url);
    await store.open();
    expect(await store.call('call-1')).toMatchObject({
      ok: true,
      value: {
        recordings: [{ path: 'recordings/1.wav', startMs: 0, durationMs: 3_000, bytes: 192_044 }],
      },
    });
  });

  it('get an overview of both sides', async () => {
    const samples = Buffer.alloc(44 + 64 * 1_000);
    for (let at = 44; at < samples.length; at += 4) {
      samples.writeInt16LE(at < 44 + 32_000 ? 16_384 : 0, at);
      samples.writeInt16LE(-8_192, at + 2);
    }
    await mkdir(path.join(folder.dir, 'recordings'));
    await writeFile(path.join(folder.dir, 'recordings', '1.wav'), samples);
    store.putCall(recordedCall(1));
    store.putRecording('call-1', {
      path: 'recordings/1.wav',
      startMs: 0,
      durationMs: 1_000,
      bytes: 64_044,
    });
    await expect
      .poll(() => store.peaks('call-1', 'recordings/1.wav'), { timeout: 5_000 })
      .toMatchObject({ ok: true, value: { bucketMs: 20 } });
    const overview = await store.peaks('call-1', 'recordings/1.wav');
    const peaks = overview.ok && overview.value !== null ? [...overview.value.peaks] : [];
    expect(peaks).toHaveLength(100);
    expect(peaks.slice(0, 2)).toEqual([128, 64]);
    expect(peaks.slice(-2)).toEqual([0, 64]);
  });
});
