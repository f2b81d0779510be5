import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RecordOperations } from '#main/store/historyMessages';
import { Database } from '#main/store/worker/driver';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import type { RecordedEvent } from '#model/history';
import { phrase, wordsOf } from '#model/phrases/phrase';
import { recordedCall, type StoreFolder, storeFolder, turn } from '#support/store/recordedCalls';

/**
 * A file as the first version of the schema wrote it: one call with everything that belongs to it.
 */
const OLD_FILE = new URL('../../../../support/store/history-v1.sqlite.gz', import.meta.url);

const NEW_EVENT: RecordedEvent = {
  atMs: 70_000,
  kind: 'state',
  phrase: phrase('event.ended', { why: phrase('end-reason.caller-hung-up') }),
};

const NOTE = phrase('note.voice-changed', { voice: 'Kore' });

const NOTED = turn(2, wordsOf(NOTE), { speaker: 'system', note: NOTE, by: 'window:ann' });

let folder: StoreFolder;
let engine: RecordOperations;

beforeEach(async () => {
  folder = await storeFolder();
  await writeFile(folder.file, gunzipSync(await readFile(OLD_FILE)));
  engine = createRecordEngine();
  open();
});

afterEach(async () => {
  engine.close({});
  await folder.remove();
});

/** Opens another file of the first version, with a change made to it by SQL. */
async function openOld(change: (db: Database) => void): Promise<void> {
  const file = path.join(folder.dir, 'other.sqlite');
  await writeFile(file, gunzipSync(await readFile(OLD_FILE)));
  const db = new Database(file);
  change(db);
  db.close();
  open(file);
}

function open(file = folder.file): void {
  const { backupsDir, dir } = folder;
  engine.open({ file, backupsDir, dataDir: dir, liveCalls: [], knownDamaged: false });
}

it('keeps all that a file of an older version holds, and shows its events by their words', () => {
  const record = engine.call({ callId: 'call-1' });
  expect(record).toMatchObject({
    call: { id: 'call-1', startedAt: recordedCall(1).startedAt, tags: ['vip'] },
    turns: [turn(0, 'I have a question about my invoice.'), turn(1, 'Please tell me its number.')],
    notes: [{ actor: 'console', text: 'Call back.' }],
  });
  expect(record.events).toEqual([
    { atMs: 0, kind: 'state', phrase: phrase('text', { text: 'ringing' }) },
    { atMs: 9_200, kind: 'voice', phrase: phrase('text', { text: 'Puck to Kore' }) },
    { atMs: 60_000, kind: 'state', phrase: phrase('text', { text: 'ended: caller-hung-up' }) },
  ]);
  expect(engine.listAudit({})).toMatchObject([{ action: 'call.end', result: 'ok' }]);
  expect(engine.search({ text: 'invoice' }).hits).toHaveLength(1);
});

it('does not know what kind a call of an older version was, but whether it went out', async () => {
  const old = engine.call({ callId: 'call-1' });
  const unknown = { profileId: '', profileName: '', model: '', transport: null };
  expect(old.call).toMatchObject({ direction: 'inbound', ...unknown });
  expect(old.recordings.every(({ startMs }) => startMs === null)).toBe(true);

  await openOld((db) => {
    db.exec("UPDATE events SET text = 'dialing' WHERE text = 'ringing'");
  });
  expect(engine.call({ callId: 'call-1' }).call.direction).toBe('outbound');
});

it('finds a call of an older version by who did what in it', () => {
  expect(engine.search({ intervention: 'end' }).hits).toHaveLength(1);
  expect(engine.search({ intervention: 'whisper' }).hits).toHaveLength(0);
  expect(engine.facets({}).actors).toEqual(engine.listAudit({}).map(({ actor }) => actor));
});

it('finds old turns in scripts without blanks, step by step, the newest first', async () => {
  await openOld((db) => {
    const key = Number(db.get('SELECT key FROM calls')?.['key']);
    db.transaction(() => {
      for (let id = 2; id < 1_500; id += 1) {
        db.run(
          'INSERT INTO turns (id, speaker, status, text, start_ms) VALUES (?, ?, ?, ?, 0)',
          ...[key * 32_768 + id, 'caller', 'final', id === 2 ? '最早的话' : '客户服务'],
        );
      }
    });
  });
  const found = (text: string) => engine.search({ text }).hits.length;
  expect(found('户服')).toBe(0);
  expect(engine.indexOlderTurns({})).toBe(true);
  expect([found('户服'), found('早的')]).toEqual([1, 0]);
  expect(engine.indexOlderTurns({})).toBe(false);
  expect(found('早的')).toBe(1);
  expect(engine.indexOlderTurns({})).toBe(false);
});

it('keeps new events as phrases beside the old ones', () => {
  engine.write({ rows: [{ kind: 'event', callId: 'call-1', event: NEW_EVENT }] });
  engine.close({});
  open();
  const { events } = engine.call({ callId: 'call-1' });
  expect(events).toHaveLength(4);
  expect(events.at(-1)).toEqual(NEW_EVENT);
});

it.each([
  ['of another version', "code = 'event.of-another-version'"],
  ['whose params do not fit', "params = '{}'"],
])('shows an event with a code %s by the words it was written with', (_title, change) => {
  engine.write({ rows: [{ kind: 'event', callId: 'call-1', event: NEW_EVENT }] });
  const db = new Database(folder.file);
  db.exec(`UPDATE events SET ${change} WHERE at_ms = 70000`);
  db.close();
  const { events } = engine.call({ callId: 'call-1' });
  const text = 'The call ended: the caller hung up.';
  expect(events.at(-1)?.phrase).toEqual(phrase('text', { text }));
});

it('keeps a note of Cordboard as a phrase, and finds it by its words', () => {
  engine.write({ rows: [{ kind: 'turn', callId: 'call-1', turn: NOTED }] });
  engine.close({});
  open();
  expect(engine.call({ callId: 'call-1' }).turns.at(-1)).toEqual(NOTED);
  expect(engine.search({ text: 'voice changed' }).hits).toHaveLength(1);
});

it('shows a note of an older version by the words it was written with', () => {
  engine.write({ rows: [{ kind: 'turn', callId: 'call-1', turn: NOTED }] });
  const db = new Database(folder.file);
  db.exec("UPDATE turns SET note_code = NULL, note_params = NULL WHERE speaker = 'system'");
  db.close();
  const note = phrase('text', { text: 'Voice changed to Kore' });
  expect(engine.call({ callId: 'call-1' }).turns.at(-1)).toEqual({ ...NOTED, note });
});

it('goes on with the deletion of a caller that an older version began', async () => {
  engine.close({});
  await folder.remove();
  folder = await storeFolder();
  await writeFile(folder.file, gunzipSync(await readFile(OLD_FILE)));
  const db = new Database(folder.file);
  db.run(
    'INSERT INTO erasures (at, caller_digits, call_ids, files) VALUES (1, ?, ?, ?)',
    ...['+34600111222', '["call-7"]', '[]'],
  );
  db.close();
  open();
  expect(engine.openErasures({})).toMatchObject([
    { callerDigits: ['+34600111222'], callIds: ['call-7'] },
  ]);
});
