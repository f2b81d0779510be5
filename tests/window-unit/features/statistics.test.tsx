import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { someFigures, someStatistics } from '#support/store/someStatistics';
import type { FakeBridge } from '#support/window/fakeBridge';
import { statisticsQueryOf } from '#window/features/statistics/statisticsStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

async function open(prepare: (bridge: FakeBridge) => void = () => undefined): Promise<FakeBridge> {
  const bridge = await renderApp();
  prepare(bridge);
  fireEvent.click(screen.getByRole('button', { name: 'Statistics' }));
  await settle();
  return bridge;
}

const queries = (bridge: FakeBridge) =>
  bridge.requests
    .filter(({ name }) => name === 'statistics:read')
    .map(({ input }) => (input as { query: { from: number; to: number } }).query);

describe('the statistics', () => {
  it('show the shift of today, each figure beside the one before', async () => {
    const bridge = await open();
    const today = new Date().setHours(0, 0, 0, 0);
    const [query] = queries(bridge);
    expect(query?.from).toBe(today);
    expect(Math.abs((query?.to ?? 0) - Date.now())).toBeLessThan(60_000);
    const figures = within(screen.getByRole('group', { name: 'Shown in the charts' }));
    expect(figures.getByRole('button', { name: /^Calls\s*20/ }).textContent).toBe(
      'Calls20before: 16',
    );
    expect(figures.getByRole('button', { name: /^Cost/ }).textContent).toContain('$0.62');
  });

  it('draw the chosen figure by day, hour and weekday, with a table for those who cannot see it', async () => {
    await open();
    const byHour = screen.getByRole('table', { name: 'Calls, By hour of the day' });
    expect(within(byHour).getAllByRole('row')).toHaveLength(24);
    expect(within(byHour).getByRole('row', { name: '09:00 13' })).toBeTruthy();
    expect(within(byHour).getByRole('row', { name: '10:00 0' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^Wait for the AI, median/ }));
    await settle();
    const byDay = screen.getByRole('table', { name: 'Wait for the AI, median, By day' });
    expect(within(byDay).getByRole('row', { name: 'Jan 5 620 ms' })).toBeTruthy();
  });

  it('say why calls ended, who intervened and what alerted, and have a line for each profile', async () => {
    await open();
    const profiles = screen.getByRole('table', { name: 'By profile' });
    expect(within(profiles).getByRole('row', { name: /^Default 15/ })).toBeTruthy();
    for (const text of ['Took over', 'Whispered to the AI', 'The AI answers late', 'sold']) {
      expect(screen.getByText(text)).toBeTruthy();
    }
  });

  it('are read anew for another time, profile and direction, and exported as they are', async () => {
    const bridge = await open();
    fireEvent.click(screen.getByRole('button', { name: '7 days' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Direction' }), {
      target: { value: 'outbound' },
    });
    await settle();
    expect(queries(bridge).at(-1)).toMatchObject({ direction: 'outbound' });
    const { from = 0, to = 0 } = queries(bridge).at(-1) ?? {};
    expect((to - from) / 86_400_000).toBeGreaterThan(5.9);
    fireEvent.click(screen.getByRole('button', { name: 'Export as a table (CSV)' }));
    await settle();
    expect(bridge.requests.at(-1)).toMatchObject({
      name: 'statistics:export',
      input: { query: { from, direction: 'outbound' } },
    });
    expect(screen.getByText('Saved as /home/ana/call.txt.')).toBeTruthy();
  });

  it('offer to count demo and test calls where there is no other', async () => {
    const bridge = await open((each) => {
      each.history.statistics = someStatistics({ total: someFigures(0), byDay: [] });
    });
    fireEvent.click(screen.getByRole('button', { name: 'Count them too' }));
    await settle();
    expect(queries(bridge).at(-1)).toMatchObject({ trials: true });
    expect(screen.getByText('No call in this time.')).toBeTruthy();
  });

  it('say why they cannot be read, and try again', async () => {
    await open((each) => {
      each.failNext('statistics:read', 'No record of calls is kept.');
    });
    expect(screen.getByRole('alert').textContent).toContain('No record of calls is kept.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.getByRole('table', { name: 'By profile' })).toBeTruthy();
  });

  it('have no accessibility faults', async () => {
    await open();
    expect(await axeFaults()).toEqual([]);
  });
});

describe('the time that is asked for', () => {
  const filters = { profileId: '', direction: '', trials: false } as const;
  const nowMs = new Date(2026, 10, 22, 14, 2).getTime();

  it('ends now where its last day is not over', () => {
    const days = { fromDay: '2026-11-21', toDay: '2026-11-22' };
    expect(statisticsQueryOf({ ...filters, days }, nowMs)).toEqual({
      from: new Date(2026, 10, 21).getTime(),
      to: nowMs,
    });
  });

  it('goes with the days: who leaves the window open sees today the next morning too', () => {
    const morning = new Date(2026, 10, 23, 9, 0).getTime();
    expect(statisticsQueryOf({ ...filters, days: 'today' }, morning)).toEqual({
      from: new Date(2026, 10, 23).getTime(),
      to: morning,
    });
    expect(statisticsQueryOf({ ...filters, days: 'yesterday' }, morning)).toEqual({
      from: new Date(2026, 10, 22).getTime(),
      to: new Date(2026, 10, 23).getTime(),
    });
  });

  it.each([
    { fromDay: '', toDay: '2026-11-22' },
    { fromDay: '2026-11-22', toDay: '2026-11-21' },
    { fromDay: '2026-11-23', toDay: '2026-11-23' },
  ])('is none for %o', (days) => {
    expect(statisticsQueryOf({ ...filters, days }, nowMs)).toBeNull();
  });
});
