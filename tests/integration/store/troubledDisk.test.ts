import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { NewAuditEntry } from '#main/store/historyStore';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import type { StoreHealth } from '#model/history';
import { phrase, wordsOf } from '#model/phrases/phrase';
import {
  liveCall,
  recordedCall,
  type StoreFolder,
  storeFolder,
  turn,
} from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

const AUDIT: NewAuditEntry = {
  ...{ actor: 'window:ann', action: 'call.end', callId: 'call-1' },
  ...{ params: {}, result: 'ok' },
};
const LONG_TEXT = 'many words were said here '.repeat(40);

let worker: BundledScript;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
});

afterAll(async () => {
  await worker.remove();
});

/** A separate file system, which can be full or read-only. Needs root; null without it. */
function mountSmallDisk(megabytes: number): string | null {
  const dir = mkdtempSync(path.join(tmpdir(), 'cordboard-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', dir], {
      stdio: 'ignore',
    });
    return dir;
  } catch {
    rmSync(dir, { recursive: true, force: true });
    return null;
  }
}

function unmount(dir: string): void {
  execFileSync('umount', ['-l', dir]);
  rmSync(dir, { recursive: true, force: true });
}

const canMount = ((): boolean => {
  const dir = mountSmallDisk(1);
  if (dir !== null) {
    unmount(dir);
  }
  return dir !== null;
})();

type SmallDisk = { readonly disk: string; readonly folder: StoreFolder; store: SqliteHistoryStore };

async function storeOnSmallDisk(): Promise<SmallDisk> {
  const disk = mountSmallDisk(4) ?? '';
  const folder = await storeFolder(disk);
  const bench: SmallDisk = { disk, folder, store: folder.store(worker.url) };
  onTestFinished(async () => {
    await bench.store.close();
    unmount(disk);
  });
  return bench;
}

function expectReady(store: SqliteHistoryStore): Promise<void> {
  return expect
    .poll(() => store.health, { timeout: 10_000 })
    .toMatchObject({ state: 'ready', queuedRows: 0, droppedRows: 0 });
}

describe('a store whose disk cannot be written', () => {
  // Only root can mount a file system.
  it.runIf(canMount)(
    'keeps rows while the disk is full, and writes them when there is room',
    async () => {
      const { disk, store } = await storeOnSmallDisk();
      await store.open();
      store.putCall(liveCall(1));
      store.putTurn('call-1', turn(0, 'before the disk was full'));
      await expectReady(store);
      const filler = path.join(disk, 'filler');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      const heard: StoreHealth[] = [];
      store.onHealth((health) => heard.push(health));

      for (let id = 1; id <= 200; id += 1) {
        store.putTurn('call-1', turn(id, LONG_TEXT));
      }
      await expect.poll(() => store.health.state, { timeout: 10_000 }).toBe('degraded');
      expect(store.health).toMatchObject({ queuedRows: 200, droppedRows: 0 });
      const degraded = heard.at(-1)?.phrase;
      expect(degraded?.code).toBe('history.degraded');
      expect(degraded && wordsOf(degraded)).toMatch(/(full|disk).*Calls go on/);
      expect(await store.search({ text: 'before the disk' })).toMatchObject({
        ok: true,
        value: { hits: [{ excerpt: { turnId: 0 } }] },
      });

      rmSync(filler);
      await expectReady(store);
      const record = await store.call('call-1');
      expect(record.ok && record.value.turns.length).toBe(201);
      expect(heard.at(-1)).toMatchObject({ state: 'ready', phrase: null });
    },
  );

  it.runIf(canMount)('refuses audit entries while the disk is full', async () => {
    const { disk, store } = await storeOnSmallDisk();
    await store.open();
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(path.join(disk, 'filler'), Buffer.alloc(bavail * bsize));
    const long = { ...AUDIT, params: { text: LONG_TEXT.repeat(20) } };
    let refused = await store.audit(long);
    for (let i = 0; i < 20 && refused.ok; i += 1) {
      refused = await store.audit(long);
    }
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused', retryable: true } });
  });

  it.runIf(canMount)('waits for a read-only disk to become writable', async () => {
    const bench = await storeOnSmallDisk();
    await bench.store.open();
    bench.store.putCall(recordedCall(1));
    await bench.store.close();
    execFileSync('mount', ['-o', 'remount,ro', bench.disk]);
    const store = bench.folder.store(worker.url);
    bench.store = store;

    expect(await store.open()).toMatchObject({ state: 'degraded' });
    store.putCall(recordedCall(2));
    expect(store.health).toMatchObject({ queuedRows: 1 });
    expect(await store.search({})).toMatchObject({ ok: false, error: { kind: 'refused' } });

    execFileSync('mount', ['-o', 'remount,rw', bench.disk]);
    await expectReady(store);
    const page = await store.search({});
    expect(page.ok && page.value.hits.map(({ call }) => call.id)).toEqual(['call-2', 'call-1']);
  });
});

describe('a store whose file another program has locked', () => {
  it('writes when the lock is released, and can be searched all the while', async () => {
    const folder = await storeFolder();
    const store = folder.store(worker.url);
    onTestFinished(async () => {
      await store.close();
      await folder.remove();
    });
    await store.open();
    store.putCall(recordedCall(1));
    await expectReady(store);
    const holder = spawn(process.execPath, ['--input-type=module', '-e', holderCode(folder.file)]);
    const over = new Promise((resolve) => holder.on('close', resolve));
    await new Promise((resolve) => holder.stdout.once('data', resolve));

    store.putCall(recordedCall(2));
    await expect.poll(() => store.health.state, { timeout: 10_000 }).toBe('degraded');
    expect(store.health.phrase).toEqual(
      phrase('history.degraded', { why: phrase('history.locked') }),
    );
    expect(await store.search({})).toMatchObject({ ok: true, value: { hits: { length: 1 } } });
    expect(await store.audit(AUDIT)).toMatchObject({ ok: false, error: { kind: 'refused' } });

    holder.stdin.end();
    await over;
    await expectReady(store);
    expect(await store.search({})).toMatchObject({ ok: true, value: { hits: { length: 2 } } });
    expect(await store.audit(AUDIT)).toEqual({ ok: true, value: undefined });
  });
});

/** A program that holds the lock for writing until its standard input ends. */
function holderCode(file: string): string {
  return `
    import { DatabaseSync } from ${JSON.stringify(import.meta.resolve('@photostructure/sqlite'))};
    const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    process.stdin.on('end', () => { db.exec('ROLLBACK'); db.close(); }).resume();
  `;
}
