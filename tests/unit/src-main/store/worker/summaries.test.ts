import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordOperations, RecordRow } from '#main/store/historyMessages';
import { createRecordEngine } from '#main/store/worker/recordEngine';
import type { HistoryQuery } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import { recordedCall, type StoreFolder, storeFolder, turn } from '#support/store/recordedCalls';
import { aSummary } from '#support/summaries';

let folder: StoreFolder;
let engine: RecordOperations;

beforeEach(async () => {
  folder = await storeFolder();
  engine = createRecordEngine();
  const { file, backupsDir, dir } = folder;
  engine.open({ file, backupsDir, dataDir: dir, liveCalls: [], knownDamaged: false });
});

afterEach(async () => {
  engine.close({});
  await folder.remove();
});

function putTurns(n: number, ...texts: readonly string[]): void {
  const rows: RecordRow[] = texts.map((text, id) => ({
    kind: 'turn',
    callId: `call-${n}`,
    turn: turn(id, text),
  }));
  engine.write({ rows: [{ kind: 'call', call: recordedCall(n) }, ...rows] });
}

function idsOf(query: HistoryQuery): readonly string[] {
  return engine.search(query).hits.map(({ call }) => call.id);
}

describe('the summaries in the record', () => {
  it('finds the words of a summary, and what was said first', () => {
    putTurns(1, 'hello', 'my parcel is late');
    putTurns(2, 'hello');
    const summary = aSummary({ text: 'A parcel is missing.', fields: { 注文: '客户服务' } });
    for (const callId of ['call-1', 'call-2']) {
      engine.write({ rows: [{ kind: 'summary', callId, summary }] });
    }
    const found = (text: string) =>
      engine.search({ text }).hits.map(({ call, excerpt }) => [call.id, excerpt?.turnId]);
    expect(found('parcel')).toEqual([
      ['call-2', null],
      ['call-1', 1],
    ]);
    // A follow-up, and the value of a field in a script without blanks.
    expect(found('money back')).toHaveLength(2);
    expect(found('服务')).toHaveLength(2);
    const record = engine.call({ callId: 'call-2' });
    expect(record.summary).toEqual(summary);
    expect(record.turns).toHaveLength(1);
  });

  it('no longer finds the words of a summary that was made anew, or erased', () => {
    putTurns(1, 'hello');
    const put = (text: string) =>
      engine.write({
        rows: [{ kind: 'summary', callId: 'call-1', summary: aSummary({ text, followUps: [] }) }],
      });
    put('A parcel.');
    put('A letter.');
    expect(idsOf({ text: 'parcel' })).toEqual([]);
    expect(idsOf({ text: 'letter' })).toEqual(['call-1']);
    engine.beginErasure({ kind: 'call', callId: 'call-1' });
    expect(idsOf({ text: 'letter' })).toEqual([]);
    expect(put('A parcel.')).toEqual({ refused: 1 });
  });

  it('filters by the outcome of a call, and knows which summaries wait', () => {
    putTurns(1, 'hello');
    putTurns(2, 'hello');
    putTurns(3, 'hello');
    const reason = phrase('summary.no-answer', { reason: 'SAFETY' });
    engine.write({
      rows: [
        { kind: 'summary', callId: 'call-1', summary: aSummary() },
        { kind: 'summary', callId: 'call-2', summary: { state: 'waiting', at: 5 } },
        { kind: 'summary', callId: 'call-3', summary: { state: 'failed', at: 6, reason } },
      ],
    });
    expect(idsOf({ outcome: 'refund' })).toEqual(['call-1']);
    expect(idsOf({ outcome: 'refund', text: 'hello' })).toEqual(['call-1']);
    expect(idsOf({ outcome: 'sold' })).toEqual([]);
    const outcomes = engine.search({}).hits.map(({ call }) => call.outcome);
    expect(outcomes).toEqual([null, null, 'refund']);
    expect(engine.waitingSummaries({})).toEqual(['call-2']);
    expect(engine.summary({ callId: 'call-2' })).toEqual({ state: 'waiting', at: 5 });
    expect(engine.summary({ callId: 'call-3' })).toEqual({ state: 'failed', at: 6, reason });
  });
});
