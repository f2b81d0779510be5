/** What is kept of replays in the real file. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { REPLAYS_KEPT } from '#model/replay';
import { programFiles } from '#support/programFiles';
import { aReplay } from '#support/replays';
import {
  liveCall,
  recordedCall,
  type StoreFolder,
  storeFolder,
  turn,
} from '#support/store/recordedCalls';

let folder: StoreFolder;
let store: SqliteHistoryStore;

beforeEach(async () => {
  folder = await storeFolder();
  store = folder.store((await programFiles()).historyWorker);
  await store.open();
  store.putCall(recordedCall(1));
});

afterEach(async () => {
  await store.close();
  await folder.remove();
});

const TRIAL = { kind: 'replay', callId: 'call-1', turnId: 0 } as const;

it('keeps the newest replays of a call', async () => {
  for (let at = 1; at <= REPLAYS_KEPT + 2; at += 1) {
    store.putReplay('call-1', aReplay({ id: `replay-${String(at)}`, at }));
  }
  const found = await store.call('call-1');
  const kept = found.ok ? found.value.replays.map(({ at }) => at) : [];
  expect(kept).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
});

it('removes what played a call with the call, and nothing while that goes on', async () => {
  store.putCall(liveCall(2, { id: 'replay-1', trial: TRIAL }));
  store.putCall(recordedCall(3));
  store.putTurn('replay-1', turn(0, 'a secret word'));
  expect(await store.deleteCall('call-1')).toMatchObject({ error: { kind: 'invalid-state' } });
  store.putCall(recordedCall(2, { id: 'replay-1', trial: TRIAL }));
  expect(await store.deleteCall('call-1')).toMatchObject({ ok: true });
  expect(await store.call('replay-1')).toMatchObject({ error: { kind: 'not-found' } });
  expect(await store.search({ text: 'secret' })).toMatchObject({ value: { hits: [] } });
  expect(await store.call('call-3')).toMatchObject({ ok: true });
});
