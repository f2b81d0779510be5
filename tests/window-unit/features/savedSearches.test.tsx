import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openHistory } from '#support/window/historyScreen';
import {
  asksSame,
  dayBefore,
  filtersOf,
  NO_FILTERS,
  savedQueryOf,
} from '#window/features/history/search/historyFilters';
import { axeFaults, settle } from '../../support/window/renderApp';

const chips = () => screen.queryByRole('group', { name: 'Saved searches' });
const chip = (name: string) => within(chips()!).getByRole('button', { name });

async function typeName(dialog: string, name: string): Promise<void> {
  const part = screen.getByRole('dialog', { name: dialog });
  fireEvent.change(within(part).getByRole('textbox', { name: 'Name' }), {
    target: { value: name },
  });
  fireEvent.click(within(part).getByRole('button', { name: 'Save' }));
  await settle();
  await settle();
}

describe('saved searches', () => {
  it('are kept with a name, from what the filters hold', async () => {
    const bridge = await openHistory();
    expect(chips()).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Last 4 hours' }));
    fireEvent.click(chip('Save this search…'));
    expect(await axeFaults()).toEqual([]);
    await typeName('Save this search', ' Shift ');
    expect(bridge.requests).toContainEqual({
      name: 'searches:save',
      input: { id: null, search: { name: 'Shift', query: { lastHours: 4 } } },
    });
    expect(chip('Shift').getAttribute('aria-pressed')).toBe('true');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('of today are those of each day on which they are made', async () => {
    const bridge = await openHistory();
    fireEvent.click(screen.getByRole('button', { name: 'Today' }));
    const shown = screen.getByLabelText('To');
    expect(shown).toHaveProperty('value', dayBefore(0, Date.now()));
    fireEvent.click(chip('Save this search…'));
    await typeName('Save this search', 'The shift');
    expect(bridge.requests).toContainEqual({
      name: 'searches:save',
      input: { id: null, search: { name: 'The shift', query: { days: 'today' } } },
    });
    fireEvent.change(shown, { target: { value: '2026-01-31' } });
    await settle();
    expect(chip('The shift').getAttribute('aria-pressed')).toBe('false');
    expect(shown).toHaveProperty('value', '2026-01-31');
  });

  it('say why one is refused, and keep what was typed', async () => {
    const bridge = await openHistory();
    fireEvent.click(screen.getByRole('button', { name: 'Today' }));
    fireEvent.click(chip('Save this search…'));
    bridge.failNext('searches:save', 'Another has this name.');
    await typeName('Save this search', 'Shift');
    expect(screen.getByRole('alert').textContent).toBe('Another has this name.');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Shift');
  });

  it('are applied by their chip, and taken off by it', async () => {
    const bridge = await openHistory(({ history }) => {
      history.searches = [{ id: 1, name: 'VIP', query: { tag: 'vip' }, by: 'api:crm', at: 1 }];
    });
    fireEvent.click(chip('VIP'));
    await expect
      .poll(() => bridge.requests.at(-1))
      .toEqual({ name: 'history:search', input: { query: { tag: ['vip'] } } });
    expect(chip('VIP').getAttribute('aria-pressed')).toBe('true');
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(chip('VIP'));
    await settle();
    expect(bridge.requests.at(-1)).toEqual({ name: 'history:search', input: { query: {} } });
  });

  it('are renamed and deleted for everybody', async () => {
    const bridge = await openHistory(({ history }) => {
      history.searches = [{ id: 7, name: 'VIP', query: { tag: 'vip' }, by: 'api:crm', at: 1 }];
    });
    const choose = (item: string) => {
      const name = /Change the saved search/;
      fireEvent.keyDown(screen.getByRole('button', { name }), { key: 'Enter' });
      fireEvent.click(screen.getByRole('menuitem', { name: item }));
    };
    fireEvent.click(chip('VIP'));
    choose('Rename…');
    await typeName('Rename the saved search', 'Guests');
    expect(bridge.requests).toContainEqual({
      name: 'searches:save',
      input: { id: 7, search: { name: 'Guests', query: { tag: 'vip' } } },
    });
    expect(chip('Guests')).toBeTruthy();
    choose('Delete for everybody');
    await settle();
    await settle();
    expect(within(chips()!).queryByRole('button', { name: 'Guests' })).toBeNull();
  });

  it('hold every filter, and give it back', () => {
    const filters = {
      ...NO_FILTERS,
      ...({ text: 'refund', caller: '34', direction: 'outbound', profileId: 'default' } as const),
      ...({ alert: 'any', intervention: 'hold', actor: 'window:ann' } as const),
      ...({ endReason: 'caller-hung-up', state: 'ended', outcome: 'sold' } as const),
      ...{ fromDay: '2026-01-30', toDay: '2026-02-01', tag: 'vip, refund', minSeconds: '90' },
    };
    expect(filtersOf(savedQueryOf(filters))).toEqual(filters);
    const hours = { ...NO_FILTERS, lastHours: '4' };
    expect(filtersOf(savedQueryOf(hours))).toEqual(hours);
    const days = { ...NO_FILTERS, days: 'yesterday', tag: 'vip' } as const;
    expect(savedQueryOf(days)).toEqual({ days: 'yesterday', tag: ['vip'] });
    expect(filtersOf(savedQueryOf(days))).toEqual(days);
    expect(asksSame(filters, { ...filters, text: ' refund ' })).toBe(true);
    expect(asksSame(filters, hours)).toBe(false);
  });
});
