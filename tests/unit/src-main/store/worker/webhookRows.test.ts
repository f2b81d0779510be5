import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordOperations } from '#main/store/historyMessages';
import { writeBackup } from '#main/store/worker/backups';
import { Database } from '#main/store/worker/driver';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import type { WaitingWebhook } from '#model/webhooks';
import { recordedCall, type StoreFolder, storeFolder } from '#support/store/recordedCalls';

let folder: StoreFolder;
let engine: RecordOperations;

beforeEach(async () => {
  folder = await storeFolder();
  engine = createRecordEngine();
  open();
});
afterEach(async () => {
  engine.close({});
  await folder.remove();
});

function open() {
  const { file, backupsDir, dir } = folder;
  return engine.open({ file, backupsDir, dataDir: dir, liveCalls: [], knownDamaged: false });
}

function webhookWith(change: Partial<WaitingWebhook> = {}): WaitingWebhook {
  return {
    receiver: 'r1',
    id: 'e1',
    type: 'call.started',
    callId: 'call-1',
    queuedAt: 1_000,
    body: '{"said":"Xanadupalast"}',
    attempts: 0,
    unanswered: 0,
    dueAt: 0,
    ...change,
  };
}

const put = (...webhooks: readonly WaitingWebhook[]) =>
  engine.write({ rows: webhooks.map((webhook) => ({ kind: 'webhook', webhook })) });

/** Everything that waits. */
function waiting(): readonly WaitingWebhook[] {
  const upTo = Number.MAX_SAFE_INTEGER;
  const all: WaitingWebhook[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page = engine.waitingWebhooks({ after, upTo });
    all.push(...page.webhooks);
    after = page.last;
  }
  return all;
}

describe('webhook events in the record', () => {
  it('wait in their order, through a new state and a start, until they are gone', () => {
    const many = Array.from({ length: 450 }, (_, n) => webhookWith({ id: `e${n}` }));
    put(...many);
    const body = '{"outcome":"refund"}';
    const later = webhookWith({ id: 'e0', body, attempts: 3, unanswered: 1, dueAt: 9_000 });
    put(later);
    engine.close({});
    const { lastWebhook } = open();
    expect(waiting()).toEqual([later, ...many.slice(1)]);
    put(webhookWith({ id: 'of this run' }));
    const { last } = engine.waitingWebhooks({ after: lastWebhook - 1, upTo: lastWebhook });
    expect(last).toBe(lastWebhook);
    engine.write({ rows: [{ kind: 'webhook-gone', receiver: 'r1', id: 'e0' }] });
    expect(waiting()).toEqual([...many.slice(1), webhookWith({ id: 'of this run' })]);
  });

  it('are erased with their caller, and do not come back', () => {
    engine.write({ rows: [{ kind: 'call', call: recordedCall(1) }] });
    put(webhookWith(), webhookWith({ id: 'e2', callId: 'call-2' }));
    engine.beginErasure({
      kind: 'caller',
      callerNumber: recordedCall(1).callerNumber,
      spellings: [],
      country: '',
    });
    expect(waiting().map(({ id }) => id)).toEqual(['e2']);
    expect(put(webhookWith({ id: 'late' }))).toEqual({ refused: 1 });
    expect(waiting().map(({ id }) => id)).toEqual(['e2']);
  });

  it('stay when retention takes their call', () => {
    engine.write({ rows: [{ kind: 'call', call: recordedCall(1) }] });
    put(webhookWith());
    engine.retentionStep({ startedBefore: Date.now(), maxBytes: null, recordingsBefore: null });
    expect(waiting()).toHaveLength(1);
  });

  it('are in no backup: they would be sent twice', () => {
    put(webhookWith());
    writeBackup({ file: folder.file, backupsDir: folder.backupsDir, dataDir: folder.dir });
    const [name = ''] = readdirSync(folder.backupsDir);
    const backup = new Database(path.join(folder.backupsDir, name), { readOnly: true });
    expect(backup.all('SELECT id FROM webhooks')).toEqual([]);
    backup.close();
    expect(waiting()).toHaveLength(1);
  });
});
