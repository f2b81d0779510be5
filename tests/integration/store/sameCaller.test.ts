/** One caller under several spellings of their number, and callers who give none. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import type { HistoryQuery } from '#model/history';
import {
  liveCall,
  recordedCall,
  type StoreFolder,
  storeFolder,
} from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

const NUMBER = '+49 30 123456';
/** The same in Germany: by trunks that add the country, or do not. */
const SPELLINGS = ['+4930123456', '004930123456', '030123456'] as const;
const OTHERS = ['+4940123456', '+12025550123', '123456', 'ana', '', 'anonymous', 'Anonymous'];

let worker: BundledScript;
let folder: StoreFolder;
let store: SqliteHistoryStore;
let country = 'DE';

beforeAll(async () => {
  worker = await bundleHistoryWorker();
});
afterAll(() => worker.remove());

beforeEach(async () => {
  country = 'DE';
  folder = await storeFolder();
  store = folder.store(worker.url, { country: () => country });
  await store.open();
  for (const [n, callerNumber] of [...SPELLINGS, ...OTHERS].entries()) {
    store.putCall(recordedCall(n, { callerNumber }));
  }
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

/** The numbers of the calls that are found, the oldest first. */
async function numbersOf(query: HistoryQuery = {}): Promise<readonly string[]> {
  await store.call('call-0');
  const page = await store.search({ limit: 200, ...query });
  return page.ok ? page.value.hits.map(({ call }) => call.callerNumber).toReversed() : [];
}

describe('a caller', () => {
  it.each([NUMBER, '030 123456', '004930123456', 'tel:+4930123456', '\u202D030–123456\u202C'])(
    'is found under all spellings of their number, by %j',
    async (caller) => {
      expect(await numbersOf({ caller })).toEqual(SPELLINGS);
    },
  );

  it('is found by a part of the number as it is written', async () => {
    expect(await numbersOf({ caller: '49 30' })).toEqual(SPELLINGS.slice(0, 2));
    expect(await numbersOf({ caller: 'ana' })).toEqual(['ana']);
  });

  it('has the national spelling only in their country', async () => {
    country = '';
    expect(await numbersOf({ caller: NUMBER })).toEqual(SPELLINGS.slice(0, 2));
    country = 'FR';
    expect(await numbersOf({ caller: NUMBER })).toEqual(SPELLINGS.slice(0, 2));
  });

  it('is shown with each spelling before anything is removed', async () => {
    store.putCall(recordedCall(20, { callerNumber: '030/12 34 56' }));
    expect(await store.spellings(NUMBER)).toEqual({
      ok: true,
      value: [
        { number: '030/12 34 56', calls: 2, lastAt: recordedCall(20).startedAt },
        { number: '004930123456', calls: 1, lastAt: recordedCall(1).startedAt },
        { number: '+4930123456', calls: 1, lastAt: recordedCall(0).startedAt },
      ],
    });
    for (const callerNumber of ['', 'anonymous', '+4969999999']) {
      expect(await store.spellings(callerNumber)).toEqual({ ok: true, value: [] });
    }
  });

  it('is removed under the spellings that were named, and only under them', async () => {
    expect(await store.deleteCaller(NUMBER)).toMatchObject({
      error: { kind: 'invalid-state', phrase: { code: 'history.several-spellings' } },
    });
    expect(await store.deleteCaller(NUMBER, ['+4930123456', '+12025550123'])).toMatchObject({
      error: { kind: 'invalid-input', phrase: { code: 'history.other-number' } },
    });
    expect(await numbersOf()).toHaveLength(SPELLINGS.length + OTHERS.length);

    expect(await store.deleteCaller(NUMBER, ['+4930123456'])).toEqual({ ok: true, value: 1 });
    expect(await numbersOf()).toEqual([...SPELLINGS.slice(1), ...OTHERS]);
    await store.backup();
    const rest = SPELLINGS.slice(1);
    expect(await store.deleteCaller(NUMBER, rest)).toEqual({ ok: true, value: 2 });
    expect(await numbersOf()).toEqual(OTHERS);
    for (const name of await readdir(folder.dir, { recursive: true })) {
      const content = await readFile(path.join(folder.dir, name), 'latin1').catch(() => '');
      expect(content).not.toContain('30123456');
    }
  });

  it('with one spelling needs no list, and an extension is compared sign by sign', async () => {
    expect(await store.deleteCaller('+1 (202) 555-0123')).toEqual({ ok: true, value: 1 });
    expect(await store.deleteCaller('123456')).toEqual({ ok: true, value: 1 });
    expect(await store.deleteCaller('ana')).toEqual({ ok: true, value: 1 });
    expect(await numbersOf()).toEqual([...SPELLINGS, '+4940123456', '', 'anonymous', 'Anonymous']);
  });
});

describe('a withheld number', () => {
  it.each(['', 'anonymous', 'Restricted'])('is never one caller: %j', async (callerNumber) => {
    expect(await store.deleteCaller(callerNumber, [])).toMatchObject({
      error: { kind: 'invalid-input', phrase: { code: 'history.caller-withheld' } },
    });
    expect(await store.deleteCaller(NUMBER, [callerNumber])).toMatchObject({ ok: false });
    expect(await numbersOf()).toHaveLength(SPELLINGS.length + OTHERS.length);
  });

  it('is removed call by call, from the backups too', async () => {
    const withheld = SPELLINGS.length + OTHERS.indexOf('');
    await store.backup();
    expect(await store.deleteCall(`call-${withheld}`)).toEqual({ ok: true, value: undefined });
    expect(await numbersOf()).toEqual([...SPELLINGS, ...OTHERS.filter((each) => each !== '')]);
    expect(await store.deleteCall(`call-${withheld}`)).toMatchObject({
      error: { kind: 'not-found' },
    });
    const [backup = ''] = await readdir(folder.backupsDir);
    const kept = await readFile(path.join(folder.backupsDir, backup), 'latin1');
    expect(kept).not.toContain(`call-${withheld}`);
    expect(kept).toContain('call-0');
  });

  it('is not removed while the call goes on', async () => {
    store.putCall(liveCall(30, { callerNumber: '' }));
    expect(await store.deleteCall('call-30')).toMatchObject({ error: { kind: 'invalid-state' } });
  });
});
