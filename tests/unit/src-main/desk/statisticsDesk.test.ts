import { describe, expect, it } from 'vitest';
import { ok } from '#main/util/result';
import { DeskBench } from '#support/desk/deskBench';
import { someStatistics } from '#support/store/someStatistics';

const QUERY = { from: 0, to: 86_400_000, direction: 'inbound' } as const;

function setUp() {
  const bench = new DeskBench();
  return { bench, statistics: bench.desk.as({ kind: 'window', name: 'ann' }).statistics };
}

describe('the statistics on the desk', () => {
  it('are asked of the record, and reading them is not audited', async () => {
    const { bench, statistics } = setUp();
    expect(await statistics.read(QUERY)).toEqual(ok(someStatistics()));
    expect(bench.history.statisticsQueries).toEqual([QUERY]);
    expect(bench.audited).toEqual([]);
  });

  it('are a table with a line for each group, no field a formula, and one audit entry', async () => {
    const { bench, statistics } = setUp();
    const file = await statistics.export(QUERY);
    expect(file.ok && file.value.name).toMatch(/^statistics-\d{4}-\d\d-\d\d\.csv$/);
    const lines = file.ok ? file.value.content.split('\r\n') : [];
    expect(lines[0]).toBe(
      '\uFEFFby,group,calls,answered,talkMs,meanTalkMs,waitP50Ms,waitP95Ms,bargeIns,intervened,alerted,costUsd',
    );
    expect(lines).toContain('total,,20,20,1200000,60000,620,1480,40,5,4,0.62');
    expect(lines).toContain('day,2026-01-05,12,12,720000,60000,620,1480,24,3,2,0.372');
    expect(lines).toContain("profile,'=Sales,5,5,300000,60000,620,1480,10,1,1,0.155");
    expect(lines).toContain('intervention,call.takeOver,3');
    expect(bench.audited).toMatchObject([{ actor: 'window:ann', action: 'statistics.export' }]);
  });

  it('are a table with the signs of a German spreadsheet in German', async () => {
    const file = await setUp().statistics.export(QUERY, 'de');
    const lines = file.ok ? file.value.content.split('\r\n') : [];
    expect(lines[0]).toMatch(/^\uFEFFNach;Gruppe;Anrufe;/);
    expect(lines).toContain('gesamt;;20;20;1200000;60000;620;1480;40;5;4;0,62');
    expect(lines).toContain("Profil;'=Sales;5;5;300000;60000;620;1480;10;1;1;0,155");
  });
});
