import { describe, expect, it } from 'vitest';
import { DeskBench } from '#support/desk/deskBench';

async function setUp() {
  const bench = new DeskBench();
  const { audit, history } = bench.desk.as({ kind: 'window', name: 'ann' });
  for (let n = 0; n < 3; n += 1) {
    await history.setTags('=cmd', []);
  }
  return { bench, audit };
}

describe('the audit on the desk', () => {
  it('is listed page by page, and its chain is checked with the time it took', async () => {
    const { audit } = await setUp();
    expect(await audit.list({ limit: 2 })).toMatchObject({ value: [{ seq: 3 }, { seq: 2 }] });
    expect(await audit.list({ before: 2 })).toMatchObject({ value: [{ seq: 1 }] });
    const check = await audit.verify();
    expect(check).toMatchObject({ ok: true, value: { firstWrong: null } });
    expect(check.ok && check.value.tookMs).toBeGreaterThanOrEqual(0);
  });

  it('is exported as it is filtered, with an entry of its own and no field a formula', async () => {
    const { bench, audit } = await setUp();
    const query = { actor: 'window:ann', result: 'failed' } as const;
    const csv = await audit.export(query, 'csv');
    expect(bench.history.auditQueries.at(-1)).toMatchObject(query);
    const lines = csv.ok ? csv.value.content.trimEnd().split('\r\n') : [];
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^3,[^,]*,window:ann,history\.setTags,'=cmd,/);
    const json = await audit.export({}, 'json');
    expect(json.ok && JSON.parse(json.value.content)).toMatchObject([
      { seq: 4, action: 'audit.export' },
      { seq: 3 },
      { seq: 2 },
      { seq: 1 },
    ]);
    expect(bench.audited.slice(3)).toMatchObject([
      { action: 'audit.export', params: { format: 'csv' }, result: 'ok' },
      { action: 'audit.export', params: { format: 'json' }, result: 'ok' },
    ]);
  });

  it('is exported with the signs of a German spreadsheet in German', async () => {
    const csv = await (await setUp()).audit.export({}, 'csv', 'de');
    expect(csv.ok && csv.value.content).toMatch(
      /^\uFEFFNr\.;Zeit;.*\r\n3;[^;]*;window:ann;history\.setTags;'=cmd;/,
    );
  });
});
