import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { Database } from '#main/store/worker/driver';
import type { Result } from '#main/util/result';
import type { RecordedEvent } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import type { ToolUse } from '#model/toolUse';
import { answered } from '#support/lookUps';
import {
  liveCall,
  recordedCall,
  type StoreFolder,
  storeFolder,
  turn,
} from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

const BARGE_IN: RecordedEvent = {
  atMs: 3_000,
  kind: 'barge-in',
  phrase: phrase('event.barge-ins-timed', { times: 1, reactionMs: 84 }),
};
const END: RecordedEvent = {
  atMs: 60_000,
  kind: 'state',
  phrase: phrase('event.ended', { why: phrase('end-reason.caller-hung-up') }),
};

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
});

afterEach(async () => {
  await store.close();
  await folder.remove();
});

async function reopened(): Promise<SqliteHistoryStore> {
  await store.close();
  store = folder.store(worker.url);
  await store.open();
  return store;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(`${result.error.kind}: ${result.error.message}`);
  }
  return result.value;
}

const STOCK: ToolUse = {
  name: 'stock',
  state: 'done',
  args: '{}',
  result: '{"pieces":3}',
  tookMs: 900,
};

describe('SqliteHistoryStore', () => {
  it('returns a call as it was put, even after it was closed and opened again', async () => {
    expect(await store.open()).toEqual({
      state: 'ready',
      phrase: null,
      queuedRows: 0,
      droppedRows: 0,
    });
    store.putCall({ ...recordedCall(1), lookUp: answered() });
    store.putTurn('call-1', turn(0, 'Buenos días, tengo una reclamación'));
    store.putTurn('call-1', turn(1, 'Claro, dígame', { status: 'truncated', heardChars: 5 }));
    store.putTurn('call-1', turn(2, ''));
    store.putTurn('call-1', turn(3, 'Tool stock({}): answered in 900 ms', { tool: STOCK }));
    store.putEvent('call-1', BARGE_IN);
    store.putEvent('call-1', END);
    store.putRecording('call-1', {
      path: 'recordings/1.wav',
      startMs: 0,
      durationMs: 60_000,
      bytes: 3_840_044,
    });
    valueOf(await store.addNote('call-1', 'window:ann', 'Wants to be called back'));
    valueOf(await store.setTags('call-1', ['complaint', ' complaint', 'vip', '']));

    const record = valueOf(await (await reopened()).call('call-1'));

    expect(record.call).toMatchObject({
      id: 'call-1',
      state: 'ended',
      voice: 'Kore',
      endReason: 'caller-hung-up',
      tags: ['complaint', 'vip'],
      recorded: true,
      metrics: recordedCall(1).metrics,
    });
    expect(record.lookUp).toEqual(answered());
    expect(record.turns).toEqual([
      turn(0, 'Buenos días, tengo una reclamación'),
      turn(1, 'Claro, dígame', { status: 'truncated', heardChars: 5 }),
      turn(3, 'Tool stock({}): answered in 900 ms', { tool: STOCK }),
    ]);
    expect(record.events).toEqual([BARGE_IN, END]);
    expect(record.notes).toMatchObject([{ actor: 'window:ann', text: 'Wants to be called back' }]);
    expect(record.recordings).toEqual([
      { path: 'recordings/1.wav', startMs: 0, durationMs: 60_000, bytes: 3_840_044 },
    ]);
  });

  it('finds by itself what a version before had written in a script without blanks', async () => {
    await store.open();
    store.putCall(recordedCall(1));
    store.putTurn('call-1', turn(0, '这里是客户服务中心'));
    await store.close();
    const db = new Database(folder.file);
    db.exec('DELETE FROM turns_unspaced; INSERT INTO unspaced_left SELECT max(id) + 1 FROM turns');
    db.close();
    store = folder.store(worker.url);
    await store.open();
    await expect
      .poll(async () => valueOf(await store.search({ text: '客户' })).hits.length)
      .toBe(1);
  });

  it('writes within 250 ms without being asked', async () => {
    await store.open();
    store.putCall(liveCall(1));
    expect(store.health.queuedRows).toBe(1);
    await expect.poll(() => store.health.queuedRows, { timeout: 1_000, interval: 20 }).toBe(0);
    expect(valueOf(await store.search({})).hits).toHaveLength(1);
  });

  it('marks a call that was live when Cordboard ended as interrupted, with its transcript', async () => {
    await store.open();
    store.putCall(liveCall(1));
    store.putTurn('call-1', turn(0, 'half a sent', { status: 'partial', endMs: null }));
    const running = { ...STOCK, state: 'running' } as const;
    store.putTurn('call-1', turn(1, 'Tool', { status: 'partial', endMs: null, tool: running }));
    const record = valueOf(await (await reopened()).call('call-1'));
    expect(record.call.state).toBe('interrupted');
    expect(record.call.endedAt).not.toBeNull();
    expect(record.turns).toEqual([
      turn(0, 'half a sent', { endMs: 0 }),
      turn(1, 'Tool', { endMs: 2_000, tool: { ...STOCK, state: 'cancelled' } }),
    ]);
    expect(valueOf(await store.search({ text: 'sent' })).hits).toHaveLength(1);
  });

  it('fails with not-found for a call it does not have', async () => {
    await store.open();
    for (const result of [await store.call('x'), await store.setTags('x', ['a'])]) {
      expect(result).toMatchObject({ ok: false, error: { kind: 'not-found', retryable: false } });
    }
  });

  it('lets only the owner read its files', async () => {
    await store.open();
    store.putCall(recordedCall(1));
    const backup = valueOf(await store.backup());
    for (const file of [folder.file, `${folder.file}-wal`, backup]) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    }
  });

  it('sets a damaged file aside, restores the newest backup and names both', async () => {
    await store.open();
    store.putCall(recordedCall(1));
    valueOf(await store.backup());
    store.putCall(recordedCall(2));
    await store.close();
    const bytes = await readFile(folder.file);
    bytes.fill(0x5a, 4096, 4096 * 6);
    await writeFile(folder.file, bytes);

    store = folder.store(worker.url);
    const health = await store.open();

    const setAside = (await readdir(folder.dir)).find((name) => name.includes('.corrupt-')) ?? '';
    const [backup = ''] = await readdir(folder.backupsDir);
    expect(health).toMatchObject({
      state: 'replaced',
      phrase: phrase('history.replaced', { backup, setAside }),
    });
    expect(setAside).not.toBe('');
    const { hits } = valueOf(await store.search({}));
    expect(hits.map(({ call }) => call.id)).toEqual(['call-1']);
    store.putCall(recordedCall(3));
    expect(valueOf(await store.call('call-3')).call.id).toBe('call-3');
  });

  it('finds damage of a large file after the start, restores it once, keeps live calls', async () => {
    await store.open();
    store.putCall(recordedCall(1));
    for (let n = 0; n < 6; n += 1) {
      valueOf(await store.addNote('call-1', 'window:ann', 'x'.repeat(5_000_000)));
    }
    valueOf(await store.backup());
    await store.close();
    const bytes = await readFile(folder.file);
    bytes.fill(0x5a, 4096 * 4_000, 4096 * 4_100);
    await writeFile(folder.file, bytes);
    store = folder.store(worker.url);
    let lost = 0;
    store.webhooks.onLost(() => (lost += 1));
    expect(await store.open()).toMatchObject({ state: 'ready' });
    store.putCall(liveCall(2));

    await expect.poll(() => store.health.state, { timeout: 15_000 }).toBe('replaced');

    // What waits for receivers of webhooks is in the other file no more.
    expect(lost).toBe(1);
    expect(valueOf(await store.call('call-1')).notes).toHaveLength(6);
    expect(valueOf(await store.call('call-2')).call.state).toBe('live');
    const names = await readdir(folder.dir);
    expect(names.filter((name) => /\.corrupt-.*Z$/.test(name))).toHaveLength(1);
  });

  it('begins anew when a damaged file has no backup', async () => {
    await writeFile(folder.file, 'this is no database, however long it is'.repeat(400));
    expect(await store.open()).toMatchObject({
      state: 'replaced',
      phrase: { code: 'history.begun-anew' },
    });
    expect(valueOf(await store.search({})).hits).toEqual([]);
  });

  it('keeps the seven newest backups', async () => {
    await store.open();
    store.putCall(recordedCall(1));
    for (let i = 0; i < 9; i += 1) {
      valueOf(await store.backup());
    }
    expect(await readdir(folder.backupsDir)).toHaveLength(7);
  });

  it('starts a broken worker again, and loses no row that waits', async () => {
    const breaking = path.join(folder.dir, 'breaking.mjs');
    const once = path.join(folder.dir, 'broke-once');
    await writeFile(
      breaking,
      `import { existsSync, writeFileSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       const on = parentPort.on.bind(parentPort);
       parentPort.on = (name, listener) => on(name, (request) => {
         if (request.operation === 'write' && !existsSync(${JSON.stringify(once)})) {
           writeFileSync(${JSON.stringify(once)}, '');
           throw new Error('broken on purpose');
         }
         listener(request);
       });
       await import(${JSON.stringify(worker.url.href)});`,
    );
    const broken = folder.store(pathToFileURL(breaking));
    const states: string[] = [];
    broken.onHealth(({ state }) => states.push(state));
    await broken.open();
    broken.putCall(liveCall(1));
    broken.putTurn('call-1', turn(0, 'hello'));
    await expect.poll(() => existsSync(once), { timeout: 5_000 }).toBe(true);
    await expect
      .poll(() => broken.health, { timeout: 5_000 })
      .toMatchObject({
        state: 'ready',
        queuedRows: 0,
      });
    const record = valueOf(await broken.call('call-1'));
    expect(record.call.state).toBe('live');
    expect(record.turns).toHaveLength(1);
    expect(states).toContain('degraded');
    await broken.close();
  });

  it('leaves a file of a newer version alone', async () => {
    await store.open();
    await store.close();
    const db = new Database(folder.file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    store = folder.store(worker.url);
    expect(await store.open()).toMatchObject({
      state: 'off',
      phrase: { code: 'history.newer-version', params: { found: 999 } },
    });
    expect(store.webhooks.isWritten).toBe(false);
    store.putCall(recordedCall(1));
    expect(store.health).toMatchObject({ queuedRows: 0, droppedRows: 1 });
    expect(await store.search({})).toMatchObject({ ok: false });
  });
});
