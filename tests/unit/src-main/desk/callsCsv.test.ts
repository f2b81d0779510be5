import { describe, expect, it } from 'vitest';
import { callsCsv } from '#main/desk/callsCsv';
import { DeskBench } from '#support/desk/deskBench';
import { recordedCallWith } from '#support/store/fakeHistoryStore';

describe('a table of calls', () => {
  it('has its heads in the language that is asked for, and its codes as they are', () => {
    const call = recordedCallWith({ callerName: 'Ana' });
    const [head = '', line = ''] = callsCsv([call], 'de').split('\r\n');
    expect(head).toMatch(/^\uFEFFID;Beginn;Angenommen;Ende;Sekunden;Richtung;Anrufer;/);
    expect(line).toContain(';inbound;');
    expect(line).toMatch(/;(ja|nein);/);
  });

  it('in German is guarded as in English, and quotes what would begin another field', () => {
    const [, line] = callsCsv(
      [recordedCallWith({ callerName: '=1;2', tags: ['a', 'b'] })],
      'de',
    ).split('\r\n');
    expect(line).toContain(`;"'=1;2";`);
    expect(line).toContain(';a, b;');
    expect(line).toContain(';\t');
  });

  it('has one line a call under the names of the columns, in UTC', () => {
    const [head, line, end] = callsCsv([recordedCallWith({ tags: ['vip', 'refund'] })]).split(
      '\r\n',
    );
    expect(head).toMatch(/^\uFEFFid,started,answered,ended,seconds,/);
    expect(line).toMatch(/^call-1,2026-01-31T12:00:00\.000Z,.*,59,inbound,/);
    expect(line).toContain(',"vip, refund",');
    expect(end).toBe('');
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'has no formula where a caller is called %j',
    (callerName) => {
      const csv = callsCsv([recordedCallWith({ callerName })]);
      expect(csv).toContain(`'${callerName.replaceAll('"', '""')}`);
      expect(csv).not.toContain(`,${callerName}`);
    },
  );

  it.each(['+12025550100', '0049301234567', '12025550100'])(
    'has the number %s as a text that reads as it is',
    (callerNumber) => {
      expect(callsCsv([recordedCallWith({ callerNumber })])).toContain(`,\t${callerNumber},`);
    },
  );

  it('guards what only begins like a number', () => {
    expect(callsCsv([recordedCallWith({ callerNumber: '+12025550100+1' })])).toContain(
      ",'+12025550100+1,",
    );
  });

  it('has every page of what was found, and the audit notes it once', async () => {
    const bench = new DeskBench();
    for (let n = 0; n < 450; n += 1) {
      bench.history.put({ call: recordedCallWith({ id: `c${n}` }) });
    }
    const { history } = bench.desk.as({ kind: 'window', name: 'ann' });
    const file = await history.exportList({ query: {} });
    expect(file.ok && file.value.content.split('\r\n')).toHaveLength(452);
    expect(bench.audited).toMatchObject([
      { action: 'history.export', callId: null, params: { format: 'csv' }, result: 'ok' },
    ]);
  });
});
