import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HistoryStore } from '#main/store/historyStore';
import type { CallRecord, HistoryPage } from '#model/history';
import { ApiBench } from '#support/api/apiBench';
import {
  liveCall,
  recordedCall,
  type StoreFolder,
  storeFolder,
  turn,
} from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

const WAV_PATH = 'recordings/2026-01-05/a.wav';

let worker: BundledScript;
let folder: StoreFolder;
let store: HistoryStore;
let bench: ApiBench;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
  folder = await storeFolder();
  store = folder.store(worker.url, { country: () => 'DE' });
  await store.open();
  bench = await ApiBench.start({ history: store });
  for (const dir of [folder.dir, bench.dataDir]) {
    await mkdir(dirname(join(dir, WAV_PATH)), { recursive: true });
    await writeFile(join(dir, WAV_PATH), Buffer.alloc(1_000, 7));
  }
  for (let n = 0; n < 5; n += 1) {
    store.putCall(recordedCall(n));
    store.putTurn(`call-${n}`, turn(0, `Mañana quiero ${n} billetes a Málaga`));
  }
  store.putCall(liveCall(5));
  store.putTurn('call-5', turn(0, 'still talking'));
  store.putRecording('call-1', { path: WAV_PATH, startMs: 0, durationMs: 1_000, bytes: 1_000 });
  while ((await page('?state=live')).hits.length === 0) {
    await delay(50);
  }
});
afterAll(async () => {
  await bench.stop();
  await store.close();
  await folder.remove();
  await worker.remove();
});

async function page(query: string): Promise<HistoryPage> {
  const { body } = await bench.ask('GET', `/history${query}`);
  return body as unknown as HistoryPage;
}

it('finds words without their accents, marks them, and pages through all hits', async () => {
  const found: string[] = [];
  let query = '?text=malag&limit=2';
  for (;;) {
    const { hits, next } = await page(query);
    for (const { call, excerpt } of hits) {
      const [start = 0, end = 0] = excerpt?.marks[0] ?? [];
      expect(excerpt?.text.slice(start, end)).toMatch(/^Málag/);
      found.push(call.id);
    }
    if (next === null) {
      break;
    }
    query = `?text=malag&limit=2&cursor=${encodeURIComponent(next)}`;
  }
  expect(found).toEqual(['call-4', 'call-3', 'call-2', 'call-1', 'call-0']);
});

it.each(['"', 'a" OR "b', '*', 'NEAR(', '%', "'; DROP TABLE calls; --", '\u0000', 'AND'])(
  'takes the words %j for nothing but words',
  async (words) => {
    const { status } = await bench.ask('GET', `/history?text=${encodeURIComponent(words)}`);
    expect([200, 400]).toContain(status);
    expect((await page('')).hits).toHaveLength(6);
  },
);

it('refuses a cursor that is none', async () => {
  expect((await bench.ask('GET', '/history?cursor=none-of-ours')).status).toBe(400);
});

it('shows a call that goes on, and one that does not exist', async () => {
  const { body } = await bench.ask('GET', '/history/call-5');
  expect(body as unknown as CallRecord).toMatchObject({
    call: { state: 'live' },
    turns: [{ text: 'still talking' }],
  });
  expect((await bench.ask('GET', '/history/nope')).status).toBe(404);
});

it('plays a recording from the middle', async () => {
  const response = await fetch(`${bench.api.url}/history/call-1/recording`, {
    headers: { range: 'bytes=500-599', ...bench.reading },
  });
  expect(response.status).toBe(206);
  expect((await response.arrayBuffer()).byteLength).toBe(100);
});

it('notes, tags and forgets, and leaves a whole chain of who did it', async () => {
  const { act: token } = bench.tokens;
  const note = { token, body: { text: 'call back' } };
  expect((await bench.ask('POST', '/history/call-2/notes', note)).status).toBe(204);
  expect((await bench.ask('POST', '/history/nope/notes', note)).status).toBe(404);
  const tags = { token, body: { tags: ['vip'] } };
  expect((await bench.ask('PUT', '/history/call-2/tags', tags)).status).toBe(200);
  expect((await page('?tag=vip')).hits.map(({ call }) => call.id)).toEqual(['call-2']);
  const { body } = await bench.ask('GET', '/history/call-2');
  expect(body).toMatchObject({ notes: [{ actor: 'api:actor', text: 'call back' }] });

  const forget = await bench.ask('DELETE', '/history/callers/%2B34600000002', { token });
  expect([forget.status, forget.body]).toEqual([200, { removedCalls: 1 }]);
  expect((await bench.ask('GET', '/history/call-2')).status).toBe(404);

  const audit = await bench.ask('GET', '/audit');
  const actions = (audit.body?.['entries'] as { actor: string; action: string }[])
    .filter(({ actor }) => actor === 'api:actor')
    .map(({ action }) => action);
  expect(actions).toEqual([
    'history.deleteCaller',
    'history.setTags',
    'history.addNote',
    'history.addNote',
  ]);
  expect(JSON.stringify(audit.body)).not.toContain('34600000002');
  expect((await bench.ask('GET', '/audit/verification')).body).toMatchObject({ intact: true });
});

it('shows the spellings of a caller, and removes those that are named', async () => {
  const { act: token } = bench.tokens;
  const spelled = ['+4930123456', '030123456'];
  for (const [n, callerNumber] of [...spelled, 'anonymous'].entries()) {
    store.putCall(recordedCall(10 + n, { callerNumber }));
  }
  const found = await bench.ask('GET', '/history/callers/030%20123456');
  expect([found.status, found.body]).toMatchObject([
    200,
    { spellings: spelled.toReversed().map((number) => ({ number, calls: 1 })) },
  ]);
  const search = await page('?caller=%2B49%2030%20123456');
  expect(search.hits.map(({ call }) => call.callerNumber)).toEqual(spelled.toReversed());

  const caller = '/history/callers/%2B4930123456';
  const unnamed = await bench.ask('DELETE', caller, { token });
  expect([unnamed.status, unnamed.body]).toMatchObject([
    409,
    { code: 'history.several-spellings' },
  ]);
  const other = await bench.ask('DELETE', `${caller}?spelling=1000`, { token });
  expect([other.status, other.body]).toMatchObject([400, { code: 'history.other-number' }]);
  const named = await bench.ask('DELETE', `${caller}?spelling=%2B4930123456&spelling=030123456`, {
    token,
  });
  expect([named.status, named.body]).toEqual([200, { removedCalls: 2 }]);
  expect((await page('?caller=030123456')).hits).toEqual([]);

  const withheld = await bench.ask('DELETE', '/history/callers/anonymous', { token });
  expect([withheld.status, withheld.body]).toMatchObject([
    400,
    { code: 'history.caller-withheld' },
  ]);
  expect((await bench.ask('DELETE', '/history/call-12', { token })).status).toBe(204);
  expect((await bench.ask('DELETE', '/history/call-12', { token })).status).toBe(404);
  expect((await bench.ask('DELETE', '/history/call-5', { token })).status).toBe(409);
  const audit = await bench.ask('GET', '/audit');
  expect(JSON.stringify(audit.body)).not.toContain('30123456');
});

it('tells the state of the store', async () => {
  expect((await bench.ask('GET', '/status')).body).toMatchObject({ history: { state: 'ready' } });
});
