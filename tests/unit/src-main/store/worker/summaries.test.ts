import { describe, expect, it } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { useRecordEngine } from '#support/store/engineBench';
import { aSummary } from '#support/summaries';

const bench = useRecordEngine();

describe('the summaries in the record', () => {
  it('finds the words of a summary, and what was said first', () => {
    bench().putTurns(1, 'hello', 'my parcel is late');
    bench().putTurns(2, 'hello');
    const summary = aSummary({ text: 'A parcel is missing.', fields: { 注文: '客户服务' } });
    for (const callId of ['call-1', 'call-2']) {
      bench().engine.write({ rows: [{ kind: 'summary', callId, summary }] });
    }
    const found = (text: string) =>
      bench()
        .engine.search({ text })
        .hits.map(({ call, excerpt }) => [call.id, excerpt?.turnId]);
    expect(found('parcel')).toEqual([
      ['call-2', null],
      ['call-1', 1],
    ]);
    // A follow-up, and the value of a field in a script without blanks.
    expect(found('money back')).toHaveLength(2);
    expect(found('服务')).toHaveLength(2);
    const record = bench().engine.call({ callId: 'call-2' });
    expect(record.summary).toEqual(summary);
    expect(record.turns).toHaveLength(1);
  });

  it('no longer finds the words of a summary that was made anew, or erased', () => {
    bench().putTurns(1, 'hello');
    const put = (text: string) =>
      bench().engine.write({
        rows: [{ kind: 'summary', callId: 'call-1', summary: aSummary({ text, followUps: [] }) }],
      });
    put('A parcel.');
    put('A letter.');
    expect(bench().idsOf({ text: 'parcel' })).toEqual([]);
    expect(bench().idsOf({ text: 'letter' })).toEqual(['call-1']);
    bench().engine.beginErasure({ kind: 'call', callId: 'call-1' });
    expect(bench().idsOf({ text: 'letter' })).toEqual([]);
    expect(put('A parcel.')).toEqual({ refused: 1 });
  });

  it('filters by the outcome of a call, and knows which summaries wait', () => {
    bench().putTurns(1, 'hello');
    bench().putTurns(2, 'hello');
    bench().putTurns(3, 'hello');
    const reason = phrase('summary.no-answer', { reason: 'SAFETY' });
    bench().engine.write({
      rows: [
        { kind: 'summary', callId: 'call-1', summary: aSummary() },
        { kind: 'summary', callId: 'call-2', summary: { state: 'waiting', at: 5 } },
        { kind: 'summary', callId: 'call-3', summary: { state: 'failed', at: 6, reason } },
      ],
    });
    expect(bench().idsOf({ outcome: 'refund' })).toEqual(['call-1']);
    expect(bench().idsOf({ outcome: 'refund', text: 'hello' })).toEqual(['call-1']);
    expect(bench().idsOf({ outcome: 'sold' })).toEqual([]);
    const outcomes = bench()
      .engine.search({})
      .hits.map(({ call }) => call.outcome);
    expect(outcomes).toEqual([null, null, 'refund']);
    expect(bench().engine.waitingSummaries({})).toEqual(['call-2']);
    expect(bench().engine.summary({ callId: 'call-2' })).toEqual({ state: 'waiting', at: 5 });
    expect(bench().engine.summary({ callId: 'call-3' })).toEqual({
      state: 'failed',
      at: 6,
      reason,
    });
  });
});
