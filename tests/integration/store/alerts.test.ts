import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_NORMAL } from '#main/call/talk/attention/normal';
import { createAlertTrial } from '#main/desk/alertTrial';
import { ProfileNormals } from '#main/program/profileNormals';
import type { SqliteHistoryStore } from '#main/store/sqliteHistoryStore';
import { Database } from '#main/store/worker/driver';
import { migrate, MIGRATIONS } from '#main/store/worker/schema';
import { DEFAULT_ALERT_RULES, type KeywordRule } from '#model/alertRules';
import type { HistoryQuery } from '#model/history';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { alertWith } from '#support/calls';
import {
  FIRST_START,
  recordedCall,
  type StoreFolder,
  storeFolder,
  turn,
} from '#support/store/recordedCalls';
import { type BundledScript, bundleHistoryWorker } from '#support/store/workerBundle';

let worker: BundledScript;
let folder: StoreFolder;
let store: SqliteHistoryStore;

beforeAll(async () => {
  worker = await bundleHistoryWorker();
});
afterAll(() => worker.remove());
beforeEach(async () => {
  folder = await storeFolder();
  store = folder.store(worker.url);
  await store.open();
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

/** Everything that was put is on the disk. */
async function written(): Promise<void> {
  await expect.poll(() => store.health.queuedRows, { timeout: 5_000, interval: 20 }).toBe(0);
}

async function found(query: HistoryQuery): Promise<readonly string[]> {
  const page = await store.search(query);
  return page.ok ? page.value.hits.map(({ call }) => call.id) : [];
}

describe('the alerts of recorded calls', () => {
  it('are kept with their end, and with who saw to them', async () => {
    const call = recordedCall(1);
    const alert = alertWith('Nobody speaks.', {
      id: 'both-silent@5',
      signal: 'both-silent',
      at: 5,
    });
    store.putCall({ ...call, alerts: [alert] });
    const seen = { ...alert, over: 9, acknowledged: { by: 'window:ann', at: 8 } };
    store.putCall({ ...call, alerts: [seen] });
    await written();
    const record = await store.call(call.id);
    const { id, signal, message, over, acknowledged } = seen;
    expect(record.ok ? record.value.alerts : record.error).toMatchObject([
      { id, signal, message, at: 5, over, acknowledged, phrase: seen.phrase },
    ]);
  });

  it('find their calls', async () => {
    const alert = alertWith('It failed.', {
      id: 'tool-errors@5',
      signal: 'tool-errors',
      turnId: 4,
    });
    store.putCall({ ...recordedCall(1), alerts: [alert] });
    store.putCall(recordedCall(2));
    await written();
    const { id } = recordedCall(1);
    expect(await found({ alert: 'tool-errors' })).toEqual([id]);
    expect(await found({ alert: 'any' })).toEqual([id]);
    expect(await found({ alert: 'packet-loss' })).toEqual([]);
  });
});

/** A file as the last version wrote it that kept notices in place of alerts, with one call. */
function oldFile(file: string): Database {
  const to = MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE call_alerts'));
  const db = new Database(file);
  for (const step of MIGRATIONS.slice(0, to)) {
    db.exec(step);
  }
  db.exec(`PRAGMA user_version = ${String(to)}`);
  const columns = db.all('PRAGMA table_info(calls)');
  const needed = columns.filter(
    (column) => column['notnull'] === 1 && column['dflt_value'] === null,
  );
  const values = needed.map((column) => (column['type'] === 'TEXT' ? "''" : '7'));
  const names = needed.map((column) => String(column['name']));
  // What the call says is not looked at.
  db.exec('PRAGMA ignore_check_constraints = 1');
  db.exec(`INSERT INTO calls (${names.join()}) VALUES (${values.join()})`);
  db.exec(`
    INSERT INTO alerts (call_key, kind, at, severity, message)
    SELECT key, 'agent-mute', 5, 'danger', 'The AI cannot be heard.' FROM calls
    UNION ALL SELECT key, 'reconnected', 6, 'info', 'The connection was renewed.' FROM calls
  `);
  return db;
}

describe('the notices of an old file', () => {
  it('are alerts from now on, but for those that only inform', () => {
    const db = oldFile(`${folder.file}.old`);
    migrate(db);
    expect(db.all('SELECT * FROM alerts')).toMatchObject([
      {
        ...{ id: 'agent-mute@5', signal: 'agent-mute', topic: '', severity: 'danger', at: 5 },
        ...{ message: 'The AI cannot be heard.', over: null, acknowledged_by: null },
      },
    ]);
    db.close();
  });
});

const REFUND: KeywordRule = {
  name: 'Refund',
  language: '',
  of: 'caller',
  phrases: ['refund*'],
  severity: 'danger',
  sound: true,
  coolDownSeconds: 60,
};

describe('rules that are tried on the record', () => {
  const tryOn = createAlertTrial({
    history: {
      search: (query) => store.search(query),
      call: (id) => store.call(id),
    },
    normalOf: () => NOTHING_NORMAL,
    languageOf: () => 'en',
    now: () => FIRST_START + 86_400_000,
  });

  it('tell in which calls they would have raised what, and how often', async () => {
    const refund = recordedCall(1);
    store.putCall(refund);
    store.putTurn(refund.id, turn(0, 'I want a refund.', { startMs: 4_000 }));
    store.putTurn(
      refund.id,
      turn(1, 'One moment.', { speaker: 'agent', startMs: 9_000, timeToFirstAudioMs: 4_500 }),
    );
    for (const atMs of [20_000, 30_000, 40_000]) {
      store.putEvent(refund.id, {
        atMs,
        kind: 'barge-in',
        phrase: phrase('event.barge-ins', { times: 1 }),
      });
    }
    const calm = recordedCall(2);
    store.putCall(calm);
    store.putTurn(calm.id, turn(0, 'Thank you, goodbye.'));
    await written();
    const tried = await tryOn({ ...DEFAULT_ALERT_RULES, keywords: [REFUND] }, 7);
    expect(tried).toMatchObject({ ok: true, value: { calls: 2, alerts: 3, cut: false } });
    const [hit, ...others] = tried.ok ? tried.value.found : [];
    expect(others).toEqual([]);
    expect(hit?.callId).toBe(refund.id);
    expect(hit?.alerts).toMatchObject([
      { signal: 'keyword', topic: 'Refund', severity: 'danger', atMs: 4_000, turnId: 0 },
      { signal: 'slow-answer', severity: 'danger', atMs: 4_500, turnId: 1 },
      { signal: 'barge-ins', severity: 'warn', atMs: 40_000 },
    ]);
  });

  it('look at the days that were asked for', async () => {
    const call = recordedCall(1, { startedAt: FIRST_START - 10 * 86_400_000 });
    store.putCall(call);
    store.putTurn(call.id, turn(0, 'A human, please.'));
    await written();
    expect(await tryOn(DEFAULT_ALERT_RULES, 7)).toMatchObject({ ok: true, value: { calls: 0 } });
    expect(await tryOn(DEFAULT_ALERT_RULES, 30)).toMatchObject({ ok: true, value: { alerts: 1 } });
  });
});

describe('what is normal for a profile', () => {
  it('is learned from its newest calls, and known from the next look on', async () => {
    for (let n = 1; n <= 6; n += 1) {
      const { startedAt } = recordedCall(n);
      store.putCall(
        recordedCall(n, {
          profileId: 'sales',
          answeredAt: startedAt,
          endedAt: startedAt + 120_000,
          metrics: { ...EMPTY_METRICS, medianTimeToFirstAudioMs: 1_000 + n, bargeIns: 4 },
        }),
      );
    }
    await written();
    const normals = new ProfileNormals(store);
    expect(normals.of('sales')).toEqual(NOTHING_NORMAL);
    await expect
      .poll(() => normals.of('sales'))
      .toEqual({ firstAudioMs: 1_004, bargeInsPerMinute: 2 });
    expect(normals.of('other')).toEqual(NOTHING_NORMAL);
  });
});
