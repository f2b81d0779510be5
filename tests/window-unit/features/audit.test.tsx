import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FakeBridge } from '#support/window/fakeBridge';
import { aHit, anAuditEntry, aRecord } from '#support/window/historyFixtures';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

afterEach(() => {
  vi.useRealTimers();
});

const entries = Array.from({ length: 120 }, (_, index) => anAuditEntry({ seq: 120 - index }));

async function openAudit(prepare: (bridge: FakeBridge) => void): Promise<FakeBridge> {
  const bridge = await renderApp();
  prepare(bridge);
  fireEvent.click(screen.getByRole('button', { name: 'Audit' }));
  await settle();
  return bridge;
}

const grid = () => screen.getByRole('grid', { name: 'Entries' });
const lastQuery = (bridge: FakeBridge) =>
  bridge.requests.findLast(({ name }) => name === 'audit:list')?.input;

describe('the audit', () => {
  it('says in words who did what, with what, to whose call', async () => {
    await openAudit((each) => {
      each.history.audit = [
        anAuditEntry({ seq: 3, action: 'call.say', params: '{"characters":12}' }),
        anAuditEntry({ seq: 2, actor: 'api:crm', action: 'history.export', callId: null }),
        anAuditEntry({ seq: 1, action: 'call.hold', result: 'refused: They are on hold.' }),
      ];
    });
    const rows = within(grid())
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.getAttribute('aria-label'));
    expect(rows[0]).toMatch(
      /^Entry 3, .*, ann, Made the AI say something, \+34 600 111 222, .*, characters: 12, Done$/,
    );
    expect(rows[1]).toMatch(/crm \(API\), Exported calls/);
    expect(rows[2]).toMatch(/Put on hold, .*Failed, refused: They are on hold\.$/);
  });

  it('draws only the rows in sight, and reads older ones towards the end', async () => {
    const bridge = await openAudit((each) => {
      each.history.audit = entries;
    });
    expect(within(grid()).getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByText('100 entries, more below')).toBeTruthy();
    const rows = within(grid()).getAllByRole('rowgroup')[1] ?? document.body;
    rows.scrollTop = 2_600;
    fireEvent.scroll(rows);
    await settle();
    await settle();
    expect(lastQuery(bridge)).toEqual({ query: { before: 21, limit: 100 } });
    expect(screen.getByText('120 entries')).toBeTruthy();
  });

  it('is filtered by who, what, call, result and words, once typing rests', async () => {
    const bridge = await openAudit((each) => {
      each.history.audit = entries;
      each.history.auditFacets = { actors: ['api:crm', 'window:ann'], actions: ['call.end'] };
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fireEvent.change(screen.getByRole('combobox', { name: 'Who' }), {
      target: { value: 'api:crm' },
    });
    fireEvent.change(screen.getByRole('combobox', { name: 'Result' }), {
      target: { value: 'failed' },
    });
    fireEvent.change(screen.getByRole('textbox', { name: 'Search the audit' }), {
      target: { value: ' ruiz ' },
    });
    await vi.advanceTimersByTimeAsync(300);
    vi.useRealTimers();
    await settle();
    const query = { actor: 'api:crm', result: 'failed', text: 'ruiz', limit: 100 };
    expect(lastQuery(bridge)).toEqual({ query });
    expect(screen.getByText('No entry matches the filters.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Export as a table (CSV)' }));
    await settle();
    expect(bridge.requests.at(-1)).toEqual({
      name: 'audit:export',
      input: { query: { actor: 'api:crm', result: 'failed', text: 'ruiz' }, format: 'csv' },
    });
    expect(screen.getByText('Saved as /home/ana/call.txt.')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] ?? document.body);
    await settle();
    expect(lastQuery(bridge)).toEqual({ query: { limit: 100 } });
  });

  it('has no accessibility faults, and says when there is nothing', async () => {
    await openAudit((each) => {
      each.history.audit = entries.slice(0, 2);
    });
    fireEvent.click(within(grid()).getAllByRole('row')[1] ?? document.body);
    expect(await axeFaults()).toEqual([]);
    await openAudit(() => undefined);
    expect(screen.getByText('Nothing has been done yet.')).toBeTruthy();
  });

  it('shows an entry in full, and leads from it to the call in the history', async () => {
    await openAudit((each) => {
      each.history.audit = [anAuditEntry()];
      each.history.hits = [aHit()];
      each.history.records = { 'rec-1': aRecord() };
    });
    fireEvent.click(within(grid()).getAllByRole('row')[1] ?? document.body);
    const entry = screen.getByRole('region', { name: 'Entry 1' });
    expect(entry.textContent).toContain('a1b2c3');
    fireEvent.click(within(entry).getByRole('button', { name: /^\+34 600 111 222, / }));
    await settle();
    expect(screen.getByRole('heading', { name: '+34 600 111 222' })).toBeTruthy();
  });

  it('checks the chain: how long it took, where it breaks, or why it cannot be checked', async () => {
    const bridge = await openAudit((each) => {
      each.history.audit = entries;
    });
    const check = async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Verify chain' }));
      await settle();
    };
    await check();
    expect(screen.getByText(/The chain is intact.*It took 1,240 ms/)).toBeTruthy();
    bridge.history.firstBroken = 42;
    await check();
    expect(screen.getByText(/Entry 42 does not fit/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show the entry' }));
    await settle();
    expect(screen.getByRole('region', { name: 'Entry 42' })).toBeTruthy();
    bridge.failNext('audit:verify', 'The record is locked.');
    await check();
    expect(screen.getByText(/could not be checked. The record is locked/)).toBeTruthy();
  });

  it('says why it cannot be read, and tries again', async () => {
    await openAudit((each) => {
      each.history.audit = entries;
      each.failNext('audit:list', 'No record of calls is kept.');
    });
    expect(screen.getByRole('alert').textContent).toContain('No record of calls is kept.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.getByText('100 entries, more below')).toBeTruthy();
  });
});
