import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { aCall, anAlert } from '#support/window/callFixtures';
import { EMPTY_DATA } from '#window/state/applyBatch';
import { type CallFilter, NO_FILTER } from '#window/state/callFilters';
import { arrangeCalls, holdGroups, matchesSearch, stalenessOf } from '#window/state/callOrder';
import type { CallSort } from '#window/state/uiStore';

const NOW = 1_700_000_000_000;

function dataOf(calls: readonly Call[]) {
  return {
    ...EMPTY_DATA,
    byId: Object.fromEntries(calls.map((call) => [call.id, call])),
    order: calls.map((call) => call.id),
  };
}

const started = (id: string, secondsAgo: number, patch: Partial<Call> = {}): Call =>
  aCall({
    id,
    startedAt: NOW - secondsAgo * 1000,
    answeredAt: NOW - secondsAgo * 1000,
    ...patch,
  });

const arranged = (
  data: ReturnType<typeof dataOf>,
  { sort = 'attention', ...filter }: { readonly sort?: CallSort } & Partial<CallFilter> = {},
) => arrangeCalls(data, { sort, search: '', filter: { ...NO_FILTER, ...filter } }, NOW);

const calls = [
  started('short', 40),
  started('long', 900, { profileId: 'sales', profileName: 'Sales', quietSince: NOW - 1_000 }),
  started('new', 3),
  started('quiet', 60, { listeners: ['window:ann'], quietSince: NOW - 20_000 }),
  started('attended', 30, { floor: 'supervisor' }),
  started('warned', 20, { alerts: [anAlert({ at: NOW - 5_000 })] }),
  started('failed', 5, { alerts: [anAlert({ severity: 'danger', at: NOW - 1_000 })] }),
  started('seen', 700, {
    alerts: [anAlert({ severity: 'danger', acknowledged: { by: 'window:ann', at: NOW } })],
  }),
  started('ringing', 8, { state: 'ringing', answeredAt: null }),
  started('over', 2000, { state: 'ended', endedAt: NOW }),
];
const data = dataOf(calls);

describe('the list by attention', () => {
  it('has a group of what needs a person: failures first, then who waits longest', () => {
    expect(arranged(data).needs).toEqual(['failed', 'ringing', 'warned']);
  });

  it('has new calls on top of the others, then long silence, a supervisor, and length', () => {
    expect(arranged(data).others).toEqual([
      'new',
      'quiet',
      'attended',
      'long',
      'seen',
      'short',
      'over',
    ]);
  });

  it('sorts each group by length or by arrival, ended calls last', () => {
    expect(arranged(data, { sort: 'longest' }).others.at(0)).toBe('long');
    expect(arranged(data, { sort: 'longest' }).others.at(-1)).toBe('over');
    expect(arranged(data, { sort: 'newest' }).needs).toEqual(['failed', 'ringing', 'warned']);
  });

  it('sorts each group by silence, by caller or by profile, ended calls last', () => {
    const quiet = (ms: number) => ({ quietSince: NOW - ms });
    const named = dataOf([
      started('b', 10, { callerName: 'Berg 10', profileName: 'Sales', ...quiet(20_000) }),
      started('over', 90, { callerName: 'Abel', profileName: 'Desk', state: 'ended' }),
      started('a', 20, { callerName: 'berg 9', profileName: 'Sales', ...quiet(5_000) }),
      started('c', 30, { callerName: 'Çelik', profileName: 'Desk' }),
    ]);
    expect(arranged(named, { sort: 'caller' }).others).toEqual(['a', 'b', 'c', 'over']);
    expect(arranged(named, { sort: 'profile' }).others).toEqual(['c', 'a', 'b', 'over']);
    expect(arranged(named, { sort: 'silence' }).others).toEqual(['b', 'a', 'c', 'over']);
  });
});

describe('a filter', () => {
  it.each<[Partial<CallFilter>, readonly string[]]>([
    [{ state: 'ringing' }, ['ringing']],
    [{ state: 'ended' }, ['over']],
    [{ attention: 'needs' }, ['failed', 'ringing', 'warned']],
    [{ attention: 'danger' }, ['failed']],
    [{ attention: 'calm', profile: 'sales' }, ['long']],
    [{ quiet: '15' }, ['quiet']],
    [{ operator: 'speaking' }, ['attended']],
    [{ operator: 'somebody' }, ['quiet', 'attended']],
    [{ operator: 'somebody', quiet: '30' }, []],
  ])('%j leaves %j', (filter, left) => {
    const { needs, others } = arranged(data, filter);
    expect([...needs, ...others]).toEqual(left);
  });
});

describe('matchesSearch', () => {
  const call = aCall({
    callerNumber: '+34600111222',
    callerName: 'José Núñez',
    voice: 'Zephyr',
    profileName: 'Reception',
  });
  it.each([
    ['600 111', true],
    ['nunez', true],
    ['zeph', true],
    ['reception', true],
    ['withheld', false],
    ['999', false],
    ['', true],
  ])('finds %j: %s', (text, found) => {
    expect(matchesSearch(call, text)).toBe(found);
  });
  it('finds a withheld number by that word', () => {
    expect(matchesSearch(aCall({ callerNumber: '' }), 'withheld')).toBe(true);
  });
});

describe('a held order', () => {
  const shown = { needs: ['a'], others: ['b', 'c'] };

  it('moves no row: gone calls leave, new ones come at the end', () => {
    const wanted = { needs: ['d', 'c'], others: ['a'] };
    expect(holdGroups(shown, wanted)).toEqual({ needs: ['a'], others: ['c', 'd'] });
  });

  it('knows what it hides: calls that came, and calls that need somebody by now', () => {
    const seen = new Set(['a', 'b', 'c']);
    const wanted = { needs: ['d', 'c', 'a'], others: ['b'] };
    expect(stalenessOf(shown, wanted, seen)).toEqual({ arrived: 1, raised: 2, changed: true });
    expect(stalenessOf(shown, shown, seen)).toEqual({ arrived: 0, raised: 0, changed: false });
  });
});
